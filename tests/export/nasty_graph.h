// A graph of many events with all that has broken readers of graphs: the same on every machine.
#pragma once

#include <array>
#include <set>
#include <string>
#include <vector>

#include "export/sample_graph.h"

namespace chancery::test {

// Names and passages, each of which some program has stumbled over.
inline const std::vector<std::string>& nastyTexts() {
  static const std::vector<std::string> kTexts = {
      "bell \x07 and vertical tab \x0B and escape \x1F and delete \x7F",
      "U+FFFE \xEF\xBF\xBE, U+FFFF \xEF\xBF\xBF, a surrogate \xED\xA0\x80, no text "
      "\xFF\xC0\xE0\xA4",
      "🤝🏽 👩‍👩‍👧‍👦 🇮🇳🇷🇺",
      "محمد بن سلمان آل سعود",
      "בנימין \"ביבי\" נתניהו",
      "\xE2\x80\xAE"
      "evil\xE2\x80\xAC",  // right-to-left override
      "INF Treaty, NaN and -Infinity",
      "<b>&amp; \"Sons\" 'n' ]]> <![CDATA[x]]> <!-- -->",
      "'); DROP TABLE events; -- \\' \\\" \\u0027 \\",
      "line\nbreak, return\rhere, both\r\nthere, tab\there",
      "=1+1, +1, -1, @SUM(A1); a;b,c\td|e",
      "\xE0\xA4\xA8\xE0\xA4\xB0\xE0\xA5\x87\xE0\xA4\xA8\xE0\xA5\x8D\xE0\xA4\xA6\xE0\xA5\x8D\xE0\xA4"
      "\xB0 \xEF\xBB\xBFzero\xE2\x80\x8B width e\xCC\x81",
      "{\"json\": [\"\\n\", null]} ${x} %s %n $(y) `z`",
      std::string(700, 'x'),
      " ",
      "null"};
  return kTexts;
}

inline std::string nastyText(std::size_t number) {
  return nastyTexts()[number % nastyTexts().size()];
}

// Of every precision, some in other centuries and one in ten not at all; a day of its own for each
// `number`, so that no two events are one.
inline std::optional<DateSpan> nastyDate(int number) {
  const Day day = addDays(parseDateSpan("1969-11-01")->first, number);
  const CivilDate date = toCivil(day);
  switch (number % 10) {
    case 0: return std::nullopt;
    case 1: return monthSpan(date.year, date.month);
    case 2: return yearSpan(date.year);
    case 3: return DateSpan{day, addDays(day, 400)};  // overlaps with those of many others
    case 4: return DateSpan{addDays(day, -40'000), addDays(day, -40'000)};
    default: return DateSpan{day, day};
  }
}

struct NastyGraph {
  MemorySource source;
  std::set<EventId> events;
  std::set<EntityId> actors;
};

// About `events` of them, among `actors` entities: pairs have several, and in both directions, and
// some have to do with themselves.
inline NastyGraph nastyGraph(int events, int actors) {
  constexpr std::array kTypes = {EntityType::kPerson, EntityType::kCountry,
                                 EntityType::kOrganisation, EntityType::kPerson};
  std::vector<Entity> entities;
  for (int i = 0; i < actors; ++i) {
    const EntityType type = kTypes[static_cast<std::size_t>(i) % kTypes.size()];
    const std::string id = std::string(idPrefixOf(type)) + ".n" + std::to_string(i);
    const auto number = static_cast<std::size_t>(i);
    entities.push_back(entityOf(type, id, nastyText(number) + " " + std::to_string(i),
                                i % 3 == 0 ? "IN" : "",
                                {nastyText(number + 1), nastyText(number)}));
  }
  const Entity place = entityOf(EntityType::kPlace, "pl.n", nastyText(7), "RU", {});

  NastyGraph graph;
  for (int begin = 0; begin < events; begin += 40) {
    const auto number = static_cast<std::size_t>(begin / 40);
    DocumentEvents said;
    said.document =
        documentOf(std::to_string(number) + " " + nastyText(number).substr(0, 200), "en",
                   "2025-08-22", nastyText(number + 3),
                   number % 2 == 0 ? "https://news.example/" + nastyText(number + 5) : "");
    said.entities = {place};
    for (int i = begin; i < std::min(events, begin + 40); ++i) {
      // every second event is one more of the pair before it, the other way round
      const int pair = i / 2;
      const int from = pair % actors;
      const int to = pair % 97 == 0 ? from : (from + 1 + pair / actors * 7) % actors;
      const Entity& subject = entities[static_cast<std::size_t>(i % 2 == 0 ? from : to)];
      const Entity& object = entities[static_cast<std::size_t>(i % 2 == 0 ? to : from)];
      Mention mention =
          mentionIn(said.document, nastyText(static_cast<std::size_t>(i)),
                    static_cast<std::uint64_t>(i), static_cast<Status>(i % 4), i % 1001);
      mention.code_point_begin = mention.begin;
      if (i % 3 == 0) mention.place = place.id;
      if (i % 5 == 0) mention.topics = {nastyText(static_cast<std::size_t>(i + 4)).substr(0, 60)};
      Event event = makeEvent(static_cast<Relation>(i % kRelationCount), subject.id, object.id,
                              nastyDate(i), {mention});
      derive(event);
      graph.events.insert(event.id);
      graph.actors.insert({event.subject, event.object});
      said.entities.push_back(subject);
      said.entities.push_back(object);
      said.events.push_back(std::move(event));
    }
    graph.source.add(std::move(said));
  }
  return graph;
}

}  // namespace chancery::test
