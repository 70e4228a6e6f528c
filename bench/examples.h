// The example articles, as they stand and many times over.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "extract/corpus/corpus.h"
#include "extract/extractor.h"

namespace chancery::bench {

// All articles of examples/corpus, read once.
inline const std::vector<Article>& exampleArticles() {
  static const std::vector<Article> articles = [] {
    std::vector<Article> read;
    CorpusSink sink;
    sink.article = [&](Article&& article) {
      read.push_back(std::move(article));
      return true;
    };
    if (!readCorpus({std::string(CHANCERY_SOURCE_DIR) + "/examples/corpus"}, {}, sink)) {
      throw std::runtime_error("examples/corpus cannot be read");
    }
    return read;
  }();
  return articles;
}

inline const std::vector<DocumentEvents>& exampleEvents() {
  static const std::vector<DocumentEvents> events = [] {
    Extractor extractor;
    std::vector<DocumentEvents> said;
    for (const Article& article : exampleArticles()) {
      said.push_back(extractor.extract(article).value());
    }
    return said;
  }();
  return events;
}

// The same documents under other names, all their days moved by `copy` days: as many new events.
inline std::vector<DocumentEvents> movedExamples(int copy) {
  std::vector<DocumentEvents> moved = exampleEvents();
  for (DocumentEvents& said : moved) {
    said.document.id.value += "~" + std::to_string(copy);
    for (Event& event : said.events) {
      for (Mention& mention : event.mentions) mention.document = said.document.id;
      if (event.date) {
        event.date = DateSpan{addDays(event.date->first, copy), addDays(event.date->last, copy)};
      }
      event = makeEvent(event.relation, event.subject, event.object, event.date,
                        std::move(event.mentions));
      derive(event);
    }
  }
  return moved;
}

}  // namespace chancery::bench
