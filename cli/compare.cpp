// chancery compare: what one period has that another has not.
#include "cli/event_rows.h"
#include "cli/levels.h"
#include "cli/names.h"
#include "cli/options.h"
#include "cli/plan.h"
#include "graph/comparison.h"

namespace chancery::cli {
namespace {

constexpr std::size_t kUsualRows = 10;

constexpr std::string_view kWhichPeriods =
    "compare needs two periods: --from 2022 --to 2022 --with --from 2024 --to 2024";

// The second period keeps what it does not say otherwise, but for its days.
Arguments secondOf(const Arguments& arguments) {
  Arguments second = arguments;
  second.options.erase("from");
  second.options.erase("to");
  for (const auto& [option, value] : arguments.after_with.front().options) {
    second.options[option] = value;
  }
  return second;
}

// The first keeps what concerns both, such as --db, wherever it was given.
Arguments firstOf(const Arguments& arguments) {
  Arguments first = arguments;
  for (const auto& [option, value] : arguments.after_with.front().options) {
    const bool concerns_both = option == "db" || option == "by" || option == "limit" ||
                               option == "level" || option == "format" || option == "output" ||
                               option == "plan";
    if (concerns_both) first.options[option] = value;
  }
  return first;
}

class ComparisonRows {
 public:
  ComparisonRows(const EventSource& source, Centrality by, std::size_t limit, RowFormat format,
                 Output& out)
      : labels_(source),
        by_(by),
        limit_(limit),
        rows_(out.stream(), format,
              {{"change"},
               {"name"},
               {"and"},
               {"before", true, true},
               {"after", true, true},
               {"difference", true, true},
               {"id", false},
               {"and_id", false}}) {}

  void add(std::string_view change, const std::vector<ActorChange>& actors) {
    for (std::size_t i = 0; i < std::min(limit_, actors.size()); ++i) {
      const ActorChange& actor = actors[i];
      rows_.add({{"change", change},
                 {"name", labels_.of(actor.id)},
                 {"and", nullptr},
                 {"before", measureJson(actor.before, by_)},
                 {"after", measureJson(actor.after, by_)},
                 {"difference", measureJson(actor.after - actor.before, by_)},
                 {"id", actor.id.value},
                 {"and_id", nullptr}});
    }
  }

  void add(std::string_view change, const std::vector<TieChange>& ties) {
    for (std::size_t i = 0; i < std::min(limit_, ties.size()); ++i) {
      const TieChange& tie = ties[i];
      rows_.add({{"change", change},
                 {"name", labels_.of(tie.a)},
                 {"and", labels_.of(tie.b)},
                 {"before", tie.before},
                 {"after", tie.after},
                 {"difference",
                  static_cast<std::int64_t>(tie.after) - static_cast<std::int64_t>(tie.before)},
                 {"id", tie.a.value},
                 {"and_id", tie.b.value}});
    }
  }

  void finish() { rows_.finish(); }

 private:
  Labels labels_;
  Centrality by_;
  std::size_t limit_;
  RowWriter rows_;
};

Outcome<int> run(const Arguments& arguments) {
  const auto none = checkCount(arguments, 0, 0, "compare takes no names; --with NAME keeps to one");
  if (!none) return tl::unexpected(none.error());
  if (arguments.after_with.empty()) return wrongCommandLine(std::string(kWhichPeriods));
  const auto no_names = checkCount(arguments.after_with.front(), 0, 0, kWhichPeriods);
  if (!no_names) return tl::unexpected(no_names.error());
  if (arguments.after_with.front().has("country")) {
    return wrongCommandLine("--country is for both periods: it stands before the --with");
  }
  const Arguments first = firstOf(arguments), second = secondOf(arguments);
  for (const Arguments* period : {&first, &second}) {
    if (!period->has("from") && !period->has("to")) {
      return wrongCommandLine(std::string(kWhichPeriods));
    }
    const auto valid = filterOptions(*period);
    if (!valid) return tl::unexpected(valid.error());
  }
  const auto format = rowFormat(first);
  if (!format) return tl::unexpected(format.error());
  const auto name = choiceOption(first, "by",
                                 {"events", "degree", "weighted", "pagerank", "betweenness",
                                  "closeness", "harmonic", "eigenvector", "core"});
  if (!name) return tl::unexpected(name.error());
  const Centrality by = *centralityNamed(*name);
  const auto limit = numberOption(first, "limit", 1, kUsualRows);
  if (!limit) return tl::unexpected(limit.error());
  const auto store = LevelledStore::open(first);
  if (!store) return tl::unexpected(store.error());
  const NameFinder names = store->names();
  const auto before = names.filter(first);
  if (!before) return tl::unexpected(before.error());
  const auto after = names.filter(second);
  if (!after) return tl::unexpected(after.error());
  const auto planned =
      planInstead(first, *store, [&] { return compare(store->source(), *before, *after, by); });
  if (!planned) return tl::unexpected(planned.error());
  const auto compared = compare(store->source(), *before, *after, by);
  if (!compared) return tl::unexpected(Failure(compared.error()));
  auto out = Output::open(first.valueOf("output"));
  if (!out) return tl::unexpected(out.error());
  ComparisonRows rows(store->source(), by, *limit, *format, *out);
  rows.add("gained", compared->gained);
  rows.add("lost", compared->lost);
  rows.add("new tie", compared->new_ties);
  rows.add("gone tie", compared->gone_ties);
  rows.add("other tie", compared->changed_ties);
  rows.finish();
  return out->finish();
}

}  // namespace

Command compareCommand() {
  return {
      "compare",
      "--from DATE --to DATE --with --from DATE --to DATE --db DIR",
      "Compares two periods: who gained, who lost, which ties are new or gone.",
      "What follows `--with` is the second period; it keeps the filters of the first that it\n"
      "does not change. `--with NAME` is a filter, as in other commands. Numbers are those of\n"
      "the periods, however long they are.",
      withFilterOptions({kDbOption,
                         kKnowledgeOption,
                         {"by", "MEASURE", "compare actors by it (default: events); see rank"},
                         {"limit", "N", "at most N rows of each kind (default: 10)"},
                         kLevelOption,
                         kPlanOption,
                         kFormatOption,
                         kOutputOption}),
      {"chancery compare --db news.db --from 2022 --to 2022 --with --from 2024 --to 2024",
       "chancery compare --db news.db --level country --with India --to 2023 --with --from 2024"},
      run,
      true};
}

}  // namespace chancery::cli
