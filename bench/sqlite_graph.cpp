#include "bench/sqlite_graph.h"

#include <algorithm>
#include <stdexcept>

#include "bench/sqlite_statements.h"

namespace chancery::bench {
namespace {

std::string textAt(sqlite3_stmt* statement, int column) {
  return {reinterpret_cast<const char*>(sqlite3_column_text(statement, column)),
          static_cast<std::size_t>(sqlite3_column_bytes(statement, column))};
}

}  // namespace

SqliteGraph::SqliteGraph(const std::filesystem::path& file) {
  if (sqlite3_open(file.c_str(), &db_) != SQLITE_OK) throw std::runtime_error("SQLite cannot open");
  run("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-131072;"
      "CREATE TABLE entity(number INTEGER PRIMARY KEY, id TEXT UNIQUE, label TEXT);"
      "CREATE TABLE document(id TEXT PRIMARY KEY, date INT, hash TEXT) WITHOUT ROWID;"
      "CREATE TABLE event(number INTEGER PRIMARY KEY, id BLOB UNIQUE, first INT, last INT,"
      " subject INT, object INT, relation INT, status INT, confidence INT, topics TEXT,"
      " low INT, high INT);"
      "CREATE TABLE mention(event INT, document TEXT, first INT, last INT, text TEXT,"
      " PRIMARY KEY(event, document, first)) WITHOUT ROWID;"
      "CREATE TABLE actor(actor INT, first INT, last INT, id BLOB, relation INT, subject INT,"
      " object INT, status INT, confidence INT, PRIMARY KEY(actor, first, last, id)) WITHOUT ROWID;"
      "CREATE INDEX pair ON event(low, high, first, last, id, relation, subject, object, status,"
      " confidence);"
      "CREATE INDEX relation ON event(relation, first, last, id, subject, object, status,"
      " confidence);");
  add_entity_ = prepare("INSERT INTO entity VALUES(?,?,?)");
  add_document_ = prepare("INSERT OR REPLACE INTO document VALUES(?,?,?)");
  add_event_ = prepare(
      "INSERT INTO event VALUES(NULL,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT(id) DO UPDATE"
      " SET confidence=max(confidence, excluded.confidence) RETURNING number");
  add_actor_ = prepare("INSERT OR IGNORE INTO actor VALUES(?,?,?,?,?,?,?,?,?)");
  add_mention_ = prepare("INSERT OR IGNORE INTO mention VALUES(?,?,?,?,?)");
  find_entity_ = prepare("SELECT number FROM entity WHERE id=?");
  pair_ = prepare(
      "SELECT first, relation, s.id, o.id, last, event.id, status, confidence FROM event"
      " JOIN entity s ON s.number=subject JOIN entity o ON o.number=object"
      " WHERE low=? AND high=? AND first BETWEEN ? AND ? ORDER BY first, last, event.id");
  actor_ = prepare(
      "SELECT first, relation, s.id, o.id, last, actor.id, status, confidence FROM actor"
      " JOIN entity s ON s.number=subject JOIN entity o ON o.number=object"
      " WHERE actor=? AND first BETWEEN ? AND ? ORDER BY first, last, actor.id");
  day_ = prepare(
      "SELECT first, relation, s.id, o.id, last, event.id, status, confidence FROM event"
      " JOIN entity s ON s.number=subject JOIN entity o ON o.number=object"
      " WHERE relation=? AND first=? ORDER BY last, event.id");
  neighbors_ = prepare(
      "SELECT entity.id, n FROM (SELECT iif(subject=actor, object, subject) AS other, count(*) AS n"
      " FROM actor WHERE actor=? AND subject<>object GROUP BY other)"
      " JOIN entity ON number=other");
  top_ = prepare(
      "SELECT min(l.id, h.id), max(l.id, h.id), n FROM (SELECT low, high, count(*) AS n FROM event"
      " WHERE relation=? AND first BETWEEN ? AND ? GROUP BY low, high)"
      " JOIN entity l ON l.number=low JOIN entity h ON h.number=high ORDER BY n DESC, 1, 2"
      " LIMIT ?");
}

SqliteGraph::~SqliteGraph() {
  for (sqlite3_stmt* statement : statements_) sqlite3_finalize(statement);
  sqlite3_close(db_);
}

void SqliteGraph::run(const char* sql) {
  if (sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
    throw std::runtime_error(sqlite3_errmsg(db_));
  }
}

sqlite3_stmt* SqliteGraph::prepare(const char* sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(db_, sql, -1, &statement, nullptr) != SQLITE_OK) {
    throw std::runtime_error(sqlite3_errmsg(db_));
  }
  statements_.push_back(statement);
  return statement;
}

std::int64_t SqliteGraph::numberOf(const EntityId& id) {
  const auto [at, is_new] = numbers_.emplace(id.value, static_cast<std::int64_t>(numbers_.size()));
  if (is_new) {
    sqlite3_bind_int64(add_entity_, 1, at->second);
    bindText(add_entity_, 2, id.value);
    bindText(add_entity_, 3, id.value);
    bench::finish(add_entity_);
  }
  return at->second;
}

