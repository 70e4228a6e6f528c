// chancery stats: what a store holds.
#include <algorithm>
#include <map>

#include "cli/event_rows.h"
#include "cli/format.h"
#include "cli/options.h"
#include "cli/plan.h"

namespace chancery::cli {
namespace {

Result<std::uint64_t> countSkipped(const EventStore& store) {
  std::uint64_t skipped = 0;
  const Result<void> read = store.forEachSkipped([&](std::string_view, std::string_view) {
    ++skipped;
    return true;
  });
  if (!read) return tl::unexpected(read.error());
  return skipped;
}

class StatRows {
 public:
  StatRows(Output& out, RowFormat format)
      : rows_(out.stream(), format,
              {{"group"}, {"name"}, {"count", true, true}, {"bar", true, false, true}},
              out.canvas()) {}

  // `most`: of the counts that this one is compared with; 0: it stands alone.
  void add(std::string_view group, std::string_view name, std::uint64_t count,
           std::uint64_t most = 0) {
    Json row = {{"group", group}, {"name", name}, {"count", count}};
    if (most > 0) row["bar"] = static_cast<double>(count) / static_cast<double>(most);
    rows_.add(std::move(row));
  }
  void finish() { rows_.finish(); }

 private:
  RowWriter rows_;
};

Outcome<int> printSkipped(const EventStore& store, RowFormat format, Output& out) {
  RowWriter rows(out.stream(), format, {{"name"}, {"reason"}});
  const auto read = store.forEachSkipped([&](std::string_view name, std::string_view reason) {
    return rows.add({{"name", name}, {"reason", reason}});
  });
  if (!read) return tl::unexpected(Failure(read.error()));
  rows.finish();
  return out.finish();
}

Outcome<int> printStats(const AskedStore& store, RowFormat format, Output& out) {
  const auto skipped = countSkipped(store.store());
  if (!skipped) return tl::unexpected(Failure(skipped.error()));
  const auto tally = store.tally();
  if (!tally) return tl::unexpected(Failure(tally.error()));
  const GraphCounts& counts = tally->counts;

  StatRows rows(out, format);
  rows.add("all", "documents", counts.documents);
  rows.add("all", "skipped", *skipped);
  rows.add("all", "entities", counts.entities);
  rows.add("all", "events", counts.events);
  rows.add("all", "mentions", counts.mentions);
  rows.add("all", "bytes", store.store().sizeOnDisk());
  const auto& by_relation = tally->by_relation;
  const std::uint64_t most_of_one = *std::max_element(by_relation.begin(), by_relation.end());
  for (const RelationInfo& info : relationTable()) {
    const auto count = by_relation[static_cast<std::size_t>(info.relation)];
    if (count > 0) rows.add("relation", info.name, count, most_of_one);
  }
  std::uint64_t most_a_year = tally->without_date;
  for (const auto& [year, count] : tally->by_year) most_a_year = std::max(most_a_year, count);
  for (const auto& [year, count] : tally->by_year) {
    rows.add("year", std::to_string(year), count, most_a_year);
  }
  if (tally->without_date > 0) rows.add("year", "no date", tally->without_date, most_a_year);
  rows.finish();
  return out.finish();
}

Outcome<void> planStats(const Arguments& arguments, const AskedStore& store) {
  if (arguments.has("skipped") && arguments.has("plan")) {
    ReadPlan all;
    all.ranges.push_back({"skipped", "", ""});
    return printPlans(arguments, {all});
  }
  return planInstead(arguments, store, [&] { return store.tally(); });
}

Outcome<int> run(const Arguments& arguments) {
  const auto none =
      checkCount(arguments, 0, 0, "stats takes no names; for one, use `chancery show`");
  if (!none) return tl::unexpected(none.error());
  const auto format = rowFormat(arguments);
  if (!format) return tl::unexpected(format.error());
  const auto store = openStore(arguments);
  if (!store) return tl::unexpected(store.error());
  const auto planned = planStats(arguments, *store);
  if (!planned) return tl::unexpected(planned.error());
  auto out = Output::open(arguments.valueOf("output"));
  if (!out) return tl::unexpected(out.error());
  return arguments.has("skipped") ? printSkipped(store->store(), *format, *out)
                                  : printStats(*store, *format, *out);
}

}  // namespace

Command statsCommand() {
  return {"stats",
          "--db DIR",
          "Counts what a store holds: documents, entities, events by relation and by year.",
          "",
          {kDbOption,
           kKnowledgeOption,
           {"skipped", "", "list what could not be read, and why"},
           kPlanOption,
           kFormatOption,
           kOutputOption},
          {"chancery stats --db news.db", "chancery stats --db news.db --skipped"},
          run};
}

}  // namespace chancery::cli
