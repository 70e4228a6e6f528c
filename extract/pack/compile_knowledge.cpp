// The knowledge base: countries, places, organisations, people, and the offices they held.

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "extract/pack/phrases.h"
#include "graph/date_span.h"

namespace chancery {
namespace {

struct AliasColumn {
  std::string_view suffix;  // "": the column is named "en", "hi"; "_adj": "en_adj", "hi_adj"
  std::string_view prefix;
  AliasKind kind;
};

class KnowledgeCompiler {
 public:
  KnowledgeCompiler(std::filesystem::path directory, PhraseMaker& phrases, Faults& faults)
      : directory_(std::move(directory)),
        phrases_(phrases),
        builder_(phrases.builder()),
        faults_(faults) {}

  void run() {
    readOfficeCodes();
    readEntities("countries.tsv", EntityType::kCountry);
    readEntities("places.tsv", EntityType::kPlace);
    readEntities("organisations.tsv", EntityType::kOrganisation);
    for (const std::filesystem::path& file : filesBeginningWith("people-")) {
      readEntities(file.filename().string(), EntityType::kPerson);
    }
    for (const std::filesystem::path& file : filesBeginningWith("offices-")) readOffices(file);
    linkCountries();
    checkHolders();
  }

 private:
  std::vector<std::filesystem::path> filesBeginningWith(std::string_view prefix) const {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(directory_)) {
      const std::string name = entry.path().filename().string();
      if (name.rfind(prefix, 0) == 0 && entry.path().extension() == ".tsv") {
        files.push_back(entry.path());
      }
    }
    std::sort(files.begin(), files.end());
    return files;
  }

  void readOfficeCodes() {
    const Table table =
        readTable(directory_ / "office_codes.tsv", {"code", "label", "rank", "leads"}, faults_);
    for (const TableRow& row : table.rows) {
      OfficeCodeRow code;
      code.code = builder_.string(cell(table, row, "code"));
      code.label = builder_.string(cell(table, row, "label"));
      const std::string rank = cell(table, row, "rank");
      if (rank.size() != 1 || rank[0] < '1' || rank[0] > '9') {
        faults_.add(table.file, row.line, "rank '" + rank + "' is not a digit from 1 to 9");
      } else {
        code.rank = static_cast<std::uint8_t>(rank[0] - '0');
      }
      code.leads = cell(table, row, "leads") == "yes" ? 1 : 0;
      office_codes_.emplace(cell(table, row, "code"), builder_.office_codes.size());
      builder_.office_codes.push_back(code);
    }
  }

  static std::string cell(const Table& table, const TableRow& row, std::string_view column) {
    const int index = table.column(column);
    return index < 0 ? std::string() : row.cells[static_cast<std::size_t>(index)];
  }

  std::string idOf(EntityType type, const std::string& key) const {
    std::string lower = key;
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return std::string(idPrefixOf(type)) + "." + lower;
  }

  void readEntities(const std::string& name, EntityType type) {
    const Table table = readTable(directory_ / name, {"key", "label"}, faults_);
    for (const TableRow& row : table.rows) {
      const std::string key = cell(table, row, "key");
      const std::string label = cell(table, row, "label");
      if (key.empty() || label.empty()) {
        faults_.add(table.file, row.line, "needs a key and a label");
        continue;
      }
      const bool plain = std::all_of(key.begin(), key.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
               c == '-';
      });
      if (!plain) {
        faults_.add(table.file, row.line,
                    "key '" + key + "' may hold ASCII letters, digits and hyphens only");
        continue;
      }
      EntityRow entity;
      const std::string id = idOf(type, key);
      entity.id = builder_.string(id);
      entity.label = builder_.string(label);
      entity.type = type;
      const std::string country = type == EntityType::kCountry ? key : cell(table, row, "country");
      entity.country = builder_.string(country);
      entity.kind = kindOf(table, row);
      const std::string flags = "," + cell(table, row, "flags") + ",";
      entity.acts_for_country = flags.find("capital") != std::string::npos ||
                                flags.find("seat") != std::string::npos ||
                                entity.kind == EntityKind::kStateBody;
      const auto index = static_cast<std::uint32_t>(builder_.entities.size());
      if (!ids_.emplace(id, index).second) {
        faults_.add(table.file, row.line, "key '" + key + "' stands here again");
        continue;
      }
      builder_.entities.push_back(entity);
      places_of_rows_.push_back({table.file, row.line});
      addNames(table, row, index, type, label);
    }
  }

