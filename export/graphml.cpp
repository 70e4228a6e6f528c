#include "export/graphml.h"

#include <algorithm>
#include <array>
#include <boost/uuid/uuid_io.hpp>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "export/entity_cache.h"
#include "export/value_text.h"
#include "export/xml_writer.h"
#include "graph/uuid.h"

namespace chancery {
namespace {

using Participants = std::map<EntityId, std::uint64_t>;  // with the number of their events

// Events between the same two entities, whoever was the subject.
struct Dyad {
  std::uint64_t events = 0;
  std::array<std::uint64_t, kRelationCount> by_relation{};
  std::array<std::uint64_t, kStatusCount> by_status{};
  std::optional<Day> first;
  std::optional<Day> last;
  int confidence_permille = 0;
};
using Dyads = std::map<std::pair<EntityId, EntityId>, Dyad>;  // the smaller id first

// An attribute. The id of its key is the name that viewers without names show; where nodes have
// an attribute of the same name, that of edges gets an "e_", since ids are unique in a file.
struct Column {
  const char* key;
  const char* name;
  const char* type;
};

// GraphML knows no dates, so they are strings in ISO 8601.
constexpr std::array kNodeColumns = {
    Column{"label", "label", "string"}, Column{"entity_type", "entity_type", "string"},
    Column{"country", "country", "string"}, Column{"aliases", "aliases", "string"},
    Column{"events", "events", "long"}};
constexpr std::array kDyadColumns = {
    Column{"e_label", "label", "string"},     Column{"weight", "weight", "double"},
    Column{"e_events", "events", "long"},     Column{"first_day", "first_day", "string"},
    Column{"last_day", "last_day", "string"}, Column{"confidence", "confidence", "double"}};
constexpr std::array kEventColumns = {Column{"e_label", "label", "string"},
                                      Column{"weight", "weight", "double"},
                                      Column{"relation", "relation", "string"},
                                      Column{"family", "family", "string"},
                                      Column{"symmetric", "symmetric", "boolean"},
                                      Column{"status", "status", "string"},
                                      Column{"date_start", "date_start", "string"},
                                      Column{"date_end", "date_end", "string"},
                                      Column{"date_precision", "date_precision", "string"},
                                      Column{"place", "place", "string"},
                                      Column{"place_id", "place_id", "string"},
                                      Column{"topics", "topics", "string"},
                                      Column{"confidence", "confidence", "double"},
                                      Column{"documents", "documents", "long"},
                                      Column{"mentions", "mentions", "long"},
                                      Column{"plover", "plover", "string"},
                                      Column{"cameo", "cameo", "string"},
                                      Column{"evidence", "evidence", "string"}};

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : "; ") + name;
  return text;
}

void count(const Event& event, Dyad& dyad) {
  ++dyad.events;
  ++dyad.by_relation[static_cast<std::size_t>(event.relation)];
  ++dyad.by_status[static_cast<std::size_t>(event.status)];
  dyad.confidence_permille = std::max(dyad.confidence_permille, event.confidence_permille);
  if (!event.date) return;
  dyad.first = std::min(dyad.first.value_or(event.date->first), event.date->first);
  dyad.last = std::max(dyad.last.value_or(event.date->last), event.date->last);
}

// "meet 3, visit 1", in the order of the table of relations.
std::string labelOf(const Dyad& dyad) {
  std::string label;
  for (const RelationInfo& info : relationTable()) {
    const std::uint64_t events = dyad.by_relation[static_cast<std::size_t>(info.relation)];
    if (events == 0) continue;
    label.append(label.empty() ? "" : ", ").append(info.name) += " " + std::to_string(events);
  }
  return label;
}

// An opaque id, because one put together from two ids could be that of another pair.
std::string idOf(const Dyads::key_type& pair) {
  return "d." + boost::uuids::to_string(
                    uuidOfName("dyad\n" + pair.first.value + "\n" + pair.second.value));
}

std::uint64_t documentsOf(const Event& event) {
  std::uint64_t documents = 0;
  const DocumentId* previous = nullptr;  // mentions are sorted by document
  for (const Mention& mention : event.mentions) {
    if (!previous || *previous != mention.document) ++documents;
    previous = &mention.document;
  }
  return documents;
}

void addParticipants(const Event& event, Participants& participants) {
  ++participants[event.subject];
  if (event.object != event.subject) ++participants[event.object];
}

