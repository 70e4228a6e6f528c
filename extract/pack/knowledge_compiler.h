// From tables of the knowledge base to rows of an image: the same for the project's own tables when
// it is built, and for those that a user brings along.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/names/name_fold.h"
#include "extract/pack/image.h"
#include "extract/pack/phrases.h"
#include "extract/pack/table.h"
#include "graph/date_span.h"

namespace chancery {

// Where a row stands, for what is wrong with it and for whoever asks where a name comes from.
struct RowPlace {
  std::string file;
  int line = 0;
};

// Checks tables and adds what they say to the builder of `phrases`. That builder may hold a base
// already: its rows can be referred to, and an office with the same person, office, country and
// beginning as one of the base takes its place.
//
// The tables of countries, organisations, places and office codes come before those that refer to
// them; finish() looks at all of them together.
class KnowledgeCompiler {
 public:
  struct NamePlace {
    std::uint32_t entity;
    std::string name;
    RowPlace place;
  };

  // All references must outlive the compiler.
  KnowledgeCompiler(PhraseMaker& phrases, Faults& faults);

  // Columns: code label rank leads, and one ("yes": no two hold it on one day).
  void addOfficeCodes(const Table& table);
  // Full names that two rows may share, each with the reason. Columns: name reason.
  void allowSharedNames(const Table& table);
  // Columns: key label, and those of extract/knowledge/README.md.
  void addEntities(const Table& table, EntityType type);
  // Further names of entities that are there already. Columns: key names form, where the form is
  // full (empty, too), short, adjective, handle, or not: this name is not the entity's.
  void addNames(const Table& table);
  // Columns: person office of from to, and note: acting, disputed, joint.
  // The people, named before by key and label, who are women.
  void addWomen(const Table& table);
  void addOffices(const Table& table);
  // Names in a language without a pack: they find an entity, but no text is read with them.
  void addForeignName(std::uint32_t entity, std::string_view language, const std::string& name);
  // Ties rows to their countries, and checks what no row shows alone.
  void finish();

  // Names as the tables gave them, each with its row.
  const std::vector<NamePlace>& namePlaces() const { return name_places_; }

  // kNone if there is none.
  std::uint32_t indexOf(const std::string& id) const {
    const auto at = ids_.find(id);
    return at == ids_.end() ? kNone : at->second;
  }
  // The entity with an id ("p.narendra-modi"), or with a key that only one entity has; otherwise
  // a fault in the row of `table`.
  std::optional<std::uint32_t> entityNamed(const std::string& key, const Table& table,
                                           const TableRow& row);

 private:
  struct Term {  // as exact as its row gives it
    std::size_t office;
    DateSpan from;
    DateSpan to;
    RowPlace place;
  };

  void addNamesOf(const Table& table, const TableRow& row, std::uint32_t entity);
  bool addName(const std::string& name, std::uint32_t entity, AliasKind kind,
               const RowPlace& place);
  void learnSpellings();
  void turnNames();
  void makeHandles();
  void addKeys(const std::string& name, std::uint32_t entity);
  void removeName(const std::string& name, std::uint32_t entity, const RowPlace& place);
  void checkShared(const std::string& name, const std::vector<std::uint32_t>& words,
                   std::uint32_t entity, const RowPlace& place);
  EntityKind kindOf(const Table& table, const TableRow& row);
  std::optional<DateSpan> dateIn(const Table& table, const TableRow& row, std::string_view column);
  void readLife(const Table& table, const TableRow& row, EntityRow& entity);
  void addOffice(const Table& table, const TableRow& row, OfficeRow office);
  void linkCountries();
  void checkMembers();
  void checkTerms();
  void checkHolders(const std::vector<Term>& terms);
  std::string labelOf(std::uint32_t entity) const;

  PhraseMaker& phrases_;
  ImageBuilder& builder_;
  Faults& faults_;
  std::map<std::string, std::size_t> office_codes_;
  std::map<std::string, std::uint32_t> ids_;
  std::set<std::vector<std::uint32_t>> shared_;  // words of names that two rows may have
  std::size_t first_own_entity_ = 0;
  std::vector<RowPlace> places_of_entities_;  // from first_own_entity_ on
  std::vector<Term> terms_;
  std::vector<NamePlace> name_places_;
  std::vector<std::pair<std::uint32_t, std::string>> full_names_;  // to be found by their keys
  NameFold fold_;
  std::vector<std::pair<std::string, RowPlace>> members_;  // country codes
  std::set<std::string> family_first_;  // countries in which a surname is the first word
};

// The id of the entity with a key: "p.vladimir-putin", "c.ru".
std::string entityIdOf(EntityType type, std::string_view key);

// A cell; empty where the table has no such column.
std::string cellOf(const Table& table, const TableRow& row, std::string_view column);

}  // namespace chancery
