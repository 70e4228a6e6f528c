#include "export/event_lines.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "export/entity_cache.h"
#include "export/stream_check.h"
#include "export/value_text.h"

namespace chancery {
namespace {

using Json = nlohmann::ordered_json;  // keys stay in the order of the contract

// Below 1000 permille, the quotient is the double nearest to a decimal of three digits, and is
// printed as that decimal.
double asFraction(int permille) { return permille / 1000.0; }

Json entityJson(const EntityId& id, const EntityLookup& entities) {
  const Entity* known = entities ? entities(id) : nullptr;
  const Entity entity = known ? *known : placeholderFor(id);
  Json json = {{"id", entity.id.value}, {"label", labelOf(entity)}, {"type", nameOf(entity.type)}};
  if (!entity.country.empty()) json["country"] = entity.country;
  json["aliases"] = entity.aliases;
  return json;
}

// One passage, with what it says differently from the line as a whole.
Json evidenceJson(const Mention& mention, const Event& line, const std::string& extractor,
                  const EntityLookup& entities) {
  Json json = {{"text", mention.text}, {"begin", mention.begin}, {"end", mention.end}};
  if (mention.code_point_begin) json["char_begin"] = *mention.code_point_begin;
  if (mention.status != line.status) json["status"] = nameOf(mention.status);
  if (mention.confidence_permille != line.confidence_permille) {
    json["confidence"] = asFraction(mention.confidence_permille);
  }
  if (mention.place != line.place) {
    json["place"] = mention.place ? entityJson(*mention.place, entities) : Json(nullptr);
  }
  if (mention.topics != line.topics) json["topics"] = mention.topics;
  if (mention.extractor != extractor) json["extractor"] = mention.extractor;
  return json;
}

bool hasPassage(const Mention& mention) {
  return !mention.text.empty() || mention.end != 0 || mention.code_point_begin;
}

Json sourceJson(const Document& document, const std::string& extractor) {
  Json json = Json::object();
  if (document.date) json["date"] = toIso(*document.date);
  if (!document.language.empty()) json["lang"] = document.language;
  if (!document.title.empty()) json["title"] = document.title;
  if (!document.url.empty()) json["url"] = document.url;
  json["hash"] = document.content_hash;  // even if empty: a reader makes one where none is given
  if (!extractor.empty()) json["extractor"] = extractor;
  return json;
}

// The event as if this document were the only one.
Event asToldBy(const DocumentId& document, const Event& event) {
  Event told = event;
  std::erase_if(told.mentions,
                [&](const Mention& mention) { return mention.document != document; });
  derive(told);
  return told;
}

// Writes the lines of one document. False: the stream refuses.
Result<bool> writeDocument(const EventSource& source, const Document& document,
                           const EventFilter& filter, EntityCache& cache, std::ostream& out) {
  Result<void> looked_up;
  const auto lookup = [&](const EntityId& entity) -> const Entity* {
    const auto found = cache.find(entity);
    if (found) return *found;
    looked_up = tl::unexpected<Error>(found.error());
    return nullptr;
  };
  const auto read = source.forEachEventIn(document.id, filter, [&](const Event& event) {
    const std::string line = eventLine(document, event, lookup);
    if (looked_up) out << line << '\n';
    return looked_up && out.good();
  });
  if (!read) return tl::unexpected<Error>(read.error());
  if (!looked_up) return tl::unexpected<Error>(looked_up.error());
  return out.good();
}

// The documents that tell of what a filter takes.
Result<std::set<DocumentId>> documentsOf(const EventSource& source, const EventFilter& filter) {
  std::set<DocumentId> documents;
  const auto read = source.forEachEvent(filter, Detail::kMentions, [&](const Event& event) {
    for (const Mention& mention : event.mentions) documents.insert(mention.document);
    return true;
  });
  if (!read) return tl::unexpected<Error>(read.error());
  return documents;
}

Result<void> writeAll(const EventSource& source, EntityCache& cache, std::ostream& out) {
  Result<bool> written = true;
  const auto read = source.forEachDocument([&](const Document& document) {
    written = writeDocument(source, document, {}, cache, out);
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

  Json json = {{"doc", document.id.value},
               {"relation", relation.name},
               {"status", nameOf(line.status)},
               {"confidence", asFraction(line.confidence_permille)},
               {"subject", entityJson(line.subject, entities)},
               {"object", entityJson(line.object, entities)}};
  if (line.date) json["date"] = toIso(*line.date);
  if (line.place) json["place"] = entityJson(*line.place, entities);
  json["topics"] = line.topics;
  json["cameo"] = relation.cameo;
  json["plover"] = relation.plover;
  Json evidence = Json::array();
  // a single mention without a passage says nothing that the line does not
  if (line.mentions.size() > 1 || (line.mentions.size() == 1 && hasPassage(line.mentions[0]))) {
    for (const Mention& mention : line.mentions) {
      evidence.push_back(evidenceJson(mention, line, extractor, entities));
    }
  }
  json["evidence"] = std::move(evidence);
  json["source"] = sourceJson(document, extractor);
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void writeEventLines(const DocumentEvents& said, std::ostream& out) {
  const auto lookup = [&](const EntityId& id) -> const Entity* {
    const auto found = std::find_if(said.entities.begin(), said.entities.end(),
                                    [&](const Entity& entity) { return entity.id == id; });
    return found == said.entities.end() ? nullptr : &*found;
  };
  for (const Event& event : said.events) out << eventLine(said.document, event, lookup) << '\n';
}

Result<void> writeEventLines(const EventSource& source, const EventFilter& filter,
                             std::ostream& out) {
  EntityCache cache(source);
  if (filter.takesAll()) return writeAll(source, cache, out);
  const auto documents = documentsOf(source, filter);
  if (!documents) return tl::unexpected<Error>(documents.error());
  for (const DocumentId& id : *documents) {
    const auto document = source.findDocument(id);
    if (!document && document.error().code == ErrorCode::kNotFound) continue;  // it went meanwhile
    if (!document) return tl::unexpected<Error>(document.error());
    const auto written = writeDocument(source, *document, filter, cache, out);
    if (!written) return tl::unexpected<Error>(written.error());
    if (!*written) break;
  }
  return checkStream(out);
}

}  // namespace chancery