// The file as it grows, element by element.
class GraphmlFile {
 public:
  explicit GraphmlFile(std::ostream& out) : xml_(out) {
    xml_.start("graphml");
    xml_.attribute("xmlns", "http://graphml.graphdrawing.org/xmlns");
    xml_.attribute("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
    xml_.attribute("xsi:schemaLocation",
                   "http://graphml.graphdrawing.org/xmlns "
                   "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd");
  }

  void declare(const char* element, const Column& column) {
    xml_.start("key");
    xml_.attribute("id", column.key);
    xml_.attribute("for", element);
    xml_.attribute("attr.name", column.name);
    xml_.attribute("attr.type", column.type);
    xml_.end();
  }
  void declareCount(std::string_view name) {
    const std::string text(name);
    declare("edge", {text.c_str(), text.c_str(), "long"});
  }

  void startGraph(bool directed) {
    xml_.start("graph");
    xml_.attribute("id", "chancery");
    xml_.attribute("edgedefault", directed ? "directed" : "undirected");
  }
  void startNode(const EntityId& id) {
    xml_.start("node");
    xml_.attribute("id", id.value);
  }
  void startEdge(std::string_view id, const EntityId& source, const EntityId& target) {
    xml_.start("edge");
    xml_.attribute("id", id);
    xml_.attribute("source", source.value);
    xml_.attribute("target", target.value);
  }
  // What is not known has no element: readers make very different things of an empty one.
  void data(std::string_view key, std::string_view value) {
    if (value.empty()) return;
    xml_.start("data");
    xml_.attribute("key", key);
    xml_.text(value);
    xml_.end();
  }
  void data(std::string_view key, std::uint64_t value) { data(key, std::to_string(value)); }
  void end() { xml_.end(); }

  bool ok() const { return xml_.ok(); }
  Result<void> finish() { return xml_.finish(); }

 private:
  XmlWriter xml_;
};

Result<void> writeNodes(const Participants& participants, EntityCache& entities,
                        GraphmlFile& file) {
  for (const auto& [id, events] : participants) {
    const auto entity = entities.find(id);
    if (!entity) return tl::unexpected<Error>(entity.error());
    file.startNode(id);
    file.data("label", labelOf(**entity));
    file.data("entity_type", nameOf((*entity)->type));
    file.data("country", (*entity)->country);
    file.data("aliases", joined((*entity)->aliases));
    file.data("events", events);
    file.end();
    if (!file.ok()) break;
  }
  return {};
}

void writeDyad(const Dyads::key_type& pair, const Dyad& dyad, GraphmlFile& file) {
  file.startEdge(idOf(pair), pair.first, pair.second);
  file.data("e_label", labelOf(dyad));
  file.data("weight", dyad.events);
  file.data("e_events", dyad.events);
  if (dyad.first) file.data("first_day", toIso(*dyad.first));
  if (dyad.last) file.data("last_day", toIso(*dyad.last));
  file.data("confidence", fractionText(dyad.confidence_permille));
  for (const RelationInfo& info : relationTable()) {
    file.data(info.name, dyad.by_relation[static_cast<std::size_t>(info.relation)]);
  }
  for (std::size_t i = 0; i < dyad.by_status.size(); ++i) {
    file.data(nameOf(static_cast<Status>(i)), dyad.by_status[i]);
  }
  file.end();
}

void writeEvent(const Event& event, const Entity* place, GraphmlFile& file) {
  const RelationInfo& relation = infoOf(event.relation);
  file.startEdge(toString(event.id), event.subject, event.object);
  file.data("e_label", relation.name);
  file.data("weight", 1);
  file.data("relation", relation.name);
  file.data("family", relation.family);
  file.data("symmetric", relation.symmetric ? "true" : "false");
  file.data("status", nameOf(event.status));
  if (event.date) {
    file.data("date_start", toIso(event.date->first));
    file.data("date_end", toIso(event.date->last));
    file.data("date_precision", nameOf(precisionOf(*event.date)));
  }
  if (place) {
    file.data("place", labelOf(*place));
    file.data("place_id", place->id.value);
  }
  file.data("topics", joined(event.topics));
  file.data("confidence", fractionText(event.confidence_permille));
  file.data("documents", documentsOf(event));
  file.data("mentions", event.mentions.size());
  file.data("plover", relation.plover);
  file.data("cameo", relation.cameo);
  if (!event.mentions.empty()) file.data("evidence", event.mentions.front().text);
  file.end();
}

Result<void> writeDyads(const EventSource& source, const EventFilter& filter, GraphmlFile& file) {
  Participants participants;
  Dyads dyads;
  auto read = source.forEachEvent(filter, Detail::kSummary, [&](const Event& event) {
    addParticipants(event, participants);
    count(event, dyads[std::minmax(event.subject, event.object)]);
    return true;
  });
  if (!read) return read;

  for (const Column& column : kNodeColumns) file.declare("node", column);
  for (const Column& column : kDyadColumns) file.declare("edge", column);
  for (const RelationInfo& info : relationTable()) file.declareCount(info.name);
  for (int i = 0; i < kStatusCount; ++i) file.declareCount(nameOf(static_cast<Status>(i)));
  file.startGraph(false);
  EntityCache entities(source);
  auto written = writeNodes(participants, entities, file);
  if (!written) return written;
  for (const auto& [pair, dyad] : dyads) {
    if (!file.ok()) break;
    writeDyad(pair, dyad, file);
  }
  return {};
}

Result<void> writeEvents(const EventSource& source, const EventFilter& filter, GraphmlFile& file) {
  Participants participants;
  auto read = source.forEachEvent(filter, Detail::kSummary, [&](const Event& event) {
    addParticipants(event, participants);
    return true;
  });
  if (!read) return read;

  for (const Column& column : kNodeColumns) file.declare("node", column);
  for (const Column& column : kEventColumns) file.declare("edge", column);
  file.startGraph(true);
  EntityCache entities(source);
  Result<void> written = writeNodes(participants, entities, file);
  if (!written) return written;
  read = source.forEachEvent(filter, Detail::kMentions, [&](const Event& event) {
    // many readers fail at an edge without its nodes
    if (!participants.contains(event.subject) || !participants.contains(event.object)) return true;
    const Entity* place = nullptr;
    if (event.place) {
      const auto found = entities.find(*event.place);
      if (!found) {
        written = tl::unexpected<Error>(found.error());
        return false;
      }
      place = *found;
    }
    writeEvent(event, place, file);
    return file.ok();
  });
  return read ? written : read;
}

}  // namespace

Result<void> writeGraphml(const EventSource& source, const EventFilter& filter, GraphKind kind,
                          std::ostream& out) {
  GraphmlFile file(out);
  const Result<void> written = kind == GraphKind::kDyads ? writeDyads(source, filter, file)
                                                         : writeEvents(source, filter, file);
  if (!written) return written;
  return file.finish();
}

}  // namespace chancery
