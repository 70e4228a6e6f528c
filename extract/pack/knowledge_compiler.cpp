#include "extract/pack/knowledge_compiler.h"

#include <algorithm>
#include <map>

#include "extract/names/name_links.h"
#include "extract/names/sounds.h"
#include "graph/date_span.h"

namespace chancery {
namespace {

constexpr std::array<EntityType, 4> kTypes = {EntityType::kPerson, EntityType::kCountry,
                                              EntityType::kOrganisation, EntityType::kPlace};

bool isPlainKey(std::string_view key) {
  return std::all_of(key.begin(), key.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '-';
  });
}

// What the names of a column are: "hi" holds names, "hi_adj" adjectives, "short_hi" forms that
// stand alone. Nothing for a column without names.
std::optional<AliasKind> kindOfColumn(const std::string& column) {
  constexpr std::string_view kAdjective = "_adj";
  constexpr std::string_view kShort = "short_";
  if (column.size() > kAdjective.size() &&
      column.substr(column.size() - kAdjective.size()) == kAdjective) {
    return AliasKind::kAdjective;
  }
  if (column.substr(0, kShort.size()) == kShort) return AliasKind::kShort;
  if (column == "handles") return AliasKind::kHandle;
  if (column.size() == 2 && column != "of" && column != "to") return AliasKind::kFull;
  return std::nullopt;
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

}  // namespace

std::string entityIdOf(EntityType type, std::string_view key) {
  std::string id = std::string(idPrefixOf(type)) + ".";
  for (char c : key) id += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return id;
}

std::string cellOf(const Table& table, const TableRow& row, std::string_view column) {
  const int index = table.column(column);
  return index < 0 ? std::string() : row.cells[static_cast<std::size_t>(index)];
}

KnowledgeCompiler::KnowledgeCompiler(PhraseMaker& phrases, Faults& faults)
    : phrases_(phrases),
      builder_(phrases.builder()),
      faults_(faults),
      first_own_entity_(builder_.entities.size()),
      fold_(phrases.folds(), foldRulesOf(builder_, builder_.name_folds)) {
  for (std::uint32_t i = 0; i < builder_.entities.size(); ++i) {
    ids_.emplace(builder_.text(builder_.entities[i].id), i);
  }
  for (std::size_t i = 0; i < builder_.office_codes.size(); ++i) {
    office_codes_.emplace(builder_.text(builder_.office_codes[i].code), i);
  }
}

std::string KnowledgeCompiler::labelOf(std::uint32_t entity) const {
  return std::string(builder_.text(builder_.entities[entity].label));
}

void KnowledgeCompiler::addOfficeCodes(const Table& table) {
  for (const TableRow& row : table.rows) {
    OfficeCodeRow code;
    code.code = builder_.string(cellOf(table, row, "code"));
    code.label = builder_.string(cellOf(table, row, "label"));
    const std::string rank = cellOf(table, row, "rank");
    if (rank.size() != 1 || rank[0] < '1' || rank[0] > '9') {
      faults_.add(table.file, row.line, "rank '" + rank + "' is not a digit from 1 to 9");
    } else {
      code.rank = static_cast<std::uint8_t>(rank[0] - '0');
    }
    code.leads = cellOf(table, row, "leads") == "yes" ? 1 : 0;
    code.one_holder = cellOf(table, row, "one") == "yes" ? 1 : 0;
    if (!office_codes_.emplace(cellOf(table, row, "code"), builder_.office_codes.size()).second) {
      faults_.add(table.file, row.line,
                  "office '" + cellOf(table, row, "code") + "' stands here again");
    }
    builder_.office_codes.push_back(code);
  }
}

void KnowledgeCompiler::allowSharedNames(const Table& table) {
  for (const TableRow& row : table.rows) {
    if (cellOf(table, row, "reason").empty()) {
      faults_.add(table.file, row.line, "gives no reason why two may have the name");
    }
    shared_.insert(phrases_.wordsOf(cellOf(table, row, "name")));
  }
}

void KnowledgeCompiler::addEntities(const Table& table, EntityType type) {
  for (const TableRow& row : table.rows) {
    const std::string key = cellOf(table, row, "key");
    const std::string label = cellOf(table, row, "label");
    if (key.empty() || label.empty()) {
      faults_.add(table.file, row.line, "needs a key and a label");
      continue;
    }
    if (!isPlainKey(key)) {
      faults_.add(table.file, row.line,
                  "key '" + key + "' may hold ASCII letters, digits and hyphens only");
      continue;
    }
    EntityRow entity;
    const std::string id = entityIdOf(type, key);
    entity.type = type;
    entity.kind = kindOf(table, row);
    const std::string flags = "," + cellOf(table, row, "flags") + ",";
    entity.acts_for_country = flags.find("capital") != std::string::npos ||
                              flags.find("seat") != std::string::npos ||
                              entity.kind == EntityKind::kStateBody;
    const auto index = static_cast<std::uint32_t>(builder_.entities.size());
    if (const auto [at, added] = ids_.emplace(id, index); !added) {
      faults_.add(table.file, row.line,
                  at->second < first_own_entity_
                      ? "key '" + key + "' is in the knowledge base already, as " +
                            labelOf(at->second) + "; to add names to it, write a row 'alias'"
                      : "key '" + key + "' stands here again");
      continue;
    }
    entity.id = builder_.string(id);
    entity.label = builder_.string(label);
    entity.country =
        builder_.string(type == EntityType::kCountry ? key : cellOf(table, row, "country"));
    readLife(table, row, entity);
    if (cellOf(table, row, "family_first") == "yes") family_first_.insert(key);
    builder_.entities.push_back(entity);
    places_of_entities_.push_back({table.file, row.line});
    addNamesOf(table, row, index);
    for (const std::string& member : alternatives(cellOf(table, row, "members"))) {
      members_.emplace_back(member, RowPlace{table.file, row.line});
    }
  }
}

void KnowledgeCompiler::addWomen(const Table& table) {
  for (const TableRow& row : table.rows) {
    const auto at = ids_.find(entityIdOf(EntityType::kPerson, cellOf(table, row, "key")));
    if (at == ids_.end() || labelOf(at->second) != cellOf(table, row, "label")) {
      faults_.add(table.file, row.line,
                  "no table of people has '" + cellOf(table, row, "key") + "' with this label");
      continue;
    }
    std::uint8_t& is_woman = builder_.entities[at->second].is_woman;
    if (is_woman != 0) faults_.add(table.file, row.line, "stands here again");
    is_woman = 1;
  }
}

// The days between which a state is one.
void KnowledgeCompiler::readLife(const Table& table, const TableRow& row, EntityRow& entity) {
  if (const auto from = dateIn(table, row, "from")) entity.from = from->first.since_1970;
  if (const auto to = dateIn(table, row, "to")) entity.to = to->last.since_1970;
  if (entity.to < entity.from) faults_.add(table.file, row.line, "ends before it begins");
}

EntityKind KnowledgeCompiler::kindOf(const Table& table, const TableRow& row) {
  const std::string name = cellOf(table, row, "kind");
  if (const auto kind = entityKindNamed(name)) return *kind;
  faults_.add(table.file, row.line, "kind '" + name + "' is not known");
  return EntityKind::kNothing;
}

void KnowledgeCompiler::addNamesOf(const Table& table, const TableRow& row, std::uint32_t entity) {
  const RowPlace place{table.file, row.line};
  addName(labelOf(entity), entity, AliasKind::kFull, place);
  const bool person = builder_.entities[entity].type == EntityType::kPerson;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const auto kind = kindOfColumn(table.columns[i]);
    if (!kind) continue;
    std::set<std::string> seen;
    for (const std::string& name : alternatives(row.cells[i])) {
      if (!seen.insert(name).second) {
        faults_.add(table.file, row.line, "'" + name + "' stands twice in one cell");
      }
      const bool one_word = name.find(' ') == std::string::npos;
      addName(name, entity,
              person && *kind == AliasKind::kFull && one_word ? AliasKind::kShort : *kind, place);
    }
  }
}