void SqliteGraph::add(const DocumentEvents& said) {
  bindText(add_document_, 1, said.document.id.value);
  sqlite3_bind_int(add_document_, 2, said.document.date ? said.document.date->since_1970 : 0);
  bindText(add_document_, 3, said.document.content_hash);
  bench::finish(add_document_);
  for (const Event& event : said.events) {
    const std::int64_t subject = numberOf(event.subject), object = numberOf(event.object);
    const Mention& mention = event.mentions.front();
    bindId(add_event_, 1, event.id);
    sqlite3_bind_int(add_event_, 2, event.date->first.since_1970);
    sqlite3_bind_int(add_event_, 3, event.date->last.since_1970);
    sqlite3_bind_int64(add_event_, 4, subject);
    sqlite3_bind_int64(add_event_, 5, object);
    sqlite3_bind_int(add_event_, 6, static_cast<int>(event.relation));
    sqlite3_bind_int(add_event_, 7, static_cast<int>(mention.status));
    sqlite3_bind_int(add_event_, 8, mention.confidence_permille);
    bindText(add_event_, 9, mention.topics.empty() ? mention.extractor : mention.topics.front());
    sqlite3_bind_int64(add_event_, 10, std::min(subject, object));
    sqlite3_bind_int64(add_event_, 11, std::max(subject, object));
    if (sqlite3_step(add_event_) != SQLITE_ROW) throw std::runtime_error(sqlite3_errmsg(db_));
    const std::int64_t number = sqlite3_column_int64(add_event_, 0);
    sqlite3_reset(add_event_);
    for (std::int64_t actor : {subject, object}) {
      sqlite3_bind_int64(add_actor_, 1, actor);
      sqlite3_bind_int(add_actor_, 2, event.date->first.since_1970);
      sqlite3_bind_int(add_actor_, 3, event.date->last.since_1970);
      bindId(add_actor_, 4, event.id);
      sqlite3_bind_int(add_actor_, 5, static_cast<int>(event.relation));
      sqlite3_bind_int64(add_actor_, 6, subject);
      sqlite3_bind_int64(add_actor_, 7, object);
      sqlite3_bind_int(add_actor_, 8, static_cast<int>(mention.status));
      sqlite3_bind_int(add_actor_, 9, mention.confidence_permille);
      bench::finish(add_actor_);
    }
    for (const Mention& one : event.mentions) {
      sqlite3_bind_int64(add_mention_, 1, number);
      bindText(add_mention_, 2, one.document.value);
      sqlite3_bind_int64(add_mention_, 3, static_cast<sqlite3_int64>(one.begin));
      sqlite3_bind_int64(add_mention_, 4, static_cast<sqlite3_int64>(one.end));
      bindText(add_mention_, 5, one.text);
      bench::finish(add_mention_);
    }
  }
}

std::int64_t SqliteGraph::numberIn(const std::string& id) {
  bindText(find_entity_, 1, id);
  const std::int64_t number =
      sqlite3_step(find_entity_) == SQLITE_ROW ? sqlite3_column_int64(find_entity_, 0) : -1;
  sqlite3_reset(find_entity_);
  return number;
}

Answer SqliteGraph::rowsOf(sqlite3_stmt* statement) {
  Answer answer;
  while (sqlite3_step(statement) == SQLITE_ROW) {
    addRow(answer, sqlite3_column_int(statement, 0), sqlite3_column_int(statement, 1),
           textAt(statement, 2), textAt(statement, 3));
  }
  sqlite3_reset(statement);
  return answer;
}

Answer SqliteGraph::pairTimeline(const std::string& a, const std::string& b, Day from, Day to) {
  const std::int64_t first = numberIn(a), second = numberIn(b);
  sqlite3_bind_int64(pair_, 1, std::min(first, second));
  sqlite3_bind_int64(pair_, 2, std::max(first, second));
  sqlite3_bind_int(pair_, 3, from.since_1970);
  sqlite3_bind_int(pair_, 4, to.since_1970);
  return rowsOf(pair_);
}

Answer SqliteGraph::actorTimeline(const std::string& actor, Day from, Day to) {
  sqlite3_bind_int64(actor_, 1, numberIn(actor));
  sqlite3_bind_int(actor_, 2, from.since_1970);
  sqlite3_bind_int(actor_, 3, to.since_1970);
  return rowsOf(actor_);
}

Answer SqliteGraph::dayOf(Relation relation, Day day) {
  sqlite3_bind_int(day_, 1, static_cast<int>(relation));
  sqlite3_bind_int(day_, 2, day.since_1970);
  return rowsOf(day_);
}

Answer SqliteGraph::neighbors(const std::string& actor) {
  sqlite3_bind_int64(neighbors_, 1, numberIn(actor));
  Answer answer;
  while (sqlite3_step(neighbors_) == SQLITE_ROW) {
    addPartner(answer, textAt(neighbors_, 0),
               static_cast<std::uint64_t>(sqlite3_column_int64(neighbors_, 1)));
  }
  sqlite3_reset(neighbors_);
  return answer;
}

Answer SqliteGraph::topPairs(Relation relation, Day from, Day to, std::size_t limit) {
  sqlite3_bind_int(top_, 1, static_cast<int>(relation));
  sqlite3_bind_int(top_, 2, from.since_1970);
  sqlite3_bind_int(top_, 3, to.since_1970);
  sqlite3_bind_int64(top_, 4, static_cast<sqlite3_int64>(limit));
  Answer answer;
  while (sqlite3_step(top_) == SQLITE_ROW) {
    addPair(answer, textAt(top_, 0), textAt(top_, 1),
            static_cast<std::uint64_t>(sqlite3_column_int64(top_, 2)));
  }
  sqlite3_reset(top_);
  return answer;
}

}  // namespace chancery::bench
