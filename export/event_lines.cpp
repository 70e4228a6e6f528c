#include "export/event_lines.h"

#include <algorithm>
#include <map>
#include <utility>

#include "export/entity_cache.h"
#include "export/json_writer.h"
#include "export/stream_check.h"
#include "export/value_text.h"

namespace chancery {
namespace {

// So many times a document may tell of an event; of more, each document is asked for all it tells.
constexpr std::size_t kMostTold = 1'000'000;

void writeTexts(const std::vector<std::string>& texts, JsonWriter& json) {
  json.beginArray();
  for (const std::string& text : texts) json.string(text);
  json.endArray();
}

void writeMember(std::string_view name, std::string_view text, JsonWriter& json) {
  json.key(name);
  json.string(text);
}

void writeEntity(const EntityId& id, const EntityLookup& entities, JsonWriter& json) {
  const Entity* known = entities ? entities(id) : nullptr;
  const Entity placeholder = known ? Entity() : placeholderFor(id);
  const Entity& entity = known ? *known : placeholder;
  json.beginObject();
  writeMember("id", entity.id.value, json);
  writeMember("label", labelOf(entity), json);
  writeMember("type", nameOf(entity.type), json);
  if (!entity.country.empty()) writeMember("country", entity.country, json);
  json.key("aliases");
  writeTexts(entity.aliases, json);
  json.endObject();
}

// One passage, with what it says differently from the line as a whole.
void writeEvidence(const Mention& mention, const Event& line, const std::string& extractor,
                   const EntityLookup& entities, JsonWriter& json) {
  json.beginObject();
  writeMember("text", mention.text, json);
  json.key("begin");
  json.number(mention.begin);
  json.key("end");
  json.number(mention.end);
  if (mention.code_point_begin) {
    json.key("char_begin");
    json.number(*mention.code_point_begin);
  }
  if (mention.status != line.status) writeMember("status", nameOf(mention.status), json);
  if (mention.confidence_permille != line.confidence_permille) {
    json.key("confidence");
    json.decimal(fractionText(mention.confidence_permille));
  }
  if (mention.place != line.place) {
    json.key("place");
    if (mention.place) {
      writeEntity(*mention.place, entities, json);
    } else {
      json.null();
    }
  }
  if (mention.topics != line.topics) {
    json.key("topics");
    writeTexts(mention.topics, json);
  }
  if (mention.extractor != extractor) writeMember("extractor", mention.extractor, json);
  json.endObject();
}

bool hasPassage(const Mention& mention) {
  return !mention.text.empty() || mention.end != 0 || mention.code_point_begin;
}

void writeSource(const Document& document, const std::string& extractor, JsonWriter& json) {
  json.beginObject();
  if (document.date) writeMember("date", toIso(*document.date), json);
  if (!document.language.empty()) writeMember("lang", document.language, json);
  if (!document.title.empty()) writeMember("title", document.title, json);
  if (!document.url.empty()) writeMember("url", document.url, json);
  // even if empty: a reader makes one where none is given
  writeMember("hash", document.content_hash, json);
  if (!extractor.empty()) writeMember("extractor", extractor, json);
  json.endObject();
}

// The event as if this document were the only one.
Event asToldBy(const DocumentId& document, const Event& event) {
  Event told = event;
  std::erase_if(told.mentions,
                [&](const Mention& mention) { return mention.document != document; });
  derive(told);
  return told;
}

// Writes the lines of one document, of all that the filter takes or, with `events`, of these alone.
// False: the stream refuses.
Result<bool> writeDocument(const EventSource& source, const Document& document,
                           const EventFilter& filter, const std::vector<EventId>* events,
                           EntityCache& cache, std::ostream& out) {
  Result<void> looked_up;
  const auto lookup = [&](const EntityId& entity) -> const Entity* {
    const auto found = cache.find(entity);
    if (found) return *found;
    looked_up = tl::unexpected<Error>(found.error());
    return nullptr;
  };
  const auto write = [&](const Event& event) {
    const std::string line = eventLine(document, event, lookup);
    if (looked_up) out << line << '\n';
    return looked_up && out.good();
  };
  const auto read = events != nullptr ? source.forEachOfEventsIn(document.id, *events, write)
                                      : source.forEachEventIn(document.id, filter, write);
  if (!read) return tl::unexpected<Error>(read.error());
  if (!looked_up) return tl::unexpected<Error>(looked_up.error());
  return out.good();
}

// Which documents tell of what a filter takes, and of which events of it.
struct Told {
  std::map<DocumentId, std::vector<EventId>> by_document;  // sorted
  bool knows_events = true;  // else there are too many for memory, and none is there
};

Result<Told> toldOf(const EventSource& source, const EventFilter& filter) {
  Told told;
  std::size_t count = 0;
  const auto read = source.forEachEvent(filter, Detail::kMentions, [&](const Event& event) {
    for (const Mention& mention : event.mentions) {
      std::vector<EventId>& events = told.by_document[mention.document];
      if (!told.knows_events || (!events.empty() && events.back() == event.id)) continue;
      events.push_back(event.id);
      told.knows_events = ++count <= kMostTold;
    }
    return true;
  });
  if (!read) return tl::unexpected<Error>(read.error());
  for (auto& [document, events] : told.by_document) {
    if (!told.knows_events) events = {};
    std::sort(events.begin(), events.end());
  }
  return told;
}

Result<void> writeAll(const EventSource& source, EntityCache& cache, std::ostream& out) {
  Result<bool> written = true;
  const auto read = source.forEachDocument([&](const Document& document) {
    written = writeDocument(source, document, {}, nullptr, cache, out);
    return written && *written;
  });
  if (!read) return read;
  if (!written) return tl::unexpected<Error>(written.error());
  return checkStream(out);
}

}  // namespace

std::string eventLine(const Document& document, const Event& event, const EntityLookup& entities) {
  const Event line = asToldBy(document.id, event);
  const std::string extractor = line.mentions.empty() ? "" : line.mentions.front().extractor;
  const RelationInfo& relation = infoOf(line.relation);

  constexpr std::size_t kUsualBytes = 2048;  // so that a line seldom grows by moving
  std::string text;
  text.reserve(kUsualBytes);
  JsonWriter json(text);
  json.beginObject();
  writeMember("doc", document.id.value, json);
  writeMember("relation", relation.name, json);
  writeMember("status", nameOf(line.status), json);
  json.key("confidence");
  json.decimal(fractionText(line.confidence_permille));
  json.key("subject");
  writeEntity(line.subject, entities, json);
  json.key("object");
  writeEntity(line.object, entities, json);
  if (line.date) writeMember("date", toIso(*line.date), json);
  if (line.place) {
    json.key("place");
    writeEntity(*line.place, entities, json);
  }
  json.key("topics");
  writeTexts(line.topics, json);
  writeMember("cameo", relation.cameo, json);
  writeMember("plover", relation.plover, json);
  json.key("evidence");
  json.beginArray();
  // a single mention without a passage says nothing that the line does not
  if (line.mentions.size() > 1 || (line.mentions.size() == 1 && hasPassage(line.mentions[0]))) {
    for (const Mention& mention : line.mentions)
      writeEvidence(mention, line, extractor, entities, json);
  }
  json.endArray();
  json.key("source");
  writeSource(document, extractor, json);
  json.endObject();
  return text;
}

EntityLookup lookupIn(const DocumentEvents& said) {
  std::vector<const Entity*> by_id;
  by_id.reserve(said.entities.size());
  for (const Entity& entity : said.entities) by_id.push_back(&entity);
  std::sort(by_id.begin(), by_id.end(), [](auto* a, auto* b) { return a->id < b->id; });
  return [by_id = std::move(by_id)](const EntityId& id) -> const Entity* {
    const auto found =
        std::lower_bound(by_id.begin(), by_id.end(), id,
                         [](const Entity* one, const EntityId& other) { return one->id < other; });
    return found != by_id.end() && (*found)->id == id ? *found : nullptr;
  };
}

void writeEventLines(const DocumentEvents& said, std::ostream& out) {
  const EntityLookup lookup = lookupIn(said);
  for (const Event& event : said.events) out << eventLine(said.document, event, lookup) << '\n';
}

Result<void> writeEventLines(const EventSource& source, const EventFilter& filter,
                             std::ostream& out) {
  EntityCache cache(source);
  if (filter.takesAll() && !source.showsPart()) return writeAll(source, cache, out);
  const auto told = toldOf(source, filter);
  if (!told) return tl::unexpected<Error>(told.error());
  for (const auto& [id, events] : told->by_document) {
    const auto document = source.findDocument(id);
    if (!document && document.error().code == ErrorCode::kNotFound) continue;  // it went meanwhile
    if (!document) return tl::unexpected<Error>(document.error());
    const auto written = writeDocument(source, *document, filter,
                                       told->knows_events ? &events : nullptr, cache, out);
    if (!written) return tl::unexpected<Error>(written.error());
    if (!*written) break;
  }
  return checkStream(out);
}

}  // namespace chancery