bool KnowledgeCompiler::addName(const std::string& name, std::uint32_t entity, AliasKind kind,
                                const RowPlace& place) {
  EntryRow entry;
  entry.kind = EntryKind::kEntity;
  entry.aux = static_cast<std::uint8_t>(kind);
  entry.value = entity;
  entry.flags = kind == AliasKind::kHandle ? 0 : capitalFlags(name);
  const std::vector<std::uint32_t> words = phrases_.wordsOf(name);
  if (words.empty()) {
    faults_.add(place.file, place.line, "'" + name + "' holds no word");
    return false;
  }
  if (kind == AliasKind::kFull || kind == AliasKind::kHandle) {
    checkShared(name, words, entity, place);
  }
  builder_.addPhrase(words, entry);
  NameRow row;
  row.text = builder_.string(name);
  row.entity = entity;
  row.kind = kind;
  // a label that is listed among the names once more
  bool known = false;
  for (auto other = builder_.names.rbegin();
       other != builder_.names.rend() && other->entity == entity && !known; ++other) {
    known = other->kind == kind && builder_.text(other->text) == name;
  }
  if (!known) builder_.names.push_back(row);
  name_places_.push_back({entity, name, place});
  if (kind == AliasKind::kFull) full_names_.emplace_back(entity, name);
  return true;
}

