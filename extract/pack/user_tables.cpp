#include "extract/pack/user_tables.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace chancery {
namespace {

constexpr std::array<UserRowKind, 8> kKinds = {{
    {"country", "key label en hi en_adj hi_adj from to"},
    {"organisation", "key label kind country en hi members"},
    {"place", "key label kind country flags en hi"},
    {"person", "key label country en hi short_en short_hi handles"},
    {"alias", "key names form"},
    {"office", "person office of from to note"},
    {"merge", "entity into"},
    {"split", "entity into label documents from to with"},
}};

constexpr std::array<EntityType, 4> kTypes = {EntityType::kPerson, EntityType::kCountry,
                                              EntityType::kOrganisation, EntityType::kPlace};

std::vector<std::string> wordsIn(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    words.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

std::string knownKinds() {
  std::string text;
  for (const UserRowKind& kind : kKinds) {
    text += (text.empty() ? "" : ", ") + std::string(kind.name);
  }
  return text;
}

// The rows of one file by their kind, as tables like the project's own. A row whose second cell
// is the name of a column names the columns of those of its kind that follow.
class UserFile {
 public:
  UserFile(const std::filesystem::path& path, Faults& faults) : file_(path.string()) {
    for (TableRow& row : readRows(path, faults)) {
      const std::string name = row.cells.front();
      const auto kind = std::find_if(kKinds.begin(), kKinds.end(),
                                     [&](const UserRowKind& k) { return k.name == name; });
      if (row.cells.size() == 1) {
        faults.add(file_, row.line, "has one cell only; cells are parted by one tab");
      } else if (kind == kKinds.end()) {
        faults.add(file_, row.line,
                   "'" + name + "' is no kind of row; a row begins with one of " + knownKinds());
      } else {
        row.cells.erase(row.cells.begin());
        take(*kind, std::move(row), faults);
      }
    }
  }

  // Tables of a kind, each with its own columns.
  std::vector<Table> of(std::string_view kind) const {
    const auto at = tables_.find(kind);
    return at == tables_.end() ? std::vector<Table>() : at->second;
  }

 private:
  void take(const UserRowKind& kind, TableRow row, Faults& faults) {
    std::vector<Table>& tables = tables_[std::string(kind.name)];
    const std::vector<std::string> usual = wordsIn(kind.columns);
    if (row.cells.front() == usual.front()) {
      checkColumns(kind, row, faults);
      tables.push_back({file_, std::move(row.cells), {}});
      return;
    }
    if (tables.empty()) tables.push_back({file_, usual, {}});
    Table& table = tables.back();
    if (row.cells.size() > table.columns.size()) {
      faults.add(file_, row.line,
                 "a " + std::string(kind.name) + " has " + std::to_string(table.columns.size()) +
                     " cells behind its kind, not " + std::to_string(row.cells.size()));
      return;
    }
    row.cells.resize(table.columns.size());
    table.rows.push_back(std::move(row));
  }

  // A column "fr" holds names in French, so that languages may be added; nothing else may.
  void checkColumns(const UserRowKind& kind, const TableRow& row, Faults& faults) const {
    const std::vector<std::string> usual = wordsIn(kind.columns);
    for (const std::string& column : row.cells) {
      const bool names = std::find(usual.begin(), usual.end(), "en") != usual.end();
      const bool language = names && (column.size() == 2 || column.rfind("short_", 0) == 0 ||
                                      (column.size() == 6 && column.substr(2) == "_adj"));
      if (language || std::find(usual.begin(), usual.end(), column) != usual.end()) continue;
      faults.add(file_, row.line,
                 "a " + std::string(kind.name) + " has no column '" + column + "', but " +
                     std::string(kind.columns));
    }
  }

  std::string file_;
  std::map<std::string, std::vector<Table>, std::less<>> tables_;
};

// Reads merges and splits; they may be about entities that no base knows, by their ids.
class EditReader {
 public:
  EditReader(KnowledgeCompiler& compiler, PhraseMaker& phrases, EntityEdits& edits, Faults& faults)
      : compiler_(compiler), builder_(phrases.builder()), edits_(edits), faults_(faults) {}

  void readMerges(const Table& table) {
    for (const TableRow& row : table.rows) {
      const auto from = idIn(table, row, "entity");
      const auto into = idIn(table, row, "into");
      if (!from || !into) continue;
      const auto at = into_.find(*from);
      if (*from == *into) {
        faults_.add(table.file, row.line, "merges an entity with itself");
      } else if (typeOf(*from) != typeOf(*into)) {
        faults_.add(table.file, row.line,
                    "merges '" + from->value + "' with '" + into->value + "', of another type");
      } else if (at != into_.end()) {
        faults_.add(table.file, row.line,
                    "'" + from->value + "' is merged already, with '" + at->second.value + "'");
      } else if (leadsTo(*into, *from)) {
        faults_.add(table.file, row.line,
                    "merges in a circle: '" + into->value + "' is merged with '" + from->value +
                        "' already");
      } else {
        into_.emplace(*from, *into);
        edits_.merges.push_back({*from, entityWithId(*into), placeOf(table, row)});
      }
    }
  }

  void readSplits(const Table& table) {
    for (const TableRow& row : table.rows) {
      const auto from = idIn(table, row, "entity");
      if (!from) continue;
      if (isOfTwo(table, row)) {
        const auto other = idIn(table, row, "into");
        if (other) edits_.apart.push_back({*from, *other});
        continue;
      }
      EntitySplit split;
      split.from = *from;
      split.where = placeOf(table, row);
      split.documents = cellOf(table, row, "documents");
      if (!readInto(table, row, split) || !readConditions(table, row, split)) continue;
      edits_.splits.push_back(std::move(split));
    }
  }

 private:
  static std::string placeOf(const Table& table, const TableRow& row) {
    return table.file + ":" + std::to_string(row.line);
  }

  static std::string typeOf(const EntityId& id) { return id.value.substr(0, id.value.find('.')); }

  // What the base says of an entity; of one that it does not know only the type.
  Entity entityWithId(const EntityId& id) const {
    Entity entity;
    entity.id = id;
    for (const EntityType type : kTypes) {
      if (idPrefixOf(type) == typeOf(id)) entity.type = type;
    }
    const std::uint32_t known = compiler_.indexOf(id.value);
    if (known == kNone) return entity;
    const EntityRow& row = builder_.entities[known];
    entity.label = builder_.text(row.label);
    entity.country = builder_.text(row.country);
    return entity;
  }

  bool leadsTo(EntityId id, const EntityId& end) const {
    for (auto at = into_.find(id); at != into_.end(); at = into_.find(id)) id = at->second;
    return id == end;
  }

  // The id of an entity that no base knows.
  static bool isUnlistedId(std::string_view text) {
    constexpr std::size_t kUuid = 36;
    const std::size_t dot = text.find('.');
    return dot != std::string_view::npos && text.size() - dot - 1 == kUuid;
  }

  // A split of two that are there, with nothing that one of them would be told of.
  static bool isOfTwo(const Table& table, const TableRow& row) {
    const bool names_entity = isUnlistedId(cellOf(table, row, "into"));
    return names_entity && cellOf(table, row, "label").empty() &&
           cellOf(table, row, "documents").empty() && cellOf(table, row, "from").empty() &&
           cellOf(table, row, "to").empty() && cellOf(table, row, "with").empty();
  }

  // An id as it stands, also of an entity that no base knows, or that of a key.
  std::optional<EntityId> idIn(const Table& table, const TableRow& row, std::string_view column) {
    const std::string text = cellOf(table, row, column);
    if (isUnlistedId(text)) return EntityId{text};
    const auto entity = compiler_.entityNamed(text, table, row);
    if (!entity) return std::nullopt;
    return EntityId{std::string(builder_.text(builder_.entities[*entity].id))};
  }

  bool readInto(const Table& table, const TableRow& row, EntitySplit& split) {
    const std::string key = cellOf(table, row, "into");
    const std::string label = cellOf(table, row, "label");
    if (label.empty()) {  // somebody who is known
      const auto entity = compiler_.entityNamed(key, table, row);
      if (!entity) return false;
      split.into = entityWithId({std::string(builder_.text(builder_.entities[*entity].id))});
      return true;
    }
    const bool plain = !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
    if (!plain) {
      faults_.add(table.file, row.line,
                  "key '" + key + "' may hold small ASCII letters, digits and hyphens only");
      return false;
    }
    split.into = entityWithId({typeOf(split.from) + "." + key});
    split.into.label = label;
    return true;
  }

  bool readConditions(const Table& table, const TableRow& row, EntitySplit& split) {
    const auto day = [&](std::string_view column, bool last, std::optional<Day>& into) {
      const std::string text = cellOf(table, row, column);
      if (text.empty()) return true;
      const auto span = parseDateSpan(text);
      if (!span) {
        faults_.add(table.file, row.line, span.error().message);
        return false;
      }
      into = last ? span->last : span->first;
      return true;
    };
    if (!day("from", false, split.since) || !day("to", true, split.until)) return false;
    if (!cellOf(table, row, "with").empty()) {
      split.with = idIn(table, row, "with");
      if (!split.with) return false;
    }
    if (split.documents.empty() && !split.since && !split.until && !split.with) {
      faults_.add(table.file, row.line,
                  "does not say what is told of the other: name documents, from, to or with");
      return false;
    }
    return true;
  }

  KnowledgeCompiler& compiler_;
  ImageBuilder& builder_;
  EntityEdits& edits_;
  Faults& faults_;
  std::map<EntityId, EntityId> into_;
};

// The rows of a kind as they are understood: without comments, blanks and the order of columns.
std::string contentOf(std::string_view kind, const std::vector<UserFile>& files) {
  std::string content;
  for (const UserFile& file : files) {
    for (const Table& table : file.of(kind)) {
      for (const TableRow& row : table.rows) {
        std::map<std::string, std::string> cells;
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
          if (!row.cells[i].empty()) cells[table.columns[i]] = row.cells[i];
        }
        content.append(kind);
        for (const auto& [column, cell] : cells) content += '\t' + column + '\t' + cell;
        content += '\n';
      }
    }
  }
  return content;
}

}  // namespace

