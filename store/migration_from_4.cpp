// From format 4 to 5: events by place, documents and versions by day.
#include "store/index_rows.h"
#include "store/migration.h"
#include "store/migration_step.h"

namespace chancery::store {
namespace {

constexpr std::size_t kRowsAStep = 10'000;

// What is read, in this order; `done` begins with its letter.
constexpr char kEvents = 'e';
constexpr char kDocuments = 'd';
constexpr char kKept = 'k';

// One step: so many rows after `done`.
class Step : public MigrationStep {
 public:
  Step(const Database& database, const StoreState& state) : MigrationStep(database, state) {}

  // False when there were no more.
  Result<bool> run(std::string& done) {
    const char kind = done.empty() ? kEvents : done.front();
    const std::string last = done.empty() ? done : done.substr(1);
    Scan rows(view_, familyOf(kind), last.empty() ? last : last + '\0', "");
    std::size_t read = 0;
    std::string reached(1, kind);
    for (; rows.valid() && read < kRowsAStep; rows.next(), ++read) {
      if (!index(kind, rows)) {
        return corrupt(familyOf(kind), "a row of format 4 cannot be read");
      }
      reached.assign(1, kind).append(rows.key());
    }
    const auto status = rows.status();
    if (!status) return tl::unexpected(status.error());
    const bool more = rows.valid();
    if (!more) reached = kind == kEvents ? kDocuments : kKept;
    const bool last_of_all = !more && kind == kKept;
    const auto committed = commit(reached, last_of_all ? std::optional(5u) : std::nullopt);
    if (!committed) return tl::unexpected(committed.error());
    done = reached;
    return !last_of_all;
  }

 private:
  static Family familyOf(char kind) {
    if (kind == kEvents) return Family::kEvents;
    return kind == kDocuments ? Family::kDocuments : Family::kKept;
  }

  // False for what nobody can have written.
  bool index(char kind, const Scan& rows) {
    if (kind == kEvents) {
      const auto entry = decodeEvent(rows.value());
      if (!entry || rows.key().size() != kEventKeyBytes) return false;
      forEachPlaceRow(readEventId(rows.key()), entry->row,
                      [&](Family family, const std::string& key, const std::string& value) {
                        sink_.put(family, key, value);
                      });
      return true;
    }
    if (kind == kDocuments) {
      const auto row = decodeDocument(rows.key(), rows.value());
      if (row && row->read) sink_.put(Family::kDays, cameKey(*row->read, row->number), "");
      return row.has_value();
    }
    const auto days = readKeptKey(rows.key());
    if (days) sink_.put(Family::kDays, wentKey(*days), "");
    return days.has_value();
  }
};

}  // namespace

Result<void> migrateFromFormat4(const Database& database) { return resumeSteps<Step>(database); }

}  // namespace chancery::store
