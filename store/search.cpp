// What an EventStore finds by words.
#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "store/event_store_impl.h"
#include "store/planner.h"
#include "store/table_sink.h"
#include "store/word_index.h"
#include "store/words.h"

namespace chancery {

using store::DocumentNumber;
using store::EntityNumber;
using store::EventRow;
using store::Family;
using store::RowFilter;
using store::Telling;
using store::TimeIndex;
using store::TimeQuery;
using store::View;

namespace {

constexpr std::size_t kSortingBytes = std::size_t{256} << 20;
constexpr std::uint64_t kBytesARow = 12;  // about; in a table of events by participant

// What a term asks for, in the numbers of the store.
struct Wanted {
  std::vector<Telling> passages;  // that have its words, sorted
  std::set<EntityNumber> named;
};

// There while it is needed; swept by the next one who writes, after a crash.
class WorkDirectory {
 public:
  explicit WorkDirectory(std::filesystem::path path) : path_(std::move(path)) {
    std::filesystem::create_directories(path_);
  }
  ~WorkDirectory() {
    std::error_code failed;
    std::filesystem::remove_all(path_, failed);
  }
  WorkDirectory(const WorkDirectory&) = delete;
  WorkDirectory& operator=(const WorkDirectory&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

std::vector<Telling> inBoth(const std::vector<Telling>& a, const std::vector<Telling>& b) {
  std::vector<Telling> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both;
}

// A search: each term is looked up; the one that most narrows it down says which events may be
// meant, and these are asked for the others.
class Search {
 public:
  Search(View& view, const std::vector<SearchTerm>& terms, const EventFilter& filter)
      : view_(view), terms_(terms), filter_(filter), wanted_(terms.size()) {}

  Result<void> run(const EventSource::EventVisitor& visit) {
    const auto indexed = isIndexed();
    if (!indexed) return tl::unexpected(indexed.error());
    auto read = *indexed ? readIndex() : readEvidence();
    if (read) read = readNames();
    if (!read) return read;
    if (wanted_.empty()) return {};
    const auto rows = RowFilter::of(view_, filter_);
    if (!rows) return tl::unexpected(rows.error());
    const std::size_t narrowest = narrowestTerm();
    read = addCandidates(wanted_[narrowest]);
    if (!read) return read;
    std::map<std::string, std::pair<EventId, EventRow>> in_order;
    for (auto& [id, row] : candidates_) {
      auto taken = rows->takes(view_, row);
      if (taken && *taken) taken = isWanted(id, row, narrowest);
      if (!taken) return tl::unexpected(taken.error());
      if (*taken) in_order.emplace(store::timeKey("", row.date, id), std::pair(id, std::move(row)));
    }
    return show(in_order, visit);
  }

  Result<std::vector<ReadPlan>> explain() {
    std::vector<ReadPlan> plans;
    if (terms_.empty()) return plans;
    const auto indexed = isIndexed();
    if (!indexed) return tl::unexpected(indexed.error());
    plans.push_back(*indexed ? planOfIndex() : planOfEvidence());
    const auto read = readNames();
    if (!read) return tl::unexpected(read.error());
    for (const Wanted& wanted : wanted_) {
      for (const EntityNumber named : wanted.named) {
        for (const TimeQuery& query : queriesFor(named)) plans.push_back(planOfName(query));
      }
    }
    ReadPlan& found = plans.emplace_back();
    for (Family family : {Family::kSaid, Family::kEvents, Family::kTellers, Family::kEvidence}) {
      found.ranges.push_back({std::string(nameOf(family)), "", ""});
    }
    found.in_key = {"documents", "events"};
    return plans;
  }

 private:
  // As of the view: the index may have come since.
  Result<bool> isIndexed() const {
    const auto rules = view_.get(Family::kMeta, store::kWordsKey);
    if (!rules) return tl::unexpected(rules.error());
    return *rules == store::wordRules();
  }

  ReadPlan planOfIndex() const {
    ReadPlan plan;
    for (const SearchTerm& term : terms_) {
      for (const std::string& word : term.words) {
        const bool is_last = &word == &term.words.back();
        std::string prefix = store::wordPrefix(word, term.is_beginning && is_last);
        std::string end = store::endOfPrefix(prefix);
        plan.ranges.push_back(
            {std::string(nameOf(Family::kWords)), std::move(prefix), std::move(end)});
      }
    }
    plan.in_key = {"words"};
    return plan;
  }

  static ReadPlan planOfEvidence() {
    ReadPlan plan;
    plan.ranges.push_back({std::string(nameOf(Family::kEvidence)), "", ""});
    plan.on_row = {"words"};
    return plan;
  }

  // Of whoever, or whatever place, is called as a term is.
  ReadPlan planOfName(const TimeQuery& query) const {
    ReadPlan plan = planOf(view_, query, filter_);
    if (query.index != TimeIndex::kPlace) return plan;
    if (filter_.place) plan.on_row.emplace_back("place");
    if (!filter_.place) plan.in_key.emplace_back("place");
    return plan;
  }

  Result<void> readIndex() {
    for (std::size_t i = 0; i < terms_.size(); ++i) {
      const SearchTerm& term = terms_[i];
      std::vector<Telling>& passages = wanted_[i].passages;
      for (std::size_t word = 0; word < term.words.size(); ++word) {
        const bool is_last = word + 1 == term.words.size();
        auto having = tellingsWith(view_, term.words[word], term.is_beginning && is_last);
        if (!having) return tl::unexpected(having.error());
        passages = word == 0 ? std::move(*having) : inBoth(passages, *having);
      }
      if (term.words.size() < 2) continue;
      const auto kept = keepPhrases(term, passages);  // the index does not say what is beside what
      if (!kept) return kept;
    }
    return {};
  }

  Result<void> keepPhrases(const SearchTerm& term, std::vector<Telling>& passages) {
    std::vector<Telling> kept;
    for (const Telling& telling : passages) {
      const auto mentions = view_.evidence(telling);
      if (!mentions) return tl::unexpected(mentions.error());
      const bool stands = std::any_of(mentions->begin(), mentions->end(), [&](const auto& record) {
        return isSaidIn(term, record.mention.text);
      });
      if (stands) kept.push_back(telling);
    }
    passages = std::move(kept);
    return {};
  }

  // Where there is no index: all passages are read.
  Result<void> readEvidence() {
    return forEachEvidence(view_, [&](const Telling& telling, const auto& mentions) {
      for (const store::MentionRecord& record : mentions) {
        const std::vector<std::string> words = store::wordsOf(record.mention.text);
        for (std::size_t i = 0; i < terms_.size(); ++i) {
          std::vector<Telling>& passages = wanted_[i].passages;
          if (!passages.empty() && passages.back() == telling) continue;
          if (isSaidIn(terms_[i], words)) passages.push_back(telling);
        }
      }
      return Result<void>();
    });
  }

  Result<void> readNames() {
    for (std::size_t i = 0; i < terms_.size(); ++i) {
      for (const EntityId& id : terms_[i].named) {
        const auto number = view_.numberOf(id);
        if (!number) return tl::unexpected(number.error());
        if (*number) wanted_[i].named.insert(**number);
      }
    }
    return {};
  }

  static std::vector<TimeQuery> queriesFor(EntityNumber named) {
    return {TimeQuery{TimeIndex::kActor, {store::actorPrefix(named)}, {}},
            TimeQuery{TimeIndex::kPlace, {store::placePrefix(named)}, {}}};
  }

  std::size_t narrowestTerm() const {
    std::size_t narrowest = 0;
    std::uint64_t fewest = UINT64_MAX;
    for (std::size_t i = 0; i < wanted_.size(); ++i) {
      std::uint64_t rows = wanted_[i].passages.size();
      for (const EntityNumber named : wanted_[i].named) {
        for (const TimeQuery& query : queriesFor(named)) {
          const store::KeySize size = sizeOf(view_, query, filter_);
          rows += size.table_bytes / kBytesARow + size.rows_in_memory;
        }
      }
      if (rows < fewest) narrowest = i;
      fewest = std::min(fewest, rows);
    }
    return narrowest;
  }

  Result<void> addCandidates(const Wanted& wanted) {
    for (const EntityNumber named : wanted.named) {
      for (const TimeQuery& query : queriesFor(named)) {
        const auto read = scanTimes(view_, query, filter_,
                                    [&](const EventId& id, const EventRow& row) -> Result<bool> {
                                      candidates_.emplace(id, row);
                                      return true;
                                    });
        if (!read) return read;
      }
    }
    for (auto telling = wanted.passages.begin(); telling != wanted.passages.end();) {
      const DocumentNumber document = telling->document;
      const auto said = view_.said(document);
      if (!said) return tl::unexpected(said.error());
      for (; telling != wanted.passages.end() && telling->document == document; ++telling) {
        const auto added = addCandidate(*said, *telling);
        if (!added) return added;
      }
    }
    return {};
  }

  Result<void> addCandidate(const store::SaidRow& said, const Telling& telling) {
    if (telling.position >= said.events.size()) {
      return store::corrupt(Family::kWords, "a row names what no document says");
    }
    const EventId& id = said.events[telling.position];
    if (candidates_.contains(id)) return {};
    auto entry = view_.event(id);
    if (!entry) return tl::unexpected(entry.error());
    if (!*entry) return store::corrupt(Family::kEvents, "'" + toString(id) + "' is missing");
    candidates_.emplace(id, std::move((*entry)->row));
    return {};
  }

  // By the terms other than the one that it is a candidate of.
  Result<bool> isWanted(const EventId& id, const EventRow& row, std::size_t but) {
    std::optional<std::vector<Telling>> tellings;
    for (std::size_t i = 0; i < wanted_.size(); ++i) {
      const Wanted& wanted = wanted_[i];
      if (i == but || isNamed(wanted, row.record)) continue;
      if (!tellings) {
        const auto entry = view_.event(id);
        if (!entry) return tl::unexpected(entry.error());
        if (!*entry) return store::corrupt(Family::kEvents, "'" + toString(id) + "' is missing");
        auto all = view_.tellings(id, **entry);
        if (!all) return tl::unexpected(all.error());
        tellings = std::move(*all);
      }
      const bool stands =
          std::any_of(tellings->begin(), tellings->end(), [&](const Telling& telling) {
            return std::binary_search(wanted.passages.begin(), wanted.passages.end(), telling);
          });
      if (!stands) return false;
    }
    return true;
  }

  static bool isNamed(const Wanted& wanted, const store::EventRecord& record) {
    return wanted.named.contains(record.subject) || wanted.named.contains(record.object) ||
           (record.place && wanted.named.contains(*record.place));
  }

  Result<void> show(const std::map<std::string, std::pair<EventId, EventRow>>& in_order,
                    const EventSource::EventVisitor& visit) {
    for (const auto& [time, found] : in_order) {
      auto event = view_.toEvent(found.first, found.second);
      if (!event) return tl::unexpected(event.error());
      auto mentions = view_.mentionsOf(found.first);
      if (!mentions) return tl::unexpected(mentions.error());
      event->mentions = std::move(*mentions);
      if (!visit(*event)) break;
    }
    return {};
  }

  View& view_;
  const std::vector<SearchTerm>& terms_;
  const EventFilter& filter_;
  std::vector<Wanted> wanted_;
  std::map<EventId, EventRow> candidates_;
};

}  // namespace

Result<void> EventStore::search(const std::vector<SearchTerm>& terms, const EventFilter& filter,
                                const EventVisitor& visit) const {
  View view(*impl_->database);
  return Search(view, terms, filter).run(visit);
}

Result<std::vector<ReadPlan>> EventStore::plan(const std::vector<SearchTerm>& terms,
                                               const EventFilter& filter) const {
  View view(*impl_->database);
  return Search(view, terms, filter).explain();
}

bool EventStore::keepsWords() const { return impl_->database->keepsWords(); }

// The row that says that there is an index goes before the index goes, and comes with it: what is
// left of one after a crash is never read.
Result<void> EventStore::keepWords() {
  const store::Database& database = *impl_->database;
  const auto writable = database.requireWritable();
  if (!writable) return writable;
  const std::lock_guard lock(impl_->writing);
  if (database.keepsWords()) return {};
  const auto cleared = database.clearWords();
  if (!cleared) return cleared;
  const View view(database);
  const WorkDirectory directory(database.workDirectory());
  store::TableSink sink(database, directory.path(), kSortingBytes);
  store::DocumentWords words;
  DocumentNumber document;
  const auto put = [&] {
    words.put({}, document, sink);
    words = {};
  };
  const auto read = forEachEvidence(
      view, [&](const Telling& telling, const std::vector<store::MentionRecord>& mentions) {
        if (telling.document != document) put();
        document = telling.document;
        for (const store::MentionRecord& record : mentions) {
          words.add(telling.position, record.mention.text);
        }
        return Result<void>();
      });
  if (!read) return read;
  put();
  sink.put(Family::kMeta, store::kWordsKey, store::wordRules());
  const auto written = sink.write(view);
  if (!written) return written;
  database.expectWords();
  return {};
}

}  // namespace chancery
