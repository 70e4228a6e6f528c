// From format 3 to 4: how many events each pair has, by relation and status.
#include "store/migration.h"
#include "store/migration_step.h"

namespace chancery::store {
namespace {

constexpr std::size_t kRowsAStep = 10'000;

// One step: the pairs after `done`, as many as have so many events.
class Step : public MigrationStep {
 public:
  Step(const Database& database, const StoreState& state) : MigrationStep(database, state) {}

  // False when there were no more.
  Result<bool> run(std::string& done) {
    Scan rows(view_, Family::kPairs, done.empty() ? done : endOfPrefix(done), "");
    std::size_t read = 0;
    while (rows.valid() && read < kRowsAStep) {
      const std::string pair(rows.key().substr(0, kPairPrefixBytes));
      const auto counts = countsOf(pair, rows, read);
      if (!counts) return tl::unexpected(counts.error());
      if (pair.substr(0, 4) != pair.substr(4)) {
        forEachPartnerRow(pair, *counts, [&](const std::string& key, const auto& value) {
          sink_.put(Family::kPartners, key, *value);
        });
      }
      done = pair;
    }
    const auto status = rows.status();
    if (!status) return tl::unexpected(status.error());
    const bool last = !rows.valid();
    const auto committed = commit(done, last ? std::optional(4u) : std::nullopt);
    if (!committed) return tl::unexpected(committed.error());
    return !last;
  }

 private:
  static Result<PartnerCounts> countsOf(const std::string& pair, Scan& rows, std::size_t& read) {
    PartnerCounts counts;
    EventRow row;
    for (; rows.valid() && rows.key().substr(0, kPairPrefixBytes) == pair; rows.next(), ++read) {
      if (rows.key().size() != kPairPrefixBytes + kTimeTailBytes ||
          !decodeFor(TimeIndex::kPair, rows.key(), rows.value(), row.record)) {
        return corrupt(Family::kPairs, "a row of format 3 cannot be read");
      }
      row.date = readTimeTail(rows.key()).date;
      counts.add(countedOf(row));
    }
    return counts;
  }
};

}  // namespace

Result<void> migrateFromFormat3(const Database& database) { return resumeSteps<Step>(database); }

}  // namespace chancery::store
