#include <optional>
#include <utility>

#include "store/bulk.h"
#include "store/event_store_impl.h"
#include "store/tidy.h"

namespace chancery {

struct BulkWriter::Impl {
  Impl(EventStore::Impl& into, const BulkOptions& with)
      : store(into), options(with), writing(into.writing) {}

  EventStore::Impl& store;
  BulkOptions options;
  std::unique_lock<std::mutex> writing;
  std::optional<store::Bulk> bulk;

  void begin() {
    bulk.emplace(*store.database, store.state, store.database->workDirectory(),
                 options.memory_bytes);
  }

  Result<void> commit() {
    if (!bulk || bulk->empty()) return {};
    const auto committed = bulk->commit();
    bulk.reset();
    if (!committed) return tl::unexpected(committed.error());
    store.state = *committed;
    return {};
  }
};

BulkWriter::BulkWriter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
BulkWriter::BulkWriter(BulkWriter&&) noexcept = default;
BulkWriter& BulkWriter::operator=(BulkWriter&&) noexcept = default;
BulkWriter::~BulkWriter() = default;

Result<BulkWriter> EventStore::bulk(const BulkOptions& options) {
  const auto writable = impl_->database->requireWritable();
  if (!writable) return tl::unexpected(writable.error());
  return BulkWriter(std::make_unique<BulkWriter::Impl>(*impl_, options));
}

Result<PutOutcome> BulkWriter::put(DocumentEvents document, std::optional<Day> read) {
  const auto said = store::tidy(std::move(document), impl_->options.ids_are_made);
  if (!said) return tl::unexpected(said.error());
  if (impl_->bulk && impl_->bulk->has(said->document.id)) {
    const auto committed = impl_->commit();
    if (!committed) return tl::unexpected(committed.error());
  }
  if (!impl_->bulk) impl_->begin();
  return impl_->bulk->put(*said, read.value_or(impl_->store.database->readingDay()));
}

Result<void> BulkWriter::commit() { return impl_->commit(); }

}  // namespace chancery
