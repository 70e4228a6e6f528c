#include "bench/sqlite_events.h"

#include <stdexcept>
#include <utility>

#include "bench/sqlite_statements.h"

namespace chancery::bench {
SqliteEvents::SqliteEvents(const std::filesystem::path& file) {
  if (sqlite3_open(file.c_str(), &db_) != SQLITE_OK) throw std::runtime_error("SQLite cannot open");
  run("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-131072;");
  run("CREATE TABLE event(id BLOB PRIMARY KEY, first INT, last INT, a INT, b INT, relation INT,"
      " status INT, place INT, confidence INT) WITHOUT ROWID;"
      "CREATE TABLE mention(event BLOB, document TEXT, first INT, last INT, text TEXT,"
      " PRIMARY KEY(event, document, first)) WITHOUT ROWID;"
      "CREATE INDEX timeline ON event(a, b, first, last, id, relation, status, place, "
      "confidence);");
  add_event_ = prepare("INSERT OR IGNORE INTO event VALUES(?,?,?,?,?,?,?,?,?)");
  add_mention_ = prepare("INSERT OR IGNORE INTO mention VALUES(?,?,?,?,?)");
  timeline_ = prepare(
      "SELECT first, last, id, relation, status, place, confidence FROM event"
      " WHERE a=? AND b=? AND first BETWEEN ? AND ? ORDER BY first, last, id");
}

SqliteEvents::~SqliteEvents() {
  for (sqlite3_stmt* statement : {add_event_, add_mention_, timeline_}) sqlite3_finalize(statement);
  sqlite3_close(db_);
}

void SqliteEvents::run(const char* sql) {
  if (sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
    throw std::runtime_error(sqlite3_errmsg(db_));
  }
}

sqlite3_stmt* SqliteEvents::prepare(const char* sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(db_, sql, -1, &statement, nullptr) != SQLITE_OK) {
    throw std::runtime_error(sqlite3_errmsg(db_));
  }
  return statement;
}

std::int64_t SqliteEvents::numberOf(const EntityId& id) {
  return numbers_.emplace(id, static_cast<std::int64_t>(numbers_.size())).first->second;
}

void SqliteEvents::add(const std::vector<DocumentEvents>& documents) {
  run("BEGIN");
  for (const DocumentEvents& said : documents) {
    for (const Event& event : said.events) {
      std::int64_t a = numberOf(event.subject);
      std::int64_t b = numberOf(event.object);
      if (b < a) std::swap(a, b);
      bindId(add_event_, 1, event.id);
      sqlite3_bind_int(add_event_, 2, event.date ? event.date->first.since_1970 : INT32_MAX);
      sqlite3_bind_int(add_event_, 3, event.date ? event.date->last.since_1970 : INT32_MAX);
      sqlite3_bind_int64(add_event_, 4, a);
      sqlite3_bind_int64(add_event_, 5, b);
      sqlite3_bind_int(add_event_, 6, static_cast<int>(event.relation));
      sqlite3_bind_int(add_event_, 7, static_cast<int>(event.status));
      sqlite3_bind_int64(add_event_, 8, event.place ? numberOf(*event.place) : -1);
      sqlite3_bind_int(add_event_, 9, event.confidence_permille);
      finish(add_event_);
      for (const Mention& mention : event.mentions) {
        bindId(add_mention_, 1, event.id);
        bindText(add_mention_, 2, mention.document.value);
        sqlite3_bind_int64(add_mention_, 3, static_cast<sqlite3_int64>(mention.begin));
        sqlite3_bind_int64(add_mention_, 4, static_cast<sqlite3_int64>(mention.end));
        bindText(add_mention_, 5, mention.text);
        finish(add_mention_);
      }
    }
  }
  run("COMMIT");
}

SqliteEvents::Answer SqliteEvents::timeline(const EntityId& a, const EntityId& b, Day from,
                                            Day to) {
  std::int64_t first = numberOf(a);
  std::int64_t second = numberOf(b);
  if (second < first) std::swap(first, second);
  sqlite3_bind_int64(timeline_, 1, first);
  sqlite3_bind_int64(timeline_, 2, second);
  sqlite3_bind_int(timeline_, 3, from.since_1970);
  sqlite3_bind_int(timeline_, 4, to.since_1970);
  Answer answer;
  while (sqlite3_step(timeline_) == SQLITE_ROW) {
    ++answer.rows;
    for (int column : {0, 1, 3, 4, 5, 6}) answer.sum += sqlite3_column_int64(timeline_, column);
    answer.sum += static_cast<const std::uint8_t*>(sqlite3_column_blob(timeline_, 2))[0];
  }
  sqlite3_reset(timeline_);
  return answer;
}

}  // namespace chancery::bench
