#include "export/graph_columns.h"

#include "export/value_text.h"

namespace chancery {
namespace {

std::uint64_t documentsOf(const Event& event) {
  std::uint64_t documents = 0;
  const DocumentId* previous = nullptr;  // mentions are sorted by document
  for (const Mention& mention : event.mentions) {
    if (!previous || *previous != mention.document) ++documents;
    previous = &mention.document;
  }
  return documents;
}

// Lists as one text: "a; b".
std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : "; ") + name;
  return text;
}

GraphColumns dyadColumns() {
  GraphColumns columns = {
      {"e_label", "label", "string"},     {"weight", "weight", "double"},
      {"e_events", "events", "long"},     {"first_day", "first_day", "string"},
      {"last_day", "last_day", "string"}, {"confidence", "confidence", "double"}};
  const auto addCount = [&](std::string_view name) {
    columns.push_back({std::string(name), std::string(name), "long"});
  };
  for (const RelationInfo& info : relationTable()) addCount(info.name);
  for (int i = 0; i < kStatusCount; ++i) addCount(nameOf(static_cast<Status>(i)));
  return columns;
}

GraphColumns eventColumns() {
  return {{"e_label", "label", "string"},
          {"weight", "weight", "double"},
          {"relation", "relation", "string"},
          {"family", "family", "string"},
          {"symmetric", "symmetric", "boolean"},
          {"status", "status", "string"},
          {"date_start", "date_start", "string"},
          {"date_end", "date_end", "string"},
          {"date_precision", "date_precision", "string"},
          {"place", "place", "string"},
          {"place_id", "place_id", "string"},
          {"topics", "topics", "string"},
          {"confidence", "confidence", "double"},
          {"documents", "documents", "long"},
          {"mentions", "mentions", "long"},
          {"plover", "plover", "string"},
          {"cameo", "cameo", "string"},
          {"evidence", "evidence", "string"}};
}

}  // namespace

GraphColumns nodeColumns(bool communities) {
  GraphColumns columns = {{"label", "label", "string"},
                          {"entity_type", "entity_type", "string"},
                          {"country", "country", "string"},
                          {"aliases", "aliases", "string"},
                          {"events", "events", "long"}};
  if (communities) columns.push_back({"community", "community", "long"});
  return columns;
}

std::string communityValue(std::optional<std::uint32_t> community) {
  return community ? std::to_string(*community + 1) : "";
}

GraphColumns edgeColumns(GraphKind kind) {
  return kind == GraphKind::kDyads ? dyadColumns() : eventColumns();
}

GraphValues nodeValues(const Entity& entity, const Participant& participant) {
  return {labelOf(entity), std::string(nameOf(entity.type)), entity.country, joined(entity.aliases),
          std::to_string(participant.events)};
}

GraphValues dyadValues(const Dyad& dyad) {
  const auto& spans = dyad.spells.spans();
  GraphValues values = {labelOf(dyad),
                        std::to_string(dyad.events),
                        std::to_string(dyad.events),
                        spans.empty() ? "" : toIso(spans.front().first),
                        spans.empty() ? "" : toIso(spans.back().last),
                        fractionText(dyad.confidence_permille)};
  for (const std::uint64_t events : dyad.by_relation) values.push_back(std::to_string(events));
  for (const std::uint64_t events : dyad.by_status) values.push_back(std::to_string(events));
  return values;
}

GraphValues eventValues(const Event& event, const Entity* place) {
  const RelationInfo& relation = infoOf(event.relation);
  return {std::string(relation.name),
          "1",
          std::string(relation.name),
          std::string(relation.family),
          relation.symmetric ? "true" : "false",
          std::string(nameOf(event.status)),
          event.date ? toIso(event.date->first) : "",
          event.date ? toIso(event.date->last) : "",
          event.date ? std::string(nameOf(precisionOf(*event.date))) : "",
          place ? labelOf(*place) : "",
          place ? place->id.value : "",
          joined(event.topics),
          fractionText(event.confidence_permille),
          std::to_string(documentsOf(event)),
          std::to_string(event.mentions.size()),
          std::string(relation.plover),
          std::string(relation.cameo),
          event.mentions.empty() ? "" : event.mentions.front().text};
}

}  // namespace chancery
