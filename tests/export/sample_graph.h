// A small graph with all that is awkward in an export: three documents, seven entities, six events.
#pragma once

#include <algorithm>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "graph/event_source.h"
#include "graph/memory_source.h"

namespace chancery::test {

inline Entity entityOf(EntityType type, std::string id, std::string label, std::string country,
                       std::vector<std::string> aliases) {
  std::sort(aliases.begin(), aliases.end());
  return {{std::move(id)}, type, std::move(label), std::move(country), std::move(aliases), {}};
}

inline const std::vector<Entity>& sampleEntities() {
  static const std::vector<Entity> kEntities = {
      entityOf(EntityType::kPerson, "p.jaishankar", "S. Jaishankar", "IN", {"जयशंकर", "एस जयशंकर"}),
      entityOf(EntityType::kPerson, "p.putin", "Vladimir Putin", "RU", {"पुतिन", "व्लादिमीर पुतिन"}),
      entityOf(EntityType::kPerson, "p.zelenskyy", "Volodymyr Zelenskyy", "UA", {}),
      entityOf(EntityType::kCountry, "c.in", "India", "IN", {"भारत"}),
      entityOf(EntityType::kCountry, "c.us", "United States", "US", {"U.S.", "Washington"}),
      entityOf(EntityType::kPlace, "pl.kremlin", "Kremlin", "RU", {"क्रेमलिन"}),
      entityOf(EntityType::kOrganisation, "o.ab", "Smith & \"Sons\" <AG>", "", {"S\x01\x1Fons"})};
  return kEntities;
}

inline Document documentOf(std::string id, std::string language, std::string date,
                           std::string title, std::string url) {
  Document document;
  document.id = {std::move(id)};
  document.language = std::move(language);
  if (!date.empty()) document.date = parseDateSpan(date)->first;
  document.title = std::move(title);
  document.url = std::move(url);
  document.content_hash = "hash of " + document.id.value;
  return document;
}

inline Mention mentionIn(const Document& document, std::string text, std::uint64_t begin,
                         Status status, int confidence_permille) {
  Mention mention;
  mention.document = document.id;
  mention.reported = document.date;
  mention.text = std::move(text);
  mention.begin = begin;
  mention.end = begin + mention.text.size();
  mention.status = status;
  mention.confidence_permille = confidence_permille;
  mention.extractor = "chancery 0.1.0 en+hi";
  return mention;
}

inline Event eventOf(Relation relation, const char* subject, const char* object,
                     std::string_view date, std::vector<Mention> mentions) {
  std::optional<DateSpan> span;
  if (!date.empty()) span = parseDateSpan(date).value();
  Event event = makeEvent(relation, {subject}, {object}, span, std::move(mentions));
  derive(event);
  return event;
}

inline DocumentEvents said(const Document& document, std::vector<Event> events) {
  DocumentEvents result{document, {}, std::move(events)};
  for (const Entity& entity : sampleEntities()) {
    const auto refersTo = [&](const Event& event) {
      return event.subject == entity.id || event.object == entity.id || event.place == entity.id;
    };
    if (std::any_of(result.events.begin(), result.events.end(), refersTo)) {
      result.entities.push_back(entity);
    }
  }
  return result;
}

// A raw string, because clang-format would break any other at a place of its own choice.
inline constexpr const char* kHindiPassage =
    R"(🤝 जयशंकर ने क्रेमलिन में पुतिन से मुलाकात की।)";

// In Hindi: two mentions of one meeting, of which one knows the place.
inline DocumentEvents hindiReport() {
  const Document document = documentOf("hi/रूस यात्रा.txt", "hi", "2025-08-22", "", "");
  Mention at_the_kremlin = mentionIn(document, kHindiPassage, 40, Status::kHappened, 970);
  at_the_kremlin.code_point_begin = 16;
  at_the_kremlin.place = EntityId{"pl.kremlin"};
  at_the_kremlin.topics = {"energy", "trade"};
  const Mention again = mentionIn(document, "पुतिन से भेंट", 400, Status::kHappened, 800);
  return said(document, {eventOf(Relation::kMeet, "p.jaishankar", "p.putin", "2025-08-21",
                                 {at_the_kremlin, again})});
}

// In English: the same meeting; a month, a span and no date at all; planned and denied.
inline DocumentEvents englishReport() {
  const Document document = documentOf("en-1", "en", "2025-08-22", "Talks & <tea> in Moscow",
                                       "https://news.example/en 1");
  const auto quote = [&](const char* text, std::uint64_t begin, Status status) {
    return mentionIn(document, text, begin, status, 1000);
  };
  return said(document,
              {eventOf(Relation::kMeet, "p.jaishankar", "p.putin", "2025-08-21",
                       {quote("Putin met Jaishankar & signed <nothing>; a[b[0]]>1.", 10,
                              Status::kHappened)}),
               eventOf(Relation::kVisit, "p.putin", "c.in", "2025-12",
                       {quote("Putin will visit India in December", 90, Status::kPlanned)}),
               eventOf(Relation::kMeet, "p.zelenskyy", "p.putin", "2025-08-19/2025-08-21",
                       {quote("denied reports of a meeting", 200, Status::kDenied)}),
               eventOf(Relation::kSanction, "c.us", "o.ab", "",
                       {quote("the U.S. may sanction Smith & \"Sons\"", 300, Status::kPossible)})});
}

// Bytes that are no text, and a day of its own.
inline DocumentEvents brokenReport() {
  const Document document =
      documentOf("z\x02", "", "", "bell \x07, half a letter \xE0\xA4", "C:\\news\\z.txt");
  return said(document, {eventOf(Relation::kTalk, "p.putin", "p.jaishankar", "2024",
                                 {mentionIn(document, "spoke\x0B\xFF\xED\xA0\x80 with\r\nhim", 0,
                                            Status::kHappened, 505)}),
                         eventOf(Relation::kCriticize, "p.putin", "p.jaishankar", "2025-08-21",
                                 {mentionIn(document, "criticised", 60, Status::kHappened, 0)})});
}

inline MemorySource sampleGraph() {
  MemorySource source;
  source.add(hindiReport());
  source.add(englishReport());
  source.add(brokenReport());
  return source;
}

// Takes so many bytes and then refuses, as a full disk does.
class FullDisk : public std::stringbuf {
 public:
  explicit FullDisk(std::size_t space) : space_(space) {}

 protected:
  std::streamsize xsputn(const char* bytes, std::streamsize count) override {
    if (static_cast<std::size_t>(count) > space_) return 0;
    space_ -= static_cast<std::size_t>(count);
    return std::stringbuf::xsputn(bytes, count);
  }
  int_type overflow(int_type) override { return traits_type::eof(); }

 private:
  std::size_t space_;
};

}  // namespace chancery::test
