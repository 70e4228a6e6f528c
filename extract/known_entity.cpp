#include "extract/known_entity.h"

#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <map>

#include "extract/names/name_fold.h"
#include "extract/names/name_links.h"
#include "extract/names/transliterate.h"
#include "extract/pack/image.h"
#include "extract/pack/phrases.h"
#include "extract/text/tokenizer.h"

namespace chancery {
namespace {

constexpr std::array<std::string_view, 4> kForms = {"full", "short", "adjective", "handle"};

std::string_view nameOf(AliasKind kind) { return kForms[static_cast<std::size_t>(kind)]; }

std::optional<Day> dayOf(std::int32_t day) {
  if (day == kSinceEver || day == kForEver) return std::nullopt;
  return Day{day};
}

std::string withoutBlanks(std::string text) {
  text.erase(std::remove(text.begin(), text.end(), ' '), text.end());
  return text;
}

std::string noteOf(std::uint32_t flags) {
  if ((flags & kActing) != 0) return "acting";
  if ((flags & kDisputed) != 0) return "disputed";
  return (flags & kJoint) != 0 ? "joint" : "";
}

std::vector<KnownOffice> officesOf(const Image& image, std::uint32_t person) {
  std::vector<KnownOffice> offices;
  for (const OfficeRow& row : image.officesOf(person)) {
    KnownOffice office;
    office.code = image.text(image.officeCodes()[row.office].code);
    office.label = image.text(image.officeCodes()[row.office].label);
    office.of = image.text(image.entities()[row.of].label);
    office.of_id = {std::string(image.text(image.entities()[row.of].id))};
    office.from = dayOf(row.from);
    office.to = dayOf(row.to);
    office.note = noteOf(row.flags);
    offices.push_back(std::move(office));
  }
  return offices;
}

KnownEntity describe(const UserKnowledge& knowledge, std::uint32_t index, std::string rule) {
  const Image& image = knowledge.image();
  const EntityRow& row = image.entities()[index];
  KnownEntity known;
  known.entity.id = {std::string(image.text(row.id))};
  known.entity.type = row.type;
  known.entity.label = image.text(row.label);
  known.entity.country = image.text(row.country);
  known.kind = nameOf(row.kind);
  known.from = dayOf(row.from);
  known.to = dayOf(row.to);
  known.offices = officesOf(image, index);
  for (const NameRow& name : image.namesOf(index)) {
    const std::string text(image.text(name.text));
    known.names.push_back({text, std::string(nameOf(name.kind)),
                           std::string(image.text(name.language)),
                           knowledge.whereNamed(known.entity.id, text)});
  }
  known.rule = std::move(rule);
  return known;
}

// Collects entities once each, with the rule that found them.
class Found {
 public:
  explicit Found(const UserKnowledge& knowledge) : knowledge_(knowledge) {}

  void add(std::uint32_t entity, std::string_view rule) {
    if (seen_.emplace(entity, rule).second) order_.push_back(entity);
  }
  bool empty() const { return order_.empty(); }

  std::vector<KnownEntity> take() {
    std::vector<KnownEntity> all;
    for (std::uint32_t entity : order_) {
      all.push_back(describe(knowledge_, entity, seen_.at(entity)));
    }
    std::sort(all.begin(), all.end(),
              [](const KnownEntity& a, const KnownEntity& b) { return a.entity.id < b.entity.id; });
    return all;
  }

 private:
  const UserKnowledge& knowledge_;
  std::map<std::uint32_t, std::string> seen_;
  std::vector<std::uint32_t> order_;
};

void findPhrase(const Image& image, std::string_view name, Found& found) {
  const CharacterFolds folds = characterFoldsOf(image);
  const TokenizedText text = tokenize(name, [](std::string_view) { return true; });
  std::uint32_t node = 0;
  for (const Token& token : text.tokens) {
    const std::uint32_t word = image.word(normalizeWord(text.textOf(token), folds));
    node = word == 0 ? 0 : image.child(node, word);
    if (node == 0) return;
  }
  if (node == 0) return;
  for (const EntryRow& entry : image.entries(node)) {
    if (entry.kind != EntryKind::kEntity) continue;
    static constexpr std::array<std::string_view, 4> kRules = {"full name", "short name",
                                                               "adjective of a country", "handle"};
    found.add(entry.value, kRules[entry.aux]);
  }
}

}  // namespace

std::optional<KnownEntity> knownEntity(const UserKnowledge& knowledge, std::string_view id) {
  const std::uint32_t index = knowledge.image().entityWithId(id);
  if (index == kNone) return std::nullopt;
  return describe(knowledge, index, "id");
}

std::vector<KnownEntity> findKnown(const UserKnowledge& knowledge, std::string_view name) {
  const Image& image = knowledge.image();
  Found found(knowledge);
  for (const std::string_view prefix : {"", "p.", "c.", "o.", "pl."}) {
    const std::uint32_t index = image.entityWithId(std::string(prefix) + std::string(name));
    if (index != kNone) found.add(index, prefix.empty() ? "id" : "key");
  }
  findPhrase(image, name, found);
  if (!found.empty()) return found.take();
  const NameFold fold(image);
  for (const KeyRow& row : image.withKey("n:" + fold.normalKey(name))) {
    found.add(row.entity, "name in another language");
  }
  if (!found.empty()) return found.take();
  const std::string folded = withoutBlanks(fold.fold(name));
  for (const KeyRow& row : image.withKey("f:" + folded)) {
    for (const NameRow& listed : image.namesOf(row.entity)) {
      if (withoutBlanks(fold.fold(image.text(listed.text))) == folded)
        found.add(row.entity, "same fold as a full name");
    }
  }
  if (!found.empty()) return found.take();
  const std::uint32_t spelled = NameLinks(image, fold).personSpelled(name, kNone);
  if (spelled != kNone) found.add(spelled, "spelling of a full name");
  return found.take();
}

std::string scriptOf(std::string_view name) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(name.data());
  const auto length = static_cast<std::int32_t>(name.size());
  for (std::int32_t i = 0; i < length;) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, i, length, c);
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(c, &status);
    if (U_SUCCESS(status) && script != USCRIPT_COMMON && script != USCRIPT_INHERITED)
      return uscript_getName(script);
  }
  return "";
}

