// From a sentence to its events, without any store.
//
//   build/release/examples/01_read_a_sentence
#include <iostream>
#include <map>

#include "extract/extractor.h"

int main() {
  using namespace chancery;
  Article article;
  article.id = "example";
  article.date = makeDay(2025, 8, 22).value();
  article.text =
      "External Affairs Minister S. Jaishankar met President Vladimir Putin in Moscow on Thursday. "
      "इससे पहले जयशंकर ने अपने रूसी समकक्ष सर्गेई लावरोव के साथ वार्ता की।";

  Extractor extractor;
  const auto said = extractor.extract(article);
  if (!said) {
    std::cerr << said.error().message << "\n";
    return 1;
  }
  std::map<EntityId, std::string> labels;
  for (const Entity& entity : said->entities) labels[entity.id] = entity.label;
  for (const Event& event : said->events) {
    std::cout << labels[event.subject] << " | " << infoOf(event.relation).name << " | "
              << labels[event.object] << " | " << (event.date ? toIso(*event.date) : "no date")
              << " | " << nameOf(event.status) << "\n  " << event.mentions.front().text << "\n";
  }
}
