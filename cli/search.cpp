// chancery search: events by the words in which they are told.
#include <algorithm>

#include "cli/event_rows.h"
#include "cli/levels.h"
#include "cli/options.h"
#include "cli/plan.h"

namespace chancery::cli {
namespace {

Outcome<std::vector<SearchTerm>> termsOf(const Arguments& arguments, const NameFinder& names) {
  std::vector<SearchTerm> terms;
  for (const std::string& text : arguments.names) {
    SearchTerm term = searchTerm(text);
    if (term.words.empty()) return wrongCommandLine("there is no word in '" + text + "'");
    auto named = names.mayBe(text);
    if (!named) return tl::unexpected(named.error());
    term.named = std::move(*named);
    terms.push_back(std::move(term));
  }
  return terms;
}

// Only the passages that have one of the terms; all of them where only names fit.
void leavePassagesOf(const std::vector<SearchTerm>& terms, Event& event) {
  std::vector<Mention> having;
  for (const Mention& mention : event.mentions) {
    const bool has = std::any_of(terms.begin(), terms.end(), [&](const SearchTerm& term) {
      return isSaidIn(term, mention.text);
    });
    if (has) having.push_back(mention);
  }
  if (!having.empty()) event.mentions = std::move(having);
}

Result<void> search(const LevelledStore& store, const std::vector<SearchTerm>& terms,
                    const EventFilter& filter, const EventSource::EventVisitor& visit) {
  const EventStore* plain = store.plain();
  if (plain != nullptr) return plain->search(terms, filter, visit);
  return searchEvents(store.source(), terms, filter, visit);
}

// --plan: of a store that is asked as it is, where the words stand; else what the store below is
// asked.
Outcome<void> planSearch(const Arguments& arguments, const LevelledStore& store,
                         const std::vector<SearchTerm>& terms, const EventFilter& filter) {
  const EventStore* plain = store.plain();
  if (!arguments.has("plan") || plain == nullptr) {
    return planInstead(arguments, store, [&] {
      return searchEvents(store.source(), terms, filter, [](const Event&) { return true; });
    });
  }
  const auto plans = plain->plan(terms, filter);
  if (!plans) return tl::unexpected(Failure(plans.error()));
  return printPlans(arguments, *plans);
}

Outcome<int> run(const Arguments& arguments) {
  const auto some = checkCount(arguments, 1, arguments.names.size() + 1,
                               "for what? name words, such as: chancery search grain");
  if (!some) return tl::unexpected(some.error());
  const auto format = rowFormat(arguments);
  if (!format) return tl::unexpected(format.error());
  const auto limit = numberOption(arguments, "limit", 1, SIZE_MAX);
  if (!limit) return tl::unexpected(limit.error());
  const auto valid = filterOptions(arguments);
  if (!valid) return tl::unexpected(valid.error());
  const auto store = LevelledStore::open(arguments);
  if (!store) return tl::unexpected(store.error());
  const NameFinder names = store->names();
  const auto filter = names.filter(arguments);
  if (!filter) return tl::unexpected(filter.error());
  const auto terms = termsOf(arguments, names);
  if (!terms) return tl::unexpected(terms.error());
  const auto planned = planSearch(arguments, *store, *terms, *filter);
  if (!planned) return tl::unexpected(planned.error());
  auto out = Output::open(arguments.valueOf("output"));
  if (!out) return tl::unexpected(out.error());

  Labels labels(store->source());
  const LabelOf label_of = [&](const EntityId& id) { return labels.of(id); };
  EventRowOptions options;
  options.evidence = true;
  RowWriter rows(out->stream(), *format, eventColumns(options));
  std::size_t printed = 0;
  const Result<void> read = search(*store, *terms, *filter, [&](const Event& found) {
    Event event = found;
    leavePassagesOf(*terms, event);
    return rows.add(eventRow(event, label_of, options), evidenceNotes(event)) && ++printed < *limit;
  });
  if (!read) return tl::unexpected(Failure(read.error()));
  rows.finish();
  return out->finish();
}

}  // namespace

Command searchCommand() {
  return {
      "search",
      "WORDS… --db DIR",
      "Lists events by the words in which they are told, with the passages.",
      "An event is found when each of WORDS stands in a passage of it, or is a name of one who\n"
      "takes part or of its place. 'grain deal' in quotes stands together, and 'negotiat*' is\n"
      "any word that begins so; case and accents do not matter.\n"
      "A store that was made with --full-text has an index of words; else all is read.",
      withFilterOptions({kDbOption, kKnowledgeOption, kFormatOption, kPlanOption, kLevelOption,
                         kLimitOption, kOutputOption}),
      {"chancery search grain --db news.db",
       "chancery search Lavrov 'grain deal' --db news.db --from 2024",
       "chancery search मोदी ऊर्जा --db news.db",
       "chancery search 'negotiat*' --db news.db --place Moscow --format jsonl"},
      run};
}

}  // namespace chancery::cli
