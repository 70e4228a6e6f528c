#include "export/html_columns.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "export/entity_cache.h"
#include "export/utf8_text.h"
#include "export/value_text.h"
#include "graph/communities.h"
#include "graph/layout.h"

namespace chancery {
namespace {

constexpr std::int64_t kNone = -1;
constexpr double kWidth = 10'000;  // of the picture: positions are whole numbers

void replaceAll(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
    text.replace(at, from.size(), to);
    at += to.size();
  }
}

template <typename Items, typename Write>
void writeArray(std::ostream& out, const Items& items, const Write& write) {
  out << '[';
  bool first = true;
  for (const auto& item : items) {
    if (!first) out << ',';
    first = false;
    write(item);
  }
  out << ']';
}

void writeColumn(std::ostream& out, std::string_view name, const std::vector<std::int64_t>& items) {
  out << ",\n\"" << name << "\":";
  writeArray(out, items, [&](std::int64_t number) { out << number; });
}

void writeStrings(std::ostream& out, const std::vector<std::string>& items) {
  writeArray(out, items, [&](const std::string& text) { out << scriptString(text); });
}

void writeColumn(std::ostream& out, std::string_view name, const std::vector<std::string>& items) {
  out << ",\n\"" << name << "\":";
  writeStrings(out, items);
}

void writeFolds(std::ostream& out, std::string_view name,
                const std::vector<std::pair<std::string, std::string>>& folds) {
  out << ",\n\"" << name << "\":";
  writeArray(out, folds, [&](const auto& fold) {
    out << '[' << scriptString(fold.first) << ',' << scriptString(fold.second) << ']';
  });
}

// The first eight bytes of the UUID in hex: enough to tell the events of a page apart.
std::string shortIdOf(const EventId& id) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (std::size_t i = 0; i < 8; ++i) {
    text += kDigits[id.bytes[i] >> 4];
    text += kDigits[id.bytes[i] & 15];
  }
  return text;
}

// Where the participants stand, in whole numbers from 0 to kWidth, and in which circle. Who has to
// do with nobody else has no vertex: such stand in rows below the others and belong to no circle.
struct Positions {
  std::vector<std::int64_t> x, y, community;
};

Positions positionsOf(const std::vector<const EntityId*>& ids, const SnapshotGraph& graph) {
  const std::vector<Point> points = layOut(graph);
  const Communities communities = findCommunities(graph);
  Point low, high;
  for (const Point& point : points) {
    low = {std::min(low.x, point.x), std::min(low.y, point.y)};
    high = {std::max(high.x, point.x), std::max(high.y, point.y)};
  }
  const double width = std::max({high.x - low.x, high.y - low.y, 1.0});
  Positions positions;
  std::int64_t alone = 0;
  for (const EntityId* id : ids) {
    if (const auto vertex = graph.findVertex(*id)) {
      const Point& point = points[*vertex];
      positions.x.push_back(std::llround((point.x - low.x) / width * kWidth));
      positions.y.push_back(std::llround((point.y - low.y) / width * kWidth));
      positions.community.push_back(communities.of[*vertex]);
    } else {
      positions.x.push_back(alone++ % 40 * 250);
      positions.y.push_back(-400 - alone / 40 * 250);
      positions.community.push_back(kNone);
    }
  }
  return positions;
}

}  // namespace

std::string scriptString(std::string_view text) {
  using Json = nlohmann::json;
  std::string json = Json(xmlText(text)).dump(-1, ' ', false, Json::error_handler_t::replace);
  replaceAll(json, "<", "\\u003c");  // no "</script>", no "<!--"
  replaceAll(json, "\u2028", "\\u2028");
  replaceAll(json, "\u2029", "\\u2029");
  return json;
}

HtmlColumns::HtmlColumns(const std::set<EntityId>& actors, std::ostream& out) : out_(out) {
  for (const EntityId& id : actors) entities_.of(id);
  actors_ = entities_.size();
  out_ << "{\"format\":1,\n\"texts\":[";
}

void HtmlColumns::add(const Event& event) {
  const auto subject = entities_.find(event.subject);
  const auto object = entities_.find(event.object);
  if (!subject || *subject >= actors_ || !object || *object >= actors_) return;
  id_.push_back(shortIdOf(event.id));
  relation_.push_back(static_cast<std::int64_t>(event.relation));
  status_.push_back(static_cast<std::int64_t>(event.status));
  subject_.push_back(*subject);
  object_.push_back(*object);
  if (event.date) {
    // each day as the step from the day before: short numbers, for events come in order of time
    const std::int64_t day = event.date->first.since_1970;
    day_.push_back(day - last_day_);
    length_.push_back(event.date->last.since_1970 - day);
    last_day_ = day;
    ++dated_;
  }
  place_.push_back(event.place ? static_cast<std::int64_t>(entities_.of(*event.place).first)
                               : kNone);
  confidence_.push_back(event.confidence_permille);
  topic_count_.push_back(static_cast<std::int64_t>(event.topics.size()));
  for (const std::string& topic : event.topics) topic_list_.push_back(topics_.of(topic).first);
  mention_count_.push_back(static_cast<std::int64_t>(event.mentions.size()));
  for (const Mention& mention : event.mentions) addMention(mention);
}

