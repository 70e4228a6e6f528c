// chancery names: what is to be looked at in the names of a store.
#include "extract/names/name_report.h"

#include "cli/format.h"
#include "cli/options.h"
#include "cli/plan.h"

namespace chancery::cli {
namespace {

constexpr std::size_t kUsualLimit = 20;

Json contextsJson(const std::vector<NameContext>& contexts) {
  Json list = Json::array();
  for (const NameContext& context : contexts) {
    list.push_back(Json{{"doc", context.document.value}, {"text", context.text}});
  }
  return list;
}

Json nodeJson(const Entity& entity, std::uint64_t events) {
  return Json{{"id", entity.id.value},
              {"label", entity.label},
              {"type", nameOf(entity.type)},
              {"country", entity.country},
              {"events", events}};
}

Json reportJson(const NameReport& report) {
  Json json;
  json["unknown"] = Json::array();
  for (const UnknownName& name : report.unknown) {
    Json row = nodeJson(name.entity, name.events);
    row["aliases"] = name.entity.aliases;
    row["contexts"] = contextsJson(name.contexts);
    json["unknown"].push_back(std::move(row));
  }
  json["alike"] = Json::array();
  for (const LikeNames& pair : report.alike) {
    json["alike"].push_back(Json{{"from", nodeJson(pair.from, pair.from_events)},
                                 {"into", nodeJson(pair.into, pair.into_events)},
                                 {"reason", pair.reason}});
  }
  json["mixed"] = Json::array();
  for (const MixedName& name : report.mixed) {
    Json row = nodeJson(name.entity, name.events);
    row["reason"] = name.reason;
    row["names"] = name.names;
    row["contexts"] = contextsJson(name.contexts);
    json["mixed"].push_back(std::move(row));
  }
  return json;
}

std::string eventsText(std::uint64_t count) {
  return std::to_string(count) + (count == 1 ? " event" : " events");
}

void printContexts(const std::vector<NameContext>& contexts, std::ostream& out) {
  for (const NameContext& context : contexts) {
    out << "      " << oneLine(context.document.value) << ": " << oneLine(context.text) << '\n';
  }
}

void printReport(const NameReport& report, std::ostream& out) {
  out << "In no table, those with the most events first:\n";
  for (const UnknownName& name : report.unknown) {
    out << "  " << oneLine(name.entity.label) << "  " << eventsText(name.events) << "  "
        << name.entity.id.value << '\n';
    printContexts(name.contexts, out);
  }
  out << "\nTwo that look like one:\n";
  for (const LikeNames& pair : report.alike) {
    out << "  " << oneLine(pair.from.label) << " (" << eventsText(pair.from_events) << ") and "
        << oneLine(pair.into.label) << " (" << eventsText(pair.into_events) << "): " << pair.reason
        << '\n';
  }
  out << "\nOne that looks like two:\n";
  for (const MixedName& name : report.mixed) {
    out << "  " << oneLine(name.entity.label) << " (" << eventsText(name.events) << "): ";
    for (const std::string& other : name.names) out << "'" << oneLine(other) << "' ";
    out << "- " << name.reason << '\n';
    printContexts(name.contexts, out);
  }
  out << "\n--format tsv prints rows for a table of your own: chancery knowledge template\n";
}

void printRows(const NameReport& report, std::ostream& out) {
  out << "# Rows to look at, mend and keep; then: chancery … --knowledge FILE\n";
  for (const UnknownName& name : report.unknown) out << rowFor(name);
  for (const LikeNames& pair : report.alike) out << rowFor(pair);
  for (const MixedName& name : report.mixed) out << rowFor(name);
}

Outcome<int> run(const Arguments& arguments) {
  const auto none = checkCount(arguments, 0, 0, "names takes no name; for one, see chancery show");
  if (!none) return tl::unexpected(none.error());
  const auto format = formatOfAnswer(arguments, {"table", "tsv", "json"});
  if (!format) return tl::unexpected(format.error());
  NameReportOptions options;
  const auto limit = numberOption(arguments, "limit", 1, kUsualLimit);
  if (!limit) return tl::unexpected(limit.error());
  options.limit = *limit;
  const auto store = openStore(arguments);
  if (!store) return tl::unexpected(store.error());
  const auto planned = planInstead(
      arguments, *store, [&] { return reportNames(*store, store->knowledge(), options); });
  if (!planned) return tl::unexpected(planned.error());
  const Result<NameReport> report = reportNames(*store, store->knowledge(), options);
  if (!report) return tl::unexpected(Failure(report.error()));
  auto out = Output::open(arguments.valueOf("output"));
  if (!out) return tl::unexpected(out.error());
  if (*format == "table") {
    printReport(*report, out->stream());
  } else if (*format == "tsv") {
    printRows(*report, out->stream());
  } else {
    out->stream() << reportJson(*report).dump(2, ' ', false, Json::error_handler_t::replace)
                  << '\n';
  }
  return out->finish();
}

}  // namespace

Command namesCommand() {
  return {"names",
          "--db DIR",
          "Lists names to look at: in no table, two that may be one, one that may be two.",
          "--format tsv prints rows that can be pasted into a table of your own for --knowledge.",
          {kDbOption,
           kKnowledgeOption,
           {"format", "F", "table (default), tsv or json"},
           {"limit", "N", "at most N of each (default: 20)"},
           kPlanOption,
           kOutputOption},
          {"chancery names --db news.db", "chancery names --db news.db --format tsv -o my.tsv"},
          run};
}

}  // namespace chancery::cli
