#include "export/statement_reader.h"

#include <algorithm>
#include <array>
#include <boost/uuid/uuid_io.hpp>
#include <set>
#include <unordered_map>
#include <utility>

#include "export/cameo_relations.h"
#include "export/utf8_text.h"
#include "graph/uuid.h"

namespace chancery {
namespace {

constexpr std::size_t kColumns = 4;
constexpr std::string_view kExtractor = "import/1";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string lowerAscii(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

// The first four columns of a row; the missing ones are empty.
std::array<std::string_view, kColumns> columnsOf(std::string_view row) {
  std::array<std::string_view, kColumns> columns;
  for (std::string_view& column : columns) {
    const std::size_t tab = std::min(row.find('\t'), row.size());
    column = row.substr(0, tab);
    row.remove_prefix(std::min(tab + 1, row.size()));
  }
  return columns;
}

// What the rows of one day state, as far as they were read.
struct Gathered {
  Document document;
  std::map<EntityId, Entity> entities;
  std::vector<Event> events;
  std::string hash_of_rows;
};

}  // namespace

struct StatementReader::State {
  std::istream& in;
  std::string name;
  StatementOptions options;
  std::uint64_t row_number = 0;
  std::uint64_t row_begin = 0;  // bytes of the file before the row
  std::optional<Gathered> gathered;
  std::set<std::string> done;  // ids of the documents that were handed out
  std::map<std::string, std::uint64_t> without_counterpart;
  std::unordered_map<std::string, Entity> known;

  void skip(const std::string& reason) {
    if (options.skipped) options.skipped(name + ":" + std::to_string(row_number), reason);
  }

  const Entity& entityNamed(std::string_view entity_name) {
    const auto [at, is_new] = known.try_emplace(std::string(entity_name));
    if (!is_new) return at->second;
    std::optional<Entity> entity;
    if (options.entity_named) entity = options.entity_named(entity_name);
    if (!entity) {
      entity.emplace();
      entity->type = EntityType::kOrganisation;
      entity->id = entityIdFor(entity->type, lowerAscii(entity_name), "");
      entity->label = entity_name;
    }
    entity->aliases.emplace_back(entity_name);
    if (options.search_keys) entity->search_keys = options.search_keys(*entity);
    at->second = std::move(*entity);
    return at->second;
  }

  std::optional<DocumentEvents> handOut() {
    if (!gathered) return std::nullopt;
    done.insert(gathered->document.id.value);
    DocumentEvents said;
    said.document = std::move(gathered->document);
    said.document.content_hash = boost::uuids::to_string(uuidOfName(gathered->hash_of_rows));
    for (auto& [id, entity] : gathered->entities) said.entities.push_back(std::move(entity));
    said.events = std::move(gathered->events);
    gathered.reset();
    return said;
  }

  // Makes the document of the row the one that is gathered; returns the one before it, if it is
  // complete now. False: the row cannot be taken any more.
  bool beginDay(Day day, std::optional<DocumentEvents>& complete) {
    const std::string id = name + "#" + toIso(day);
    if (gathered && gathered->document.id.value == id) return true;
    if (done.contains(id)) {
      skip("the rows of " + toIso(day) + " do not stand together; sort them by date");
      return false;
    }
    complete = handOut();
    gathered.emplace();
    gathered->document.id = {id};
    gathered->document.date = day;
    return true;
  }

  // Takes a row in; returns the document before it, if that is complete now.
  std::optional<DocumentEvents> take(const std::string& row) {
    const auto [subject, relation, object, date] = columnsOf(row);
    std::optional<DocumentEvents> complete;
    if (subject.empty() || object.empty()) {
      skip("a row needs subject, relation, object and date, parted by tabs");
      return complete;
    }
    if (utf8Text(row) != row) {
      skip("is not UTF-8; convert the table first, for example with iconv");
      return complete;
    }
    const auto span = parseDateSpan(date);
    if (!span) {
      skip(span.error().message);
      return complete;
    }
    const auto given = givenRelation(relation);
    if (!given) {
      skip("the relation '" + std::string(relation) + "' is not known");
      return complete;
    }
    if (!given->relation) {
      ++without_counterpart[std::string(relation)];
      return complete;
    }
    if (!beginDay(span->first, complete)) return complete;
    add(row, *given, *span, {subject, relation, object, date});
    return complete;
  }

  void add(const std::string& row, const GivenRelation& given, const DateSpan& span,
           const std::array<std::string_view, kColumns>& columns) {
    const Entity& subject = entityNamed(columns[0]);
    const Entity& object = entityNamed(columns[2]);
    for (const Entity* entity : {&subject, &object})
      gathered->entities.try_emplace(entity->id, *entity);
    Mention mention;
    mention.document = gathered->document.id;
    mention.reported = gathered->document.date;
    mention.begin = row_begin;
    mention.end = row_begin + row.size();
    mention.text = row;
    mention.status = given.status;
    mention.topics = {std::string(columns[1])};
    mention.confidence_permille = options.confidence_permille;
    mention.extractor = kExtractor;
    gathered->events.push_back(
        given.turned ? makeEvent(*given.relation, object.id, subject.id, span, {mention})
                     : makeEvent(*given.relation, subject.id, object.id, span, {mention}));
    gathered->hash_of_rows.append(row).push_back('\n');
  }
};

StatementReader::StatementReader(std::istream& in, std::string name, StatementOptions options)
    : state_(new State{in, std::move(name), std::move(options), 0, 0, {}, {}, {}, {}}) {}
StatementReader::~StatementReader() = default;
StatementReader::StatementReader(StatementReader&&) noexcept = default;
StatementReader& StatementReader::operator=(StatementReader&&) noexcept = default;

const std::map<std::string, std::uint64_t>& StatementReader::withoutCounterpart() const {
  return state_->without_counterpart;
}

Result<std::optional<DocumentEvents>> StatementReader::next() {
  State& state = *state_;
  std::string row;
  while (std::getline(state.in, row)) {
    ++state.row_number;
    if (state.row_number == 1 && row.starts_with(kByteOrderMark)) {
      row.erase(0, kByteOrderMark.size());
      state.row_begin = kByteOrderMark.size();
    }
    const std::uint64_t bytes = row.size() + 1;
    if (!row.empty() && row.back() == '\r') row.pop_back();
    auto complete = row.empty() ? std::nullopt : state.take(row);
    state.row_begin += bytes;
    if (complete) return complete;
  }
  if (state.in.bad()) {
    return makeError(ErrorCode::kIo, "cannot read '" + state.name + "' after row " +
                                         std::to_string(state.row_number));
  }
  return state.handOut();
}

}  // namespace chancery
