// Reads a text and prints its events as the tables of sentences write them.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "extract/extractor.h"

namespace chancery::test {

inline Extractor& sharedExtractor() {
  static Extractor extractor;
  return extractor;
}

inline DocumentEvents read(const std::string& text, const std::string& date = {}) {
  Article article;
  article.id = "test";
  article.text = text;
  if (!date.empty()) article.date = parseDateSpan(date).value().first;
  return sharedExtractor().extract(article).value();
}

// "meet Narendra Modi > Vladimir Putin happened 2025-08-21"; of a relation without a direction the
// name that sorts first stands first.
inline std::set<std::string> eventsOf(const DocumentEvents& said) {
  const auto label = [&](const EntityId& id) {
    for (const Entity& entity : said.entities) {
      if (entity.id == id) return entity.label;
    }
    return std::string("?");
  };
  std::set<std::string> lines;
  for (const Event& event : said.events) {
    std::string a = label(event.subject);
    std::string b = label(event.object);
    if (infoOf(event.relation).symmetric && b < a) std::swap(a, b);
    std::string line = std::string(infoOf(event.relation).name) + " " + a + " > " + b + " " +
                       std::string(nameOf(event.status));
    if (event.date) line += " " + toIso(*event.date);
    lines.insert(std::move(line));
  }
  return lines;
}

}  // namespace chancery::test
