#include "export/jsonld_objects.h"

#include <array>
#include <boost/uuid/uuid_io.hpp>
#include <set>
#include <string>
#include <utility>

#include "export/entity_cache.h"
#include "export/utf8_text.h"
#include "export/value_text.h"
#include "graph/uuid.h"

namespace chancery {
namespace {

using Json = LinkedObject;

// In the order of Relation.
constexpr std::array<std::string_view, kRelationCount> kEventClasses = {
    "Meeting",   "Talk",    "Greeting",  "Visit",  "Hosting",  "Invitation", "Briefing", "Signing",
    "Agreement", "Support", "Criticism", "Threat", "Sanction", "Aid",        "Mediation"};
// In the order of EntityType.
constexpr std::array<std::string_view, 4> kEntityClasses = {"Person", "Country", "Organization",
                                                            "Place"};

// Names that others gave may hold any character; the slash keeps them apart from our own ids.
std::string iriOf(const DocumentId& id) { return "document/" + iriSegment(id.value); }
std::string iriOfTopic(std::string_view topic) { return "topic/" + iriSegment(topic); }
std::string iriOfRun(std::string_view extractor) { return "run/" + iriSegment(extractor); }

// A mention has no id of its own; this one is made of all that sets it apart from its neighbours.
std::string iriOf(const Mention& mention, const EventId& event) {
  std::string name = "mention\n" + toString(event);
  for (const std::string& part :
       {mention.document.value, std::to_string(mention.begin), std::to_string(mention.end),
        std::string(nameOf(mention.status)), std::to_string(mention.confidence_permille),
        mention.place ? mention.place->value : std::string(), mention.extractor, mention.text}) {
    name.append("\n").append(part);
  }
  return "m." + boost::uuids::to_string(uuidOfName(name));
}

// What the events refer to.
struct Referred {
  std::set<std::string> runs;
  std::set<std::string> topics;
  std::set<DocumentId> documents;
  std::set<EntityId> entities;
};

void addReferences(const Event& event, Referred& referred) {
  referred.entities.insert({event.subject, event.object});
  for (const Mention& mention : event.mentions) {
    referred.documents.insert(mention.document);
    if (!mention.extractor.empty()) referred.runs.insert(mention.extractor);
    if (mention.place) referred.entities.insert(*mention.place);
    referred.topics.insert(mention.topics.begin(), mention.topics.end());
  }
}

// "p.vladimir-putin" is from the knowledge base, whose labels are English; an id made of a name
// ends in a UUID, and in which language that name stands nobody knows.
bool isFromKnowledgeBase(const EntityId& id) {
  const std::size_t dot = id.value.find('.');
  const std::string_view key = std::string_view(id.value).substr(dot + 1);
  constexpr std::size_t kUuidBytes = 36;
  const bool is_uuid = key.size() == kUuidBytes && key[8] == '-' && key[13] == '-' &&
                       key.find_first_not_of("0123456789abcdef-") == std::string_view::npos;
  return dot != std::string::npos && !is_uuid;
}

Json entityJson(const Entity& entity) {
  Json json = {{"id", entity.id.value},
               {"type", kEntityClasses[static_cast<std::size_t>(entity.type)]}};
  json["name"][isFromKnowledgeBase(entity.id) ? "en" : "@none"] = utf8Text(labelOf(entity));
  for (const std::string& alias : entity.aliases) json["alias"].push_back(utf8Text(alias));
  if (!entity.country.empty()) json["countryCode"] = utf8Text(entity.country);
  return json;
}

Json documentJson(const Document& document) {
  Json json = {{"id", iriOf(document.id)},
               {"type", "Document"},
               {"identifier", utf8Text(document.id.value)}};
  if (isWebAddress(document.url)) {
    json["url"] = iriFromAddress(document.url);
  } else if (!document.url.empty()) {
    json["locator"] = utf8Text(document.url);
  }
  if (!document.title.empty()) json["headline"] = utf8Text(document.title);
  if (!document.language.empty()) json["inLanguage"] = utf8Text(document.language);
  if (document.date) json["datePublished"] = toIso(*document.date);
  if (!document.content_hash.empty()) json["contentHash"] = utf8Text(document.content_hash);
  return json;
}

void addDate(const DateSpan& date, Json& json) {
  const DatePrecision precision = precisionOf(date);
  if (precision == DatePrecision::kMonth) {
    json["startMonth"] = toIso(date);
  } else if (precision == DatePrecision::kYear) {
    json["startYear"] = toIso(date);
  } else {
    json["startDate"] = toIso(date.first);
    json["endDate"] = toIso(date.last);
  }
  // the same for every precision, so that a query need not know them all
  json["earliest"] = toIso(date.first);
  json["latest"] = toIso(date.last);
  json["datePrecision"] = nameOf(precision);
}

void addTopics(const std::vector<std::string>& topics, Json& json) {
  if (topics.empty()) return;
  Json iris = Json::array();
  for (const std::string& topic : topics) iris.push_back(iriOfTopic(topic));
  json["topic"] = std::move(iris);
}

// Web Annotation counts code points in text and bytes in data; we know bytes for certain, and
// code points where the extractor told the first and the passage stands as it did in the source.
Json selectorsOf(const Mention& mention) {
  Json selectors = Json::array();
  selectors.push_back(
      {{"type", "DataPositionSelector"}, {"start", mention.begin}, {"end", mention.end}});
  if (mention.code_point_begin && mention.text.size() == mention.end - mention.begin) {
    const std::uint64_t begin = *mention.code_point_begin;
    selectors.push_back({{"type", "TextPositionSelector"},
                         {"start", begin},
                         {"end", begin + codePointsIn(mention.text)}});
  }
  if (!mention.text.empty()) {
    selectors.push_back({{"type", "TextQuoteSelector"}, {"exact", utf8Text(mention.text)}});
  }
  return selectors;
}

Json mentionJson(const Mention& mention, const EventId& event) {
  Json json = {{"id", iriOf(mention, event)},
               {"type", "Mention"},
               {"status", nameOf(mention.status)},
               {"confidence", mention.confidence_permille / 1000.0}};
  if (mention.place) json["place"] = mention.place->value;
  addTopics(mention.topics, json);
  if (!mention.extractor.empty()) json["generatedBy"] = iriOfRun(mention.extractor);
  json["target"] = {{"source", iriOf(mention.document)}, {"selector", selectorsOf(mention)}};
  return json;
}

// Where documents have graphs, their mentions stand in these.
Json eventJson(const Event& event, Provenance provenance) {
  const RelationInfo& relation = infoOf(event.relation);
  Json json = {{"id", toString(event.id)},
               {"type", Json::array({"Event", "SemEvent",
                                     kEventClasses[static_cast<std::size_t>(event.relation)]})},
               {"relation", relation.name},
               {"status", nameOf(event.status)}};
  if (event.status == Status::kPlanned) json["eventStatus"] = "EventScheduled";
  json["subject"] = event.subject.value;
  json["object"] = event.object.value;
  json["actor"] = Json::array({event.subject.value});
  if (event.object != event.subject) json["actor"].push_back(event.object.value);
  if (event.date) addDate(*event.date, json);
  if (event.place) json["place"] = event.place->value;
  addTopics(event.topics, json);
  json["plover"] = relation.plover;
  json["cameo"] = relation.cameo;
  json["confidence"] = event.confidence_permille / 1000.0;
  if (provenance == Provenance::kGraphs) return json;
  Json mentions = Json::array();
  for (const Mention& mention : event.mentions) {
    mentions.push_back(mentionJson(mention, event.id));
  }
  if (!mentions.empty()) json["mentions"] = std::move(mentions);
  return json;
}

// What one document tells, for its graph.
Result<Json> eventsIn(const EventSource& source, const EventFilter& filter,
                      const DocumentId& document) {
  Json events = Json::array();
  const auto read = source.forEachEventIn(document, filter, [&](const Event& event) {
    events.push_back(eventJson(event, Provenance::kAnnotations));
    return true;
  });
  if (!read) return tl::unexpected<Error>(read.error());
  return events;
}

Result<void> visitDocuments(const EventSource& source, const EventFilter& filter,
                            Provenance provenance, const Referred& referred,
                            const ObjectVisitor& visit, bool& go_on) {
  for (const DocumentId& id : referred.documents) {
    auto document = source.findDocument(id);
    if (!document && document.error().code != ErrorCode::kNotFound) {
      return tl::unexpected<Error>(document.error());
    }
    if (!document) {
      document.emplace();
      document->id = id;
    }
    Json json = documentJson(*document);
    if (provenance == Provenance::kGraphs) {
      auto events = eventsIn(source, filter, id);
      if (!events) return tl::unexpected<Error>(events.error());
      if (!events->empty()) json[std::string(kGraphKey)] = std::move(*events);
    }
    go_on = visit(json);
    if (!go_on) break;
  }
  return {};
}

Result<void> visitEntities(const EventSource& source, const Referred& referred,
                           const ObjectVisitor& visit, bool& go_on) {
  EntityCache entities(source);
  for (const EntityId& id : referred.entities) {
    const auto entity = entities.find(id);
    if (!entity) return tl::unexpected<Error>(entity.error());
    go_on = visit(entityJson(**entity));
    if (!go_on) break;
  }
  return {};
}

void visitTopicsAndRuns(const Referred& referred, const ObjectVisitor& visit) {
  for (const std::string& topic : referred.topics) {
    const Json name = {{"@none", utf8Text(topic)}};
    if (!visit({{"id", iriOfTopic(topic)}, {"type", "Topic"}, {"name", name}})) return;
  }
  for (const std::string& run : referred.runs) {
    if (!visit({{"id", iriOfRun(run)}, {"type", "Run"}, {"software", utf8Text(run)}})) return;
  }
}

}  // namespace

Result<void> forEachObject(const EventSource& source, const EventFilter& filter,
                           Provenance provenance, const ObjectVisitor& visit) {
  Referred referred;
  bool go_on = true;
  // what events refer to comes after them, so that evidence, the most of a store, is read once
  auto read = source.forEachEvent(filter, Detail::kMentions, [&](const Event& event) {
    addReferences(event, referred);
    go_on = visit(eventJson(event, provenance));
    return go_on;
  });
  if (read && go_on && filter.takesAll()) {
    read = source.forEachDocument([&](const Document& document) {
      referred.documents.insert(document.id);
      return true;
    });
  }
  if (read && go_on) read = visitEntities(source, referred, visit, go_on);
  if (read && go_on) read = visitDocuments(source, filter, provenance, referred, visit, go_on);
  if (read && go_on) visitTopicsAndRuns(referred, visit);
  return read;
}

}  // namespace chancery
