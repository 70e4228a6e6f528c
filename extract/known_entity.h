// What the knowledge base says of an entity, for people who ask.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/user_knowledge.h"
#include "graph/date_span.h"
#include "graph/entity.h"

namespace chancery {

struct KnownName {
  std::string text;
  std::string form;      // "full", "short", "adjective", "handle"
  std::string language;  // BCP 47 tag of a name that is listed for a language only; else empty
  std::string where;     // "my.tsv:12" for a name that a user's table adds
};

struct KnownOffice {
  std::string code;
  std::string label;
  std::string of;  // the label of a country or an organisation
  EntityId of_id;
  std::optional<Day> from;
  std::optional<Day> to;  // none: still in office
  std::string note;       // "acting", "disputed", "joint"
};

struct KnownEntity {
  Entity entity;  // id, type, label, country
  std::string kind;
  std::optional<Day> from, to;       // of a state that began or ended
  std::vector<KnownOffice> offices;  // of a person, by their beginning
  std::vector<KnownName> names;
  std::string rule;  // how the name that was asked for found it: "full name", "same fold" …
};

// The entity with an id, or nothing.
std::optional<KnownEntity> knownEntity(const UserKnowledge& knowledge, std::string_view id);

// All that may be meant by a name in any script: by its id or key, else by a name as it is
// written, else by one in another language, else by one with the same fold (see NameFold), else by
// the shape of its fold. Those of the first rule that finds any; by id.
std::vector<KnownEntity> findKnown(const UserKnowledge& knowledge, std::string_view name);

// Why a form that documents have for an entity is one of its names: "name in the base", "same fold
// as …", "added by my.tsv:12", "part of …"; empty where nothing tells.
std::string whyNamed(const UserKnowledge& knowledge, const Entity& entity, std::string_view form);

// The script of a name: "Latin", "Devanagari", else ICU's name of it.
std::string scriptOf(std::string_view name);

// How much is known, as rows to print: what is counted, and how many there are.
std::vector<std::pair<std::string, std::size_t>> countKnown(const UserKnowledge& knowledge);

// The codes that offices go by in tables, with their labels, the highest first.
std::vector<std::pair<std::string, std::string>> knownOfficeCodes();

}  // namespace chancery
