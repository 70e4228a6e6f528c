// A graph in memory, written for Gephi: the exporters take any source of events.
//
//   build/release/examples/05_export > graph.graphml
#include <iostream>

#include "export/graphml.h"
#include "extract/extractor.h"
#include "graph/memory_source.h"

int main() {
  using namespace chancery;
  Extractor extractor;
  MemorySource graph;
  for (const char* text :
       {"Prime Minister Narendra Modi met President Emmanuel Macron in Paris on 13 July 2023.",
        "प्रधानमंत्री नरेंद्र मोदी ने 9 जुलाई 2024 को मॉस्को में राष्ट्रपति व्लादिमीर पुतिन से मुलाकात की।"}) {
    Article article;
    article.id = std::to_string(std::string_view(text).size());
    article.text = text;
    if (auto said = extractor.extract(article)) graph.add(std::move(*said));
  }
  const auto written = writeGraphml(graph, {}, {GraphKind::kDyads}, std::cout);
  if (!written) std::cerr << written.error().message << "\n";
  return written ? 0 : 1;
}
