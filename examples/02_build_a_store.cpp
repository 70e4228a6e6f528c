// From a folder of articles to a graph on disk.
//
//   build/release/examples/02_build_a_store examples/corpus /tmp/example.db
#include <iostream>

#include "extract/corpus/corpus.h"
#include "extract/extractor.h"
#include "store/event_store.h"

int main(int argc, char** argv) {
  using namespace chancery;
  if (argc != 3) {
    std::cerr << "usage: 02_build_a_store ARTICLES STORE\n";
    return 2;
  }
  auto store = EventStore::open(argv[2], {.create_if_missing = true});
  if (!store) {
    std::cerr << store.error().message << "\n";
    return 1;
  }
  Extractor extractor;
  CorpusSink sink;
  sink.article = [&](Article&& article) {
    const auto said = extractor.extract(article);
    const auto put = said ? store->put(*said) : Result<PutOutcome>(tl::unexpected(said.error()));
    if (!put) std::cerr << put.error().message << "\n";
    return put.has_value();
  };
  sink.skipped = [](const std::string& name, const std::string& reason) {
    std::cerr << "skipped: " << name << " " << reason << "\n";
  };
  if (const auto read = readCorpus({argv[1]}, {}, sink); !read) {
    std::cerr << read.error().message << "\n";
    return 1;
  }
  const auto counts = store->counts();
  if (!counts) return 1;
  std::cout << counts->documents << " documents, " << counts->events << " events, "
            << counts->entities << " entities\n";
}