std::span<const UserRowKind> userRowKinds() { return kKinds; }

UserTables compileUserTables(const std::vector<std::filesystem::path>& files, PhraseMaker& phrases,
                             Faults& faults) {
  std::vector<UserFile> read;
  read.reserve(files.size());
  for (const std::filesystem::path& file : files) read.emplace_back(file, faults);
  KnowledgeCompiler compiler(phrases, faults);
  UserTables tables;
  std::string said;
  const auto forEach = [&](std::string_view kind, auto take) {
    for (const UserFile& file : read) {
      for (const Table& table : file.of(kind)) take(table);
    }
  };
  const auto addEntities = [&](std::string_view kind, EntityType type) {
    forEach(kind, [&](const Table& table) { compiler.addEntities(table, type); });
    said += contentOf(kind, read);
  };
  addEntities("country", EntityType::kCountry);
  addEntities("organisation", EntityType::kOrganisation);
  addEntities("place", EntityType::kPlace);
  addEntities("person", EntityType::kPerson);
  forEach("alias", [&](const Table& table) { compiler.addNames(table); });
  forEach("office", [&](const Table& table) {
    compiler.addOffices(table);
    tables.offices += table.rows.size();
  });
  said += contentOf("alias", read) + contentOf("office", read);
  compiler.finish();
  EditReader reader(compiler, phrases, tables.edits, faults);
  forEach("merge", [&](const Table& table) { reader.readMerges(table); });
  forEach("split", [&](const Table& table) { reader.readSplits(table); });
  tables.names = compiler.namePlaces();
  if (!said.empty()) tables.hash = XXH3_64bits(said.data(), said.size());
  return tables;
}

}  // namespace chancery