  EntityKind kindOf(const Table& table, const TableRow& row) {
    static const std::map<std::string, EntityKind> kKinds = {
        {"", EntityKind::kNothing},
        {"city", EntityKind::kCity},
        {"region", EntityKind::kRegion},
        {"venue", EntityKind::kVenue},
        {"continent", EntityKind::kContinent},
        {"water", EntityKind::kWater},
        {"igo", EntityKind::kIntergovernmental},
        {"movement", EntityKind::kMovement},
        {"party", EntityKind::kParty},
        {"company", EntityKind::kCompany},
        {"media", EntityKind::kMedia},
        {"state_body", EntityKind::kStateBody}};
    const auto found = kKinds.find(cell(table, row, "kind"));
    if (found != kKinds.end()) return found->second;
    faults_.add(table.file, row.line, "kind '" + cell(table, row, "kind") + "' is not known");
    return EntityKind::kNothing;
  }

  // A column "hi" holds names, "hi_adj" adjectives, "short_hi" forms that stand alone.
  void addNames(const Table& table, const TableRow& row, std::uint32_t index, EntityType type,
                const std::string& label) {
    addName(label, index, AliasKind::kFull);
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const std::string& column = table.columns[i];
      AliasKind kind = AliasKind::kFull;
      if (column.size() > 4 && column.substr(column.size() - 4) == "_adj") {
        kind = AliasKind::kAdjective;
      } else if (column.rfind("short_", 0) == 0) {
        kind = AliasKind::kShort;
      } else if (column == "handles") {
        kind = AliasKind::kHandle;
      } else if (column.size() != 2) {
        continue;  // not a language code
      }
      for (const std::string& name : alternatives(row.cells[i])) {
        const AliasKind of_name = type == EntityType::kPerson && kind == AliasKind::kFull &&
                                          name.find(' ') == std::string::npos
                                      ? AliasKind::kShort
                                      : kind;
        if (!addName(name, index, of_name)) {
          faults_.add(table.file, row.line, "'" + name + "' holds no word");
        }
      }
    }
  }

  bool addName(const std::string& name, std::uint32_t index, AliasKind kind) {
    EntryRow entry;
    entry.kind = EntryKind::kEntity;
    entry.aux = static_cast<std::uint8_t>(kind);
    entry.value = index;
    entry.flags = kind == AliasKind::kHandle ? 0 : capitalFlags(name);
    return phrases_.add(name, entry);
  }

  Result<DateSpan> dateOf(const std::string& text) { return parseDateSpan(text); }

  void readOffices(const std::filesystem::path& file) {
    const Table table = readTable(file, {"person", "office", "of", "from", "to"}, faults_);
    for (const TableRow& row : table.rows) {
      OfficeRow office;
      const std::string person = idOf(EntityType::kPerson, cell(table, row, "person"));
      const std::string code = cell(table, row, "office");
      std::string of = cell(table, row, "of");
      of = of.rfind("o:", 0) == 0 ? idOf(EntityType::kOrganisation, of.substr(2))
                                  : idOf(EntityType::kCountry, of);
      const auto person_at = ids_.find(person);
      const auto code_at = office_codes_.find(code);
      const auto of_at = ids_.find(of);
      if (person_at == ids_.end()) {
        faults_.add(table.file, row.line, "nobody has the key '" + person.substr(2) + "'");
      } else if (code_at == office_codes_.end()) {
        faults_.add(table.file, row.line, "office '" + code + "' is not in office_codes.tsv");
      } else if (of_at == ids_.end()) {
        faults_.add(table.file, row.line,
                    "'" + cell(table, row, "of") + "' is no country and no organisation");
      } else {
        office.person = person_at->second;
        office.office = static_cast<std::uint32_t>(code_at->second);
        office.of = of_at->second;
        if (!readTerm(table, row, office)) continue;
        builder_.offices.push_back(office);
        places_of_offices_.push_back({table.file, row.line});
      }
    }
  }

  bool readTerm(const Table& table, const TableRow& row, OfficeRow& office) {
    constexpr std::int32_t kOpen = 1 << 24;  // a day in a far future
    const auto from = dateOf(cell(table, row, "from"));
    if (!from) {
      faults_.add(table.file, row.line, from.error().message);
      return false;
    }
    office.from = from->first.since_1970;
    office.to = kOpen;
    const std::string to_text = cell(table, row, "to");
    if (!to_text.empty()) {
      const auto to = dateOf(to_text);
      if (!to) {
        faults_.add(table.file, row.line, to.error().message);
        return false;
      }
      office.to = to->last.since_1970;
    }
    if (office.to < office.from) {
      faults_.add(table.file, row.line, "the office ends before it begins");
      return false;
    }
    return true;
  }

  void linkCountries() {
    for (std::size_t i = 0; i < builder_.entities.size(); ++i) {
      EntityRow& entity = builder_.entities[i];
      const std::string country(builder_.text(entity.country));
      if (country.empty()) continue;
      const auto found = ids_.find(idOf(EntityType::kCountry, country));
      if (found == ids_.end()) {
        faults_.add(places_of_rows_[i].first, places_of_rows_[i].second,
                    "country '" + country + "' is not in countries.tsv");
      } else {
        entity.country_entity = found->second;
      }
    }
  }

  // An office that one person holds at a time may not have two holders for longer than the month
  // or year in which one followed the other.
  void checkHolders() {
    static const std::set<std::string> kSingle = {"president",        "prime_minister",
                                                  "foreign_minister", "chancellor",
                                                  "monarch",          "supreme_leader"};
    constexpr std::int32_t kHandOver = 366;
    const std::vector<OfficeRow>& offices = builder_.offices;
    std::vector<std::size_t> order(offices.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t x, std::size_t y) {
      const OfficeRow& a = offices[x];
      const OfficeRow& b = offices[y];
      return std::tie(a.of, a.office, a.from, x) < std::tie(b.of, b.office, b.from, y);
    });
    for (std::size_t i = 1; i < order.size(); ++i) {
      const OfficeRow& a = offices[order[i - 1]];
      const OfficeRow& b = offices[order[i]];
      const std::string code(builder_.text(builder_.office_codes[b.office].code));
      const bool single =
          kSingle.contains(code) && builder_.entities[b.of].type == EntityType::kCountry;
      if (single && a.of == b.of && a.office == b.office && a.person != b.person &&
          std::min(a.to, b.to) - b.from > kHandOver) {
        const auto& [file, line] = places_of_offices_[order[i]];
        faults_.add(file, line,
                    std::string(builder_.text(builder_.entities[a.person].label)) + " and " +
                        std::string(builder_.text(builder_.entities[b.person].label)) + " hold " +
                        code + " of " + std::string(builder_.text(builder_.entities[a.of].label)) +
                        " at once");
      }
    }
  }

  std::filesystem::path directory_;
  PhraseMaker& phrases_;
  ImageBuilder& builder_;
  Faults& faults_;
  std::map<std::string, std::size_t> office_codes_;
  std::map<std::string, std::uint32_t> ids_;
  std::vector<std::pair<std::string, int>> places_of_rows_;     // of the entities
  std::vector<std::pair<std::string, int>> places_of_offices_;  // of the offices
};

}  // namespace

void compileKnowledge(const std::filesystem::path& directory, PhraseMaker& phrases,
                      Faults& faults) {
  KnowledgeCompiler(directory, phrases, faults).run();
}

}  // namespace chancery
