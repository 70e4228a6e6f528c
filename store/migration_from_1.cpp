#include "store/index_rows.h"
#include "store/migration.h"
#include "store/migration_step.h"

namespace chancery::store {
namespace {

constexpr std::size_t kEventsAStep = 10'000;

// One step: the events after `done`.
class Step : public MigrationStep {
 public:
  Step(const Database& database, const StoreState& state) : MigrationStep(database, state) {}

  // False when there were no more.
  Result<bool> run(std::string& done) {
    Scan rows(view_, Family::kEvents, done.empty() ? done : done + '\0', "");
    std::size_t left = kEventsAStep;
    for (; rows.valid() && left > 0; rows.next(), --left) {
      const auto written = write(rows.key(), rows.value());
      if (!written) return tl::unexpected(written.error());
      done = rows.key();
    }
    const auto status = rows.status();
    if (!status) return tl::unexpected(status.error());
    const auto committed = commit(done, left > 0 ? std::optional(2u) : std::nullopt);
    if (!committed) return tl::unexpected(committed.error());
    return left == 0;
  }

 private:
  Result<void> write(std::string_view key, std::string_view value) {
    auto old = decodeEventOfFormat1(value);
    if (!old || key.size() != std::tuple_size_v<decltype(EventId::bytes)>) {
      return corrupt(Family::kEvents, "a row of format 1 cannot be read");
    }
    EventRow& row = old->row;
    for (const std::string& topic : old->topics) {
      const auto number = numbering_.numberOfTopic(topic);
      if (!number) return tl::unexpected(number.error());
      row.record.topics.push_back(*number);
    }
    Encoder as_in_format_2;
    writeOfFormat2(as_in_format_2, row);
    sink_.put(Family::kEvents, key, as_in_format_2.take());
    forEachIndexRow(readEventId(key), row,
                    [&](Family family, const std::string& row_key, const std::string& record) {
                      sink_.put(family, row_key, record);
                    });
    forEachCountKey(row, [&](const std::string& count_key) { sink_.count(count_key, 1); });
    if (spanClassOf(row.date)) ++state_.spans;
    return {};
  }
};

// How the store stands, and how far an earlier attempt came.
struct Start {
  StoreState state;
  std::string done;
};
Result<Start> startOf(const Database& database) {
  const View view(database);
  const auto done = view.get(Family::kMeta, kMigratedKey);
  if (!done) return tl::unexpected(done.error());
  const auto bytes = view.get(Family::kMeta, kStateKey);
  if (!bytes) return tl::unexpected(bytes.error());
  std::optional<StoreState> state;
  if (*bytes) state = *done ? decodeState(**bytes) : decodeStateOfFormat1(**bytes);
  if (!state) return corrupt(Family::kMeta, "the counters cannot be read");
  return Start{*state, done->value_or("")};
}

}  // namespace

Result<void> migrateFromFormat1(const Database& database) {
  const auto start = startOf(database);
  if (!start) return tl::unexpected(start.error());
  return runSteps<Step>(database, start->state, start->done);
}

}  // namespace chancery::store