// By what a full name is found that is spelt another way: see NameLinks. A name that is taken away
// leaves its keys, for whoever follows them looks at the names.
void KnowledgeCompiler::addKeys(const std::string& name, std::uint32_t entity) {
  constexpr std::size_t kTellingWord = 3;
  const auto add = [&](const std::string& key) {
    builder_.keys.push_back({builder_.string(key), entity});
  };
  const std::vector<std::string> words = wordsOfName(fold_.fold(name));
  std::string whole;
  for (const std::string& word : words) whole += word;
  if (!whole.empty()) add("f:" + whole);
  if (builder_.entities[entity].type != EntityType::kPerson || words.size() < 2) return;
  for (const std::string& word : words) {
    if (word.size() >= kTellingWord) add("w:" + word);
  }
  const std::size_t blank = name.rfind(' ');
  if (blank == std::string::npos) return;
  // "Lee Jae-myung": a given name of two syllables stands behind the surname
  const std::size_t hyphen = name.find('-', blank);
  const bool given_last = hyphen != std::string::npos && hyphen + 1 < name.size() &&
                          name[hyphen + 1] >= 'a' && name[hyphen + 1] <= 'z';
  add("s:" + fold_.normalKey(given_last ? name.substr(0, name.find(' ')) : name.substr(blank + 1)));
}

void KnowledgeCompiler::addForeignName(std::uint32_t entity, std::string_view language,
                                       const std::string& name) {
  NameRow row;
  row.text = builder_.string(name);
  row.language = builder_.string(language);
  row.entity = entity;
  builder_.names.push_back(row);
  const std::string key = "n:" + fold_.normalKey(name);
  if (key.size() > 2) builder_.keys.push_back({builder_.string(key), entity});
}

// Whoever reads a full name is to know who is meant.
void KnowledgeCompiler::checkShared(const std::string& name,
                                    const std::vector<std::uint32_t>& words, std::uint32_t entity,
                                    const RowPlace& place) {
  const std::vector<EntryRow>* entries = builder_.entriesOf(words);
  if (entries == nullptr || shared_.contains(words)) return;
  for (const EntryRow& other : *entries) {
    if (other.kind != EntryKind::kEntity || other.value == entity) continue;
    const auto kind = static_cast<AliasKind>(other.aux);
    if (kind != AliasKind::kFull && kind != AliasKind::kHandle) continue;
    if (builder_.entities[other.value].type != builder_.entities[entity].type) continue;
    faults_.add(place.file, place.line,
                "'" + name + "' is a name of " + labelOf(other.value) + " (" +
                    std::string(builder_.text(builder_.entities[other.value].id)) +
                    "), too; one that both may have stands in shared_names.tsv, with the reason");
    return;
  }
}