std::string whyNamed(const UserKnowledge& knowledge, const Entity& entity, std::string_view form) {
  static constexpr std::array<std::string_view, 4> kReasons = {
      "name in the base", "short name in the base", "adjective in the base", "handle in the base"};
  const std::string where = knowledge.whereNamed(entity.id, form);
  if (!where.empty()) return "added by " + where;
  const Image& image = knowledge.image();
  const NameFold fold(image);
  const std::uint32_t known = image.entityWithId(entity.id.value);
  std::vector<std::string> names = {entity.label};
  if (known != kNone) {
    for (const NameRow& row : image.namesOf(known)) {
      const std::string name(image.text(row.text));
      if (!row.language.length && fold.normalKey(name) == fold.normalKey(form))
        return std::string(kReasons[static_cast<std::size_t>(row.kind)]);
      names.push_back(name);
    }
    for (const EntityRow& row : image.entities()) {
      if (row.country_entity != known || row.acts_for_country == 0) continue;
      if (fold.normalKey(image.text(row.label)) == fold.normalKey(form))
        return "stands for its government";
    }
  }
  for (const std::string& name : names) {
    if (name != form && withoutBlanks(fold.fold(name)) == withoutBlanks(fold.fold(form)))
      return "same fold as " + name;
  }
  for (const std::string& alias : entity.aliases) {
    if (alias != form && scriptOf(alias) != "Latin" && transliterate(alias) == form)
      return alias + " in Latin letters";
  }
  if (known != kNone && NameLinks(image, fold).personSpelled(form, kNone) == known)
    return "spelling of " + entity.label;
  const std::vector<std::string> words = wordsOfName(fold.fold(form));
  for (const std::string& name : names) {
    const std::vector<std::string> all = wordsOfName(fold.fold(name));
    const bool part = !words.empty() && words.size() < all.size() &&
                      (std::equal(words.rbegin(), words.rend(), all.rbegin()) ||
                       std::equal(words.begin(), words.end(), all.begin()));
    if (part) return "part of " + name;
  }
  return "";
}

namespace {

// What is counted of the entities of one type.
struct TypeCounts {
  std::size_t all = 0;
  std::size_t in_two_scripts = 0;  // with a name in Latin and one in Devanagari
};

bool hasNameIn(const Image& image, std::uint32_t entity, std::string_view script) {
  const auto names = image.namesOf(entity);
  return std::any_of(names.begin(), names.end(), [&](const NameRow& name) {
    return name.language.length == 0 && scriptOf(image.text(name.text)) == script;
  });
}

void count(const Image& image, std::uint32_t entity, TypeCounts& counts) {
  ++counts.all;
  if (hasNameIn(image, entity, "Latin") && hasNameIn(image, entity, "Devanagari"))
    ++counts.in_two_scripts;
}

}  // namespace

std::vector<std::pair<std::string, std::size_t>> countKnown(const UserKnowledge& knowledge) {
  const Image& image = knowledge.image();
  TypeCounts people, organisations, countries, cities, places;
  std::size_t ended = 0, holders = 0;
  for (std::uint32_t i = 0; i < image.entities().size(); ++i) {
    const EntityRow& row = image.entities()[i];
    switch (row.type) {
      case EntityType::kPerson:
        count(image, i, people);
        holders += image.officesOf(i).empty() ? 0 : 1;
        break;
      case EntityType::kOrganisation: count(image, i, organisations); break;
      case EntityType::kCountry:
        count(image, i, countries);
        ended += dayOf(row.to) ? 1 : 0;
        break;
      default: count(image, i, row.kind == EntityKind::kCity ? cities : places);
    }
  }
  return {{"people", people.all},
          {"people with names in Latin and Devanagari", people.in_two_scripts},
          {"people with an office", holders},
          {"terms of office", image.offices().size()},
          {"organisations", organisations.all},
          {"organisations with names in Latin and Devanagari", organisations.in_two_scripts},
          {"countries and territories", countries.all},
          {"countries with names in Latin and Devanagari", countries.in_two_scripts},
          {"countries that ended", ended},
          {"cities", cities.all},
          {"cities with names in Latin and Devanagari", cities.in_two_scripts},
          {"other places", places.all},
          {"names", image.names().size()}};
}

std::vector<std::pair<std::string, std::string>> knownOfficeCodes() {
  const Image& image = Image::builtIn();
  std::vector<const OfficeCodeRow*> rows;
  for (const OfficeCodeRow& row : image.officeCodes()) rows.push_back(&row);
  std::stable_sort(rows.begin(), rows.end(), [](const OfficeCodeRow* a, const OfficeCodeRow* b) {
    return a->rank < b->rank;
  });
  std::vector<std::pair<std::string, std::string>> codes;
  for (const OfficeCodeRow* row : rows)
    codes.emplace_back(image.text(row->code), image.text(row->label));
  return codes;
}

}  // namespace chancery
