#include "cli/event_rows.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "graph/timeline.h"

namespace chancery::cli {

const std::string& Labels::of(const EntityId& id) {
  const auto known = known_.find(id);
  if (known != known_.end()) return known->second;
  const Result<Entity> entity = source_.findEntity(id);
  return known_.emplace(id, entity && !entity->label.empty() ? entity->label : id.value)
      .first->second;
}

std::vector<Column> eventColumns(const EventRowOptions& options) {
  std::vector<Column> columns = {{"date"},
                                 {"subject"},
                                 {"relation"},
                                 {"object"},
                                 {"status"},
                                 {"place"},
                                 {"confidence", true, true}};
  if (options.document) columns.push_back({"doc"});
  columns.push_back({"topics", false});
  columns.push_back({"id", false});
  columns.push_back({"subject_id", false});
  columns.push_back({"object_id", false});
  columns.push_back({"place_id", false});
  if (options.evidence) columns.push_back({"evidence", false});
  return columns;
}

namespace {

// As a number with the digits that it has, not with those of a double.
Json confidenceJson(int permille) { return Json::parse(fraction(permille)); }

Json evidenceJson(const Event& event) {
  Json evidence = Json::array();
  for (const Mention& mention : event.mentions) {
    evidence.push_back({{"doc", mention.document.value},
                        {"begin", mention.begin},
                        {"end", mention.end},
                        {"status", nameOf(mention.status)},
                        {"confidence", confidenceJson(mention.confidence_permille)},
                        {"text", mention.text}});
  }
  return evidence;
}

}  // namespace

Json eventRow(const Event& event, const LabelOf& label_of, const EventRowOptions& options) {
  Json row;
  row["date"] = event.date ? Json(toIso(*event.date)) : Json();
  row["subject"] = label_of(event.subject);
  row["relation"] = infoOf(event.relation).name;
  row["object"] = label_of(event.object);
  row["status"] = nameOf(event.status);
  row["place"] = event.place ? Json(label_of(*event.place)) : Json();
  row["confidence"] = confidenceJson(event.confidence_permille);
  if (options.document) {
    row["doc"] = event.mentions.empty() ? Json() : Json(event.mentions.front().document.value);
  }
  row["topics"] = event.topics;
  row["id"] = toString(event.id);
  row["subject_id"] = event.subject.value;
  row["object_id"] = event.object.value;
  row["place_id"] = event.place ? Json(event.place->value) : Json();
  if (options.evidence) row["evidence"] = evidenceJson(event);
  return row;
}

std::vector<std::string> evidenceNotes(const Event& event) {
  std::vector<std::string> notes;
  for (const Mention& mention : event.mentions) {
    notes.push_back("“" + mention.text + "” — " + mention.document.value + ", bytes " +
                    std::to_string(mention.begin) + "–" + std::to_string(mention.end));
  }
  return notes;
}

std::string statement(const Event& event, const LabelOf& label_of) {
  std::string text = (event.date ? toIso(*event.date) : "no date") + "  " +
                     label_of(event.subject) + " " + std::string(infoOf(event.relation).name) +
                     " " + label_of(event.object);
  if (event.place) text += ", " + label_of(*event.place);
  if (event.status != Status::kHappened) text += " (" + std::string(nameOf(event.status)) + ")";
  return text;
}

namespace {

constexpr int kMonthsToDraw = 36;  // of more, years are drawn

// Months, or years, since the year 0.
int numberOf(Day day, Period period) {
  const CivilDate date = toCivil(day);
  return period == Period::kYear ? date.year : date.year * 12 + date.month - 1;
}

}  // namespace

std::string historyLine(const std::vector<Event>& events, const Canvas& canvas) {
  std::vector<PeriodCount> counts = countByPeriod(events, Period::kMonth);
  std::erase_if(counts, [](const PeriodCount& count) { return !count.period; });
  if (!canvas.drawn || counts.size() < 2) return "";
  const auto months = numberOf(counts.back().period->first, Period::kMonth) -
                      numberOf(counts.front().period->first, Period::kMonth);
  const Period period = months < kMonthsToDraw ? Period::kMonth : Period::kYear;
  counts = countByPeriod(events, period);
  std::erase_if(counts, [](const PeriodCount& count) { return !count.period; });
  const int first = numberOf(counts.front().period->first, period);
  const int last = numberOf(counts.back().period->first, period);
  std::vector<std::uint64_t> heights(static_cast<std::size_t>(last - first) + 1, 0);
  for (const PeriodCount& count : counts) {
    heights[static_cast<std::size_t>(numberOf(count.period->first, period) - first)] = count.events;
  }
  const auto top = std::max_element(
      counts.begin(), counts.end(),
      [](const PeriodCount& a, const PeriodCount& b) { return a.events < b.events; });
  const std::string text = "  " + toIso(*counts.front().period) + " to " +
                           toIso(*counts.back().period) + ", most in " + toIso(*top->period) +
                           ": " + std::to_string(top->events);
  const std::size_t room = std::max<std::size_t>(canvas.columns, text.size() + 8) - text.size();
  return inColour(sparkline(heights, room), canvas) + text;
}

Outcome<int> printEvents(const Arguments& arguments, const EventSource& source,
                         const std::vector<Event>& events) {
  const auto format = rowFormat(arguments);
  if (!format) return tl::unexpected(format.error());
  auto out = Output::open(arguments.valueOf("output"));
  if (!out) return tl::unexpected(out.error());

  Labels labels(source);
  const LabelOf label_of = [&](const EntityId& id) { return labels.of(id); };
  EventRowOptions options;
  options.evidence = arguments.has("evidence");
  RowWriter rows(out->stream(), *format, eventColumns(options));
  for (const Event& event : events) {
    const auto notes = options.evidence ? evidenceNotes(event) : std::vector<std::string>();
    if (!rows.add(eventRow(event, label_of, options), notes)) break;
  }
  rows.finish();
  if (*format == RowFormat::kTable) {
    const std::string history = historyLine(events, out->canvas());
    if (!history.empty()) out->stream() << '\n' << history << '\n';
  }
  return out->finish();
}

Json measureJson(double value, Centrality by) {
  if (isCount(by)) return static_cast<std::int64_t>(value);
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%.6f", value);
  return Json::parse(text.data());
}

Json dayOrNull(const std::optional<Day>& day) { return day ? Json(toIso(*day)) : Json(); }

}  // namespace chancery::cli