void KnowledgeCompiler::removeName(const std::string& name, std::uint32_t entity,
                                   const RowPlace& place) {
  std::vector<EntryRow>* entries = builder_.entriesOf(phrases_.wordsOf(name));
  const std::size_t removed =
      entries == nullptr ? 0 : std::erase_if(*entries, [entity](const EntryRow& entry) {
        return entry.kind == EntryKind::kEntity && entry.value == entity;
      });
  std::erase_if(builder_.names, [&](const NameRow& row) {
    return row.entity == entity && builder_.text(row.text) == name;
  });
  if (removed == 0) {
    faults_.add(place.file, place.line,
                "'" + name + "' is no name of " + labelOf(entity) + " that could be taken away");
  }
}

void KnowledgeCompiler::addNames(const Table& table) {
  static const std::map<std::string, AliasKind> kForms = {{"", AliasKind::kFull},
                                                          {"full", AliasKind::kFull},
                                                          {"short", AliasKind::kShort},
                                                          {"adjective", AliasKind::kAdjective},
                                                          {"handle", AliasKind::kHandle}};
  for (const TableRow& row : table.rows) {
    const RowPlace place{table.file, row.line};
    const auto entity = entityNamed(cellOf(table, row, "key"), table, row);
    if (!entity) continue;
    const std::string form = cellOf(table, row, "form");
    const std::vector<std::string> names = alternatives(cellOf(table, row, "names"));
    if (names.empty()) faults_.add(table.file, row.line, "gives no name");
    const auto kind = kForms.find(form);
    if (kind == kForms.end() && form != "not") {
      faults_.add(table.file, row.line,
                  "form '" + form + "' is not known: full, short, adjective, handle or not");
      continue;
    }
    for (const std::string& name : names) {
      if (form == "not") {
        removeName(name, *entity, place);
      } else {
        addName(name, *entity, kind->second, place);
      }
    }
  }
}

std::optional<std::uint32_t> KnowledgeCompiler::entityNamed(const std::string& key,
                                                            const Table& table,
                                                            const TableRow& row) {
  if (const auto at = ids_.find(key); at != ids_.end()) return at->second;
  std::vector<std::string> found;
  for (EntityType type : kTypes) {
    const std::string id = entityIdOf(type, key);
    if (ids_.contains(id)) found.push_back(id);
  }
  if (found.size() == 1) return ids_.at(found.front());
  faults_.add(table.file, row.line,
              found.empty()
                  ? "nobody and nothing has the key '" + key + "'"
                  : "'" + key + "' may be " + joined(found) + ": write the one that is meant");
  return std::nullopt;
}

std::optional<DateSpan> KnowledgeCompiler::dateIn(const Table& table, const TableRow& row,
                                                  std::string_view column) {
  const std::string text = cellOf(table, row, column);
  if (text.empty()) return std::nullopt;
  const auto span = parseDateSpan(text);
  if (span) return *span;
  faults_.add(table.file, row.line, span.error().message);
  return std::nullopt;
}

void KnowledgeCompiler::addOffices(const Table& table) {
  for (const TableRow& row : table.rows) {
    OfficeRow office;
    const std::string person = cellOf(table, row, "person");
    const std::string code = cellOf(table, row, "office");
    std::string of = cellOf(table, row, "of");
    of = of.rfind("o:", 0) == 0 || of.rfind("o.", 0) == 0
             ? entityIdOf(EntityType::kOrganisation, of.substr(2))
             : entityIdOf(EntityType::kCountry, of);
    const bool is_id = person.rfind("p.", 0) == 0;
    const auto person_at = ids_.find(is_id ? person : entityIdOf(EntityType::kPerson, person));
    const auto code_at = office_codes_.find(code);
    const auto of_at = ids_.find(of);
    if (person_at == ids_.end()) {
      faults_.add(table.file, row.line, "nobody has the key '" + person + "'");
    } else if (code_at == office_codes_.end()) {
      faults_.add(table.file, row.line, "office '" + code + "' is not in office_codes.tsv");
    } else if (of_at == ids_.end()) {
      faults_.add(table.file, row.line,
                  "'" + cellOf(table, row, "of") + "' is no country and no organisation");
    } else {
      office.person = person_at->second;
      office.office = static_cast<std::uint32_t>(code_at->second);
      office.of = of_at->second;
      addOffice(table, row, office);
    }
  }
}

