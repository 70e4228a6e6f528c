// What the peers that use SQLite have in common.
#pragma once

#include <sqlite3.h>

#include <stdexcept>
#include <string>

#include "graph/event.h"

namespace chancery::bench {

// Whatever SQLite is told stays valid until the statement is reset.
inline void bindText(sqlite3_stmt* statement, int column, const std::string& text) {
  sqlite3_bind_text(statement, column, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
}

inline void bindId(sqlite3_stmt* statement, int column, const EventId& id) {
  sqlite3_bind_blob(statement, column, id.bytes.data(), static_cast<int>(id.bytes.size()),
                    SQLITE_STATIC);
}

inline void finish(sqlite3_stmt* statement) {
  if (sqlite3_step(statement) != SQLITE_DONE) throw std::runtime_error("SQLite cannot write");
  sqlite3_reset(statement);
}

}  // namespace chancery::bench
