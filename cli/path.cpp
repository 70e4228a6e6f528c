// chancery path: how two actors hang together.
#include "cli/event_rows.h"
#include "cli/levels.h"
#include "cli/names.h"
#include "cli/options.h"
#include "cli/plan.h"
#include "graph/paths.h"

namespace chancery::cli {
namespace {

std::string firstPart(std::string& list) {
  const std::size_t comma = list.find(',');
  std::string part = list.substr(0, comma);
  list.erase(0, comma == std::string::npos ? std::string::npos : comma + 1);
  return part;
}

Outcome<PathOptions> pathOptions(const Arguments& arguments) {
  PathOptions options;
  const auto most = numberOption(arguments, "max", 1, options.max_steps);
  if (!most) return tl::unexpected(most.error());
  options.max_steps = *most;
  if (arguments.has("evidence")) options.detail = Detail::kMentions;
  const std::vector<std::string> known = {"person", "country", "organisation", "place"};
  for (std::string list = arguments.valueOf("without"); !list.empty();) {
    const std::string name = firstPart(list);
    const auto type = entityTypeNamed(name);
    if (!type) return wrongCommandLine(unknownName("type of entity", name, known));
    options.leave_out.insert(*type);
  }
  const auto valid = filterOptions(arguments);
  if (!valid) return tl::unexpected(valid.error());
  return options;
}

Outcome<int> printPaths(const std::vector<Path>& paths, const EventSource& source, bool evidence,
                        RowFormat format, Output& out) {
  Labels labels(source);
  const LabelOf label_of = [&](const EntityId& id) { return labels.of(id); };
  EventRowOptions options;
  options.evidence = evidence;
  RowWriter rows(out.stream(), format,
                 {{"path", paths.size() > 1, true},
                  {"step", true, true},
                  {"from"},
                  {"to"},
                  {"events", true, true},
                  {"latest", false},
                  {"from_id", false},
                  {"to_id", false}});
  for (std::size_t number = 0; number < paths.size(); ++number) {
    for (std::size_t i = 0; i < paths[number].steps.size(); ++i) {
      const PathStep& step = paths[number].steps[i];
      Json row;
      row["path"] = number + 1;
      row["step"] = i + 1;
      row["from"] = labels.of(step.from);
      row["to"] = labels.of(step.to);
      row["events"] = step.event_count;
      Json latest = Json::array();
      std::vector<std::string> notes;
      for (const Event& event : step.events) {
        latest.push_back(format == RowFormat::kCsv ? Json(statement(event, label_of))
                                                   : eventRow(event, label_of, options));
        notes.push_back(statement(event, label_of));
        if (!evidence) continue;
        for (const std::string& note : evidenceNotes(event)) notes.push_back("    " + note);
      }
      row["latest"] = std::move(latest);
      row["from_id"] = step.from.value;
      row["to_id"] = step.to.value;
      if (!rows.add(std::move(row), std::move(notes))) return out.finish();
    }
  }
  rows.finish();
  return out.finish();
}

Outcome<int> run(const Arguments& arguments) {
  const auto two = checkCount(arguments, 2, 2, "a path leads from one name to another: give two");
  if (!two) return tl::unexpected(two.error());
  const auto format = rowFormat(arguments);
  if (!format) return tl::unexpected(format.error());
  auto options = pathOptions(arguments);
  if (!options) return tl::unexpected(options.error());
  const auto count = numberOption(arguments, "k", 1, 1);
  if (!count) return tl::unexpected(count.error());
  const auto store = LevelledStore::open(arguments);
  if (!store) return tl::unexpected(store.error());
  const EventSource& source = store->source();
  const NameFinder names = store->names();
  auto ends = names.findAll(arguments.names);
  if (!ends) return tl::unexpected(ends.error());
  for (EntityId& end : *ends) end = store->meant(end);
  const auto filter = names.filter(arguments);
  if (!filter) return tl::unexpected(filter.error());
  options->filter = *filter;
  const auto planned = planInstead(arguments, *store, [&]() -> Result<void> {
    // which steps follow, only their rows would tell
    const auto asked = findShortestPaths(source, (*ends)[0], (*ends)[1], *count, *options);
    if (!asked && asked.error().code != ErrorCode::kNotFound) return tl::unexpected(asked.error());
    return {};
  });
  if (!planned) return tl::unexpected(planned.error());
  const auto paths = findShortestPaths(source, (*ends)[0], (*ends)[1], *count, *options);
  if (!paths && paths.error().code == ErrorCode::kNotFound) {
    Labels labels(source);
    return failed("no path of at most " + std::to_string(options->max_steps) +
                  " steps leads from '" + labels.of((*ends)[0]) + "' to '" + labels.of((*ends)[1]) +
                  "'; --max N looks further");
  }
  if (!paths) return tl::unexpected(Failure(paths.error()));
  auto out = Output::open(arguments.valueOf("output"));
  if (!out) return tl::unexpected(out.error());
  return printPaths(*paths, source, arguments.has("evidence"), *format, *out);
}

}  // namespace

Command pathCommand() {
  return {
      "path",
      "NAME NAME --db DIR",
      "Finds the shortest way from one actor to another, with the events that make each step.",
      "",
      withFilterOptions({kDbOption,
                         kKnowledgeOption,
                         {"without", "TYPES", "not over: person, country, organisation, place"},
                         {"max", "N", "at most N steps (default: 6)"},
                         {"k", "K", "the K shortest ways (default: 1)"},
                         kLevelOption,
                         kFormatOption,
                         kEvidenceOption,
                         kPlanOption,
                         kOutputOption}),
      {"chancery path Modi Zelenskyy --db news.db -k 3",
       "chancery path Jaishankar Blinken --db news.db --without organisation,country --evidence"},
      run};
}

}  // namespace chancery::cli