void KnowledgeCompiler::addOffice(const Table& table, const TableRow& row, OfficeRow office) {
  static const std::map<std::string, std::uint32_t> kNotes = {
      {"", 0}, {"acting", kActing}, {"disputed", kDisputed}, {"joint", kJoint}};
  const std::string note = cellOf(table, row, "note");
  const auto flags = kNotes.find(note);
  if (flags == kNotes.end()) {
    faults_.add(table.file, row.line,
                "note '" + note + "' is not known: acting, disputed or joint");
    return;
  }
  office.flags = flags->second;
  const std::size_t faults = faults_.messages().size();
  const auto from = dateIn(table, row, "from");
  const auto to = dateIn(table, row, "to");
  if (faults_.messages().size() > faults) return;
  if (!from) {
    faults_.add(table.file, row.line, "does not say since when ('from')");
    return;
  }
  office.from = from->first.since_1970;
  office.to = to ? to->last.since_1970 : kStillInOffice;
  if (office.to < office.from) {
    faults_.add(table.file, row.line, "the office ends before it begins");
    return;
  }
  const auto replaced =
      std::find_if(builder_.offices.begin(), builder_.offices.end(), [&](const OfficeRow& other) {
        return other.person == office.person && other.office == office.office &&
               other.of == office.of && other.from == office.from;
      });
  Term term{builder_.offices.size(),
            *from,
            to ? *to : DateSpan{{kStillInOffice}, {kStillInOffice}},
            {table.file, row.line}};
  if (replaced == builder_.offices.end()) {
    builder_.offices.push_back(office);
  } else {
    term.office = static_cast<std::size_t>(replaced - builder_.offices.begin());
    *replaced = office;
  }
  terms_.push_back(std::move(term));
}

void KnowledgeCompiler::finish() {
  // a user's names do not change how those of others are folded: ids are made of folds
  if (first_own_entity_ == 0) learnSpellings();
  for (const auto& [entity, name] : full_names_) addKeys(name, entity);
  for (NameRow& row : builder_.names) {
    const bool full = row.kind == AliasKind::kFull && row.language.length == 0;
    if (full && row.fold.length == 0)
      row.fold = builder_.string(fold_.fold(builder_.text(row.text)));
  }
  turnNames();
  makeHandles();
  linkCountries();
  checkMembers();
  checkTerms();
}

// "Abe Shinzo" is Shinzo Abe, and "Jinping Xi" Xi Jinping, unless that is somebody else's name:
// where the surname comes first, some newspapers turn names, and others do not.
void KnowledgeCompiler::turnNames() {
  for (const auto& [entity, name] : full_names_) {
    const EntityRow& row = builder_.entities[entity];
    const std::size_t blank = name.find(' ');
    const bool two_words = blank != std::string::npos && blank == name.rfind(' ') &&
                           name.find('.') == std::string::npos;
    if (row.type != EntityType::kPerson || !two_words) continue;
    if (!family_first_.contains(std::string(builder_.text(row.country)))) continue;
    const std::string turned = name.substr(blank + 1) + ' ' + name.substr(0, blank);
    const std::vector<std::uint32_t> words = phrases_.wordsOf(turned);
    if (const auto* entries = builder_.entriesOf(words); entries != nullptr && !entries->empty()) {
      continue;
    }
    EntryRow entry;
    entry.kind = EntryKind::kEntity;
    entry.aux = static_cast<std::uint8_t>(AliasKind::kFull);
    entry.value = entity;
    entry.flags = capitalFlags(turned);
    builder_.addPhrase(words, entry);
    NameRow listed;
    listed.text = builder_.string(turned);
    listed.entity = entity;
    listed.kind = AliasKind::kFull;
    listed.fold = builder_.string(fold_.fold(turned));
    builder_.names.push_back(listed);
  }
}