void HtmlColumns::addMention(const Mention& mention) {
  const auto [text, is_new] =
      texts_.try_emplace(mention.text, static_cast<std::uint32_t>(texts_.size()));
  if (is_new) out_ << (text->second == 0 ? "\n" : ",\n") << scriptString(mention.text);
  mention_text_.push_back(text->second);
  mention_document_.push_back(documents_.of(mention.document).first);
  mention_status_.push_back(static_cast<std::int64_t>(mention.status));
  mention_confidence_.push_back(mention.confidence_permille);
  mention_begin_.push_back(static_cast<std::int64_t>(mention.begin));
  mention_bytes_.push_back(static_cast<std::int64_t>(mention.end - mention.begin));
  mention_char_.push_back(
      mention.code_point_begin ? static_cast<std::int64_t>(*mention.code_point_begin) : kNone);
  mention_extractor_.push_back(extractors_.of(mention.extractor).first);
}

Result<void> HtmlColumns::finish(const EventSource& source, const SnapshotGraph& graph,
                                 const HtmlOptions& options) {
  out_ << "],\n\"title\":" << scriptString(options.title);
  writeEvents();
  if (const auto written = writeDocuments(source); !written) return written;
  if (const auto written = writeEntities(source, graph); !written) return written;
  writeFolds(out_, "letterFolds", options.letter_folds);
  writeFolds(out_, "nameFolds", options.name_folds);
  out_ << "}\n";
  return {};
}

void HtmlColumns::writeEvents() {
  out_ << ",\n\"relations\":";
  writeArray(out_, relationTable(), [&](const RelationInfo& info) {
    out_ << "{\"name\":" << scriptString(info.name) << ",\"family\":" << scriptString(info.family)
         << ",\"symmetric\":" << (info.symmetric ? "true" : "false")
         << ",\"plover\":" << scriptString(info.plover) << ",\"cameo\":" << scriptString(info.cameo)
         << '}';
  });
  std::vector<std::string> statuses, topics, extractors;
  for (int i = 0; i < kStatusCount; ++i) statuses.emplace_back(nameOf(static_cast<Status>(i)));
  for (const std::string* topic : topics_.keys()) topics.push_back(*topic);
  for (const std::string* extractor : extractors_.keys()) extractors.push_back(*extractor);
  writeColumn(out_, "statuses", statuses);
  writeColumn(out_, "topics", topics);
  writeColumn(out_, "extractors", extractors);

  out_ << ",\n\"events\":{\"count\":" << relation_.size() << ",\"dated\":" << dated_;
  writeColumn(out_, "id", id_);
  writeColumn(out_, "relation", relation_);
  writeColumn(out_, "status", status_);
  writeColumn(out_, "subject", subject_);
  writeColumn(out_, "object", object_);
  writeColumn(out_, "day", day_);
  writeColumn(out_, "length", length_);
  writeColumn(out_, "place", place_);
  writeColumn(out_, "confidence", confidence_);
  writeColumn(out_, "topicCount", topic_count_);
  writeColumn(out_, "topicList", topic_list_);
  writeColumn(out_, "mentionCount", mention_count_);
  out_ << "},\n\"mentions\":{\"count\":" << mention_text_.size();
  writeColumn(out_, "document", mention_document_);
  writeColumn(out_, "text", mention_text_);
  writeColumn(out_, "status", mention_status_);
  writeColumn(out_, "confidence", mention_confidence_);
  writeColumn(out_, "begin", mention_begin_);
  writeColumn(out_, "bytes", mention_bytes_);
  writeColumn(out_, "char", mention_char_);
  writeColumn(out_, "extractor", mention_extractor_);
  out_ << '}';
}

Result<void> HtmlColumns::writeDocuments(const EventSource& source) {
  std::vector<std::string> ids, titles, urls, languages, days;
  for (const DocumentId* id : documents_.keys()) {
    const auto found = source.findDocument(*id);
    if (!found && found.error().code != ErrorCode::kNotFound) {
      return tl::unexpected<Error>(found.error());
    }
    const Document document = found ? *found : Document{};
    ids.push_back(id->value);
    titles.push_back(document.title);
    urls.push_back(document.url);
    languages.push_back(document.language);
    days.push_back(document.date ? toIso(*document.date) : "");
  }
  out_ << ",\n\"documents\":{\"count\":" << ids.size();
  writeColumn(out_, "id", ids);
  writeColumn(out_, "title", titles);
  writeColumn(out_, "url", urls);
  writeColumn(out_, "language", languages);
  writeColumn(out_, "day", days);
  out_ << '}';
  return {};
}

Result<void> HtmlColumns::writeEntities(const EventSource& source, const SnapshotGraph& graph) {
  EntityCache cache(source);
  std::vector<std::string> ids, labels, countries;
  std::vector<std::vector<std::string>> aliases;
  Numbers types;
  for (const EntityId* id : entities_.keys()) {
    const auto entity = cache.find(*id);
    if (!entity) return tl::unexpected<Error>(entity.error());
    ids.push_back(id->value);
    labels.push_back(labelOf(**entity));
    countries.push_back((*entity)->country);
    aliases.push_back((*entity)->aliases);
    types.push_back(static_cast<std::int64_t>((*entity)->type));
  }
  auto actors = entities_.keys();
  actors.resize(actors_);
  const Positions positions = positionsOf(actors, graph);
  out_ << ",\n\"entities\":{\"count\":" << ids.size() << ",\"actors\":" << actors_;
  writeColumn(out_, "id", ids);
  writeColumn(out_, "type", types);
  writeColumn(out_, "label", labels);
  writeColumn(out_, "country", countries);
  out_ << ",\n\"aliases\":";
  writeArray(out_, aliases, [&](const auto& names) { writeStrings(out_, names); });
  writeColumn(out_, "x", positions.x);
  writeColumn(out_, "y", positions.y);
  writeColumn(out_, "community", positions.community);
  out_ << '}';
  return {};
}

}  // namespace chancery
