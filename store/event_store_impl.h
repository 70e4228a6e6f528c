// What is inside an EventStore: for the sources that make it up.
#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "store/batch.h"
#include "store/database.h"

namespace chancery {
namespace store {

inline tl::unexpected<Error> notFound(const std::string& what) {
  return makeError(ErrorCode::kNotFound, "there is no " + what);
}

}  // namespace store

struct EventStore::Impl {
  std::unique_ptr<store::Database> database;
  std::mutex writing;  // guards what follows; there is one batch at a time
  store::StoreState state;

  // Commits what `fill` puts into a batch.
  template <typename T, typename Fill>
  Result<T> write(Fill fill) {
    const auto writable = database->requireWritable();
    if (!writable) return tl::unexpected(writable.error());
    const std::lock_guard lock(writing);
    store::Batch batch(*database, state);
    Result<T> filled = fill(batch);
    if (!filled) return filled;
    const auto committed = batch.commit();
    if (!committed) return tl::unexpected(committed.error());
    state = *committed;
    return filled;
  }
};

}  // namespace chancery
