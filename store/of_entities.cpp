// What is made of the entities of a store and kept beside them.
#include <rocksdb/write_batch.h>

#include "store/event_store_impl.h"
#include "store/view.h"

namespace chancery {

using store::Database;
using store::Family;

Result<std::optional<std::string>> EventStore::keptOfEntities() const {
  return store::View(*impl_->database).get(Family::kMeta, store::kOfEntitiesKey);
}

Result<void> EventStore::keepOfEntities(const std::function<Result<std::string>()>& make) {
  const Database& database = *impl_->database;
  const auto writable = database.requireWritable();
  if (!writable) return writable;
  const std::lock_guard lock(impl_->writing);
  const auto made = make();
  if (!made) return tl::unexpected(made.error());
  store::BatchSink sink(database);
  sink.put(Family::kMeta, store::kOfEntitiesKey, *made);
  return sink.write(store::View(database));
}

}  // namespace chancery
