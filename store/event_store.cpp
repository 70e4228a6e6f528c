#include "store/event_store.h"

#include <unordered_map>
#include <utility>

#include "store/event_store_impl.h"
#include "store/tidy.h"
#include "store/view.h"
#include "store/words.h"

namespace chancery {

using store::Access;
using store::Batch;
using store::Database;
using store::Family;
using store::Scan;
using store::View;

EventStore::EventStore(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
EventStore::EventStore(EventStore&&) noexcept = default;
EventStore& EventStore::operator=(EventStore&&) noexcept = default;
EventStore::~EventStore() = default;

Result<EventStore> EventStore::open(const std::filesystem::path& directory,
                                    const OpenOptions& options) {
  auto database = Database::open(directory, options, Access::kWrite);
  if (!database) return tl::unexpected(database.error());
  const auto state = View(**database).state();
  if (!state) return tl::unexpected(state.error());
  if (state->spans > 0) (*database)->expectSpans();
  auto impl = std::make_unique<Impl>();
  impl->database = std::move(*database);
  impl->state = *state;
  const auto words = impl->database->wordRulesHeld();
  if (!words) return tl::unexpected(words.error());
  if (*words == store::wordRules()) impl->database->expectWords();
  EventStore store(std::move(impl));
  if (options.keep_words || !words->empty()) {  // those of another version of ICU are made anew
    const auto kept = store.keepWords();
    if (!kept) return tl::unexpected(kept.error());
  }
  return store;
}

Result<EventStore> EventStore::openReadOnly(const std::filesystem::path& directory,
                                            const OpenOptions& options) {
  auto database = Database::open(directory, options, Access::kRead);
  if (!database) return tl::unexpected(database.error());
  const auto state = View(**database).state();
  if (!state) return tl::unexpected(state.error());
  if (state->spans > 0) (*database)->expectSpans();
  const auto words = (*database)->wordRulesHeld();
  if (!words) return tl::unexpected(words.error());
  if (*words == store::wordRules()) (*database)->expectWords();
  auto impl = std::make_unique<Impl>();
  impl->database = std::move(*database);
  return EventStore(std::move(impl));
}

bool EventStore::needsMigration(const std::filesystem::path& directory) {
  const auto version = Database::versionOf(directory);
  return version && *version < store::kFormatVersion;
}

Result<PutOutcome> EventStore::put(DocumentEvents document) {
  const auto said = store::tidy(std::move(document));
  if (!said) return tl::unexpected(said.error());
  return impl_->write<PutOutcome>([&](Batch& batch) { return batch.put(*said); });
}

Result<void> EventStore::putAll(std::span<const DocumentEvents> documents) {
  std::unordered_map<std::string_view, std::size_t> last;
  for (std::size_t i = 0; i < documents.size(); ++i) last[documents[i].document.id.value] = i;
  return impl_->write<void>([&](Batch& batch) -> Result<void> {
    for (std::size_t i = 0; i < documents.size(); ++i) {
      const auto said = store::tidy(documents[i]);
      if (!said) return tl::unexpected(said.error());
      if (last[said->document.id.value] != i) continue;
      const auto outcome = batch.put(*said);
      if (!outcome) return tl::unexpected(outcome.error());
    }
    return {};
  });
}

Result<bool> EventStore::remove(const DocumentId& id) {
  return impl_->write<bool>([&](Batch& batch) { return batch.remove(id); });
}

Result<bool> EventStore::forget(const DocumentId& id) {
  return impl_->write<bool>([&](Batch& batch) { return batch.forget(id); });
}

Result<void> EventStore::recordSkipped(std::string_view name, std::string_view reason) {
  const Database& database = *impl_->database;
  const auto writable = database.requireWritable();
  if (!writable) return writable;
  const rocksdb::Status status = database.db().Put(
      database.writeOptions(), database.handle(Family::kSkipped),
      rocksdb::Slice(name.data(), name.size()), rocksdb::Slice(reason.data(), reason.size()));
  if (!status.ok()) {
    return store::toError(status,
                          "cannot write to the store '" + database.directory().string() + "'");
  }
  return {};
}

Result<void> EventStore::forEachSkipped(const SkippedVisitor& visit) const {
  const View view(*impl_->database);
  Scan rows(view, Family::kSkipped, "", "");
  for (; rows.valid(); rows.next()) {
    if (!visit(rows.key(), rows.value())) return {};
  }
  return rows.status();
}

Result<void> EventStore::flush() {
  const auto writable = impl_->database->requireWritable();
  return writable ? impl_->database->flush() : writable;
}

Result<void> EventStore::compact() {
  const auto writable = impl_->database->requireWritable();
  return writable ? impl_->database->compact() : writable;
}

std::uint64_t EventStore::sizeOnDisk() const {
  namespace fs = std::filesystem;
  std::error_code failed;
  std::uint64_t bytes = 0;
  fs::directory_iterator file(impl_->database->directory(), failed);
  for (; !failed && file != fs::directory_iterator(); file.increment(failed)) {
    std::error_code gone;  // tables come and go while we look
    const std::uintmax_t size = file->file_size(gone);
    if (!gone) bytes += size;
  }
  return bytes;
}

}  // namespace chancery
