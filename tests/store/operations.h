// Operations on a store, drawn by chance: the same for the same seed, in whatever process.
#pragma once

#include <functional>
#include <map>

#include "store_samples.h"

namespace chancery::test {

struct Operation {
  enum class Kind { kPut, kPutAll, kBulk, kRemove, kForget };
  Kind kind = Kind::kPut;
  std::vector<DocumentEvents> documents;
  DocumentId id;
  std::size_t memory_bytes = 0;

  void applyTo(EventStore& store) const {
    switch (kind) {
      case Kind::kPut: REQUIRE(store.put(documents.front())); return;
      case Kind::kPutAll: REQUIRE(store.putAll(documents)); return;
      case Kind::kRemove: REQUIRE(store.remove(id)); return;
      case Kind::kForget: REQUIRE(store.forget(id)); return;
      case Kind::kBulk: break;
    }
    // of two versions in one bulk the first is committed before the second comes
    std::map<DocumentId, DocumentEvents> once;
    for (const DocumentEvents& said : documents) once[said.document.id] = said;
    BulkWriter writer = store.bulk({.memory_bytes = memory_bytes}).value();
    for (const auto& [name, said] : once) REQUIRE(writer.put(said));
    REQUIRE(writer.commit());
  }
};

class Operations {
 public:
  explicit Operations(unsigned seed) : random_(seed) {}

  Operation next() {
    Operation operation;
    operation.id = {"doc" + std::to_string(random_.below(40))};
    operation.memory_bytes = std::size_t{1} << random_.below(20);
    const unsigned kind = random_.below(16);
    unsigned documents = kind < 7 ? random_.below(8) : 1;
    if (kind < 3) operation.kind = Operation::Kind::kPutAll;
    if (kind >= 3 && kind < 7) operation.kind = Operation::Kind::kBulk;
    if (kind >= 7 && kind < 10) operation.kind = Operation::Kind::kRemove;
    if (kind == 10) operation.kind = Operation::Kind::kForget;
    for (; documents > 0; --documents) {
      operation.documents.push_back(random_.next("doc" + std::to_string(random_.below(40))));
    }
    return operation;
  }

  RandomDocuments& random() { return random_; }

 private:
  RandomDocuments random_;
};

}  // namespace chancery::test