// "@DmytroKuleba", "@miamottley": most statesmen post under their names, written in one; a handle
// that two might have is nobody's.
void KnowledgeCompiler::makeHandles() {
  constexpr std::size_t kShortest = 8;  // letters
  std::map<std::string, std::vector<std::uint32_t>> handles;
  for (const auto& [entity, name] : full_names_) {
    if (builder_.entities[entity].type != EntityType::kPerson) continue;
    std::vector<std::string> words = wordsOfName(name);
    for (std::string& word : words) word = fold_.normalKey(word);
    std::erase(words, std::string());
    std::string whole;
    for (const std::string& word : words) whole += word;
    const bool plain = std::all_of(whole.begin(), whole.end(),
                                   [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
    if (words.size() < 2 || !plain) continue;
    const std::string ends = words.front() + words.back();
    for (const std::string& handle : {whole, ends}) {
      std::vector<std::uint32_t>& owners = handles[handle];
      if (std::find(owners.begin(), owners.end(), entity) == owners.end()) owners.push_back(entity);
    }
  }
  for (const auto& [handle, owners] : handles) {
    const std::vector<std::uint32_t> words = phrases_.wordsOf('@' + handle);
    if (owners.size() != 1 || handle.size() < kShortest || words.size() != 1) continue;
    if (const auto* entries = builder_.entriesOf(words); entries != nullptr && !entries->empty())
      continue;
    EntryRow entry;
    entry.kind = EntryKind::kEntity;
    entry.aux = static_cast<std::uint8_t>(AliasKind::kHandle);
    entry.value = owners.front();
    builder_.addPhrase(words, entry);
  }
}

// Words that are not said as the rules have it become rules for the whole word.
void KnowledgeCompiler::learnSpellings() {
  const auto isLatin = [&](std::string_view name) {
    const std::string plain = fold_.normalKey(name);  // without accents
    return std::all_of(plain.begin(), plain.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  };
  const SoundDistance distance(builder_.like_sounds);
  SpellingLearner learner(fold_, distance);
  for (auto first = full_names_.begin(); first != full_names_.end();) {
    const auto last = std::find_if(first, full_names_.end(),
                                   [&](const auto& name) { return name.first != first->first; });
    const bool person = builder_.entities[first->first].type == EntityType::kPerson;
    for (auto latin = first; person && latin != last; ++latin) {
      if (!isLatin(latin->second)) continue;
      for (auto other = first; other != last; ++other) {
        if (!isLatin(other->second)) learner.add(first->first, latin->second, other->second);
      }
    }
    first = last;
  }
  for (const auto& [word, sounds] : learner.exceptions()) {
    builder_.name_folds.push_back({builder_.string("^" + word + "$"), builder_.string(sounds), {}});
  }
  fold_ = NameFold(phrases_.folds(), foldRulesOf(builder_, builder_.name_folds));
}

void KnowledgeCompiler::linkCountries() {
  for (std::size_t i = first_own_entity_; i < builder_.entities.size(); ++i) {
    EntityRow& entity = builder_.entities[i];
    const std::string country(builder_.text(entity.country));
    if (country.empty()) continue;
    const auto found = ids_.find(entityIdOf(EntityType::kCountry, country));
    if (found == ids_.end()) {
      const RowPlace& place = places_of_entities_[i - first_own_entity_];
      faults_.add(place.file, place.line, "country '" + country + "' is not in countries.tsv");
    } else {
      entity.country_entity = found->second;
    }
  }
}

void KnowledgeCompiler::checkMembers() {
  for (const auto& [member, place] : members_) {
    if (ids_.contains(entityIdOf(EntityType::kCountry, member.substr(0, member.find(' ')))))
      continue;
    faults_.add(place.file, place.line, "member '" + member + "' is not in countries.tsv");
  }
}

}  // namespace chancery
