#include "export/event_line.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

namespace chancery {
namespace {

using Json = nlohmann::json;

constexpr int kDeepest = 32;  // ours are five deep; a library's recursion should not be tried out
constexpr std::size_t kLongestId = 200;

// Why a line cannot be used; thrown from wherever that shows, and caught in parseEventLine().
struct BadLine {
  std::string cause;
};

bool nestsTooDeep(std::string_view text) {
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted && c == '\\') {
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && (c == '[' || c == '{')) {
      if (++depth > kDeepest) return true;
    } else if (!quoted && (c == ']' || c == '}')) {
      --depth;
    }
  }
  return false;
}

Json parseJson(std::string_view text) {
  if (nestsTooDeep(text)) throw BadLine{"brackets are nested too deep"};
  try {
    return Json::parse(text);
  } catch (const Json::parse_error& error) {
    throw BadLine{"not JSON in UTF-8, from byte " + std::to_string(error.byte)};
  } catch (const Json::out_of_range&) {
    throw BadLine{"a number is too large"};
  }
}

std::string inQuotes(std::string_view name) { return "\"" + std::string(name) + "\""; }

// A member; null where it is missing or is JSON's null, which means the same to us.
const Json* memberOf(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found == object.end() || found->is_null() ? nullptr : &*found;
}

std::string stringOf(const Json& object, const char* name) {
  const Json* value = memberOf(object, name);
  if (!value) return {};
  if (!value->is_string()) throw BadLine{inQuotes(name) + " is not a string"};
  return value->get<std::string>();
}

std::string neededString(const Json& object, const char* name) {
  std::string value = stringOf(object, name);
  if (value.empty()) throw BadLine{inQuotes(name) + " is missing"};
  return value;
}

// Sorted, without duplicates and empty ones.
std::vector<std::string> stringsOf(const Json& object, const char* name) {
  std::vector<std::string> strings;
  const Json* values = memberOf(object, name);
  if (!values) return strings;
  if (!values->is_array()) throw BadLine{inQuotes(name) + " is not an array of strings"};
  for (const Json& value : *values) {
    if (!value.is_string()) throw BadLine{inQuotes(name) + " is not an array of strings"};
    strings.push_back(value.get<std::string>());
  }
  std::sort(strings.begin(), strings.end());
  strings.erase(std::unique(strings.begin(), strings.end()), strings.end());
  std::erase(strings, "");
  return strings;
}

std::optional<std::uint64_t> offsetOf(const Json& object, const char* name) {
  const Json* value = memberOf(object, name);
  if (!value) return std::nullopt;
  if (!value->is_number_unsigned()) throw BadLine{inQuotes(name) + " is not a whole number from 0"};
  return value->get<std::uint64_t>();
}

std::optional<int> confidenceOf(const Json& object) {
  const Json* value = memberOf(object, "confidence");
  if (!value) return std::nullopt;
  const double fraction = value->is_number() ? value->get<double>() : -1.0;
  if (!(fraction >= 0.0 && fraction <= 1.0)) {
    throw BadLine{"\"confidence\" is not a number from 0 to 1"};
  }
  return static_cast<int>(std::lround(fraction * 1000.0));
}

std::optional<Status> statusOf(const Json& object) {
  const std::string name = stringOf(object, "status");
  if (name.empty()) return std::nullopt;
  const auto status = statusNamed(name);
  if (!status) throw BadLine{"status '" + name + "' is not known"};
  return status;
}

std::optional<DateSpan> dateOf(const Json& object) {
  const std::string iso = stringOf(object, "date");
  if (iso.empty()) return std::nullopt;
  const auto span = parseDateSpan(iso);
  if (!span) throw BadLine{span.error().message};
  return *span;
}

bool isUsableId(std::string_view id) {
  const auto isLetterOrDigit = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  };
  return !id.empty() && id.size() <= kLongestId && isLetterOrDigit(id[0]) &&
         std::all_of(id.begin(), id.end(), [&](char c) {
           return isLetterOrDigit(c) || c == '.' || c == '_' || c == '-';
         });
}

std::string lowerCase(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

EntityType typeOf(const Json& object, std::string_view id, EntityType usual) {
  const std::string name = stringOf(object, "type");
  if (!name.empty()) {
    const auto type = entityTypeNamed(name == "organization" ? "organisation" : name);
    if (!type) throw BadLine{"type '" + name + "' is not known"};
    return *type;
  }
  for (EntityType type :
       {EntityType::kPerson, EntityType::kCountry, EntityType::kOrganisation, EntityType::kPlace}) {
    const std::string prefix = std::string(idPrefixOf(type)) + ".";
    if (id.substr(0, prefix.size()) == prefix) return type;
  }
  return usual;
}

Entity readEntity(const Json& value, const char* name, EntityType usual) {
  const Json object = value.is_string() ? Json{{"label", value}} : value;
  if (!object.is_object()) throw BadLine{inQuotes(name) + " is not an object"};
  Entity entity;
  entity.label = stringOf(object, "label");
  entity.country = stringOf(object, "country");
  entity.aliases = stringsOf(object, "aliases");
  const std::string id = stringOf(object, "id");
  entity.type = typeOf(object, id, usual);
  if (entity.label.empty()) entity.label = id;
  if (entity.label.empty()) throw BadLine{inQuotes(name) + " has neither a label nor an id"};
  entity.id = isUsableId(id)
                  ? EntityId{id}
                  : entityIdFor(entity.type, lowerCase(id.empty() ? entity.label : id), "");
  return entity;
}

std::optional<EntityId> readPlace(const Json& object, std::vector<Entity>& entities) {
  const Json* place = memberOf(object, "place");
  if (!place || (place->is_string() && place->get_ref<const std::string&>().empty())) {
    return std::nullopt;
  }
  entities.push_back(readEntity(*place, "place", EntityType::kPlace));
  return entities.back().id;
}

Document readDocument(const Json& line) {
  Document document;
  document.id = {neededString(line, "doc")};
  const Json* source = memberOf(line, "source");
  if (!source) return document;
  if (!source->is_object()) throw BadLine{"\"source\" is not an object"};
  if (const auto date = dateOf(*source)) {
    if (date->first != date->last) throw BadLine{"the date of \"source\" is not a day"};
    document.date = date->first;
  }
  document.language = stringOf(*source, "lang");
  document.title = stringOf(*source, "title");
  document.url = stringOf(*source, "url");
  document.content_hash = stringOf(*source, "hash");
  return document;
}

// A mention as the line has it, without a passage yet.
Mention readCommon(const Json& line, const Document& document, int default_confidence_permille,
                   std::vector<Entity>& entities) {
  Mention mention;
  mention.document = document.id;
  mention.reported = document.date;
  mention.status = statusOf(line).value_or(Status::kHappened);
  mention.confidence_permille = confidenceOf(line).value_or(default_confidence_permille);
  mention.place = readPlace(line, entities);
  mention.topics = stringsOf(line, "topics");
  if (const Json* source = memberOf(line, "source")) {
    mention.extractor = stringOf(*source, "extractor");
  }
  return mention;
}

// What an entry under "evidence" says differently from its line.
Mention readEvidence(const Json& entry, const Mention& common, std::vector<Entity>& entities) {
  if (!entry.is_object()) throw BadLine{"\"evidence\" is not an array of objects"};
  Mention mention = common;
  mention.text = stringOf(entry, "text");
  mention.begin = offsetOf(entry, "begin").value_or(0);
  mention.end = offsetOf(entry, "end").value_or(mention.begin);
  if (mention.end < mention.begin) throw BadLine{"evidence ends before it begins"};
  mention.code_point_begin = offsetOf(entry, "char_begin");
  mention.status = statusOf(entry).value_or(common.status);
  mention.confidence_permille = confidenceOf(entry).value_or(common.confidence_permille);
  // null means that the passage names no place
  if (entry.contains("place")) mention.place = readPlace(entry, entities);
  if (entry.contains("topics")) mention.topics = stringsOf(entry, "topics");
  if (entry.contains("extractor")) mention.extractor = stringOf(entry, "extractor");
  return mention;
}

std::vector<Mention> readMentions(const Json& line, const Mention& common,
                                  std::vector<Entity>& entities) {
  const Json* evidence = memberOf(line, "evidence");
  if (!evidence) return {common};
  if (!evidence->is_array()) throw BadLine{"\"evidence\" is not an array of objects"};
  std::vector<Mention> mentions;
  for (const Json& entry : *evidence) mentions.push_back(readEvidence(entry, common, entities));
  if (mentions.empty()) mentions.push_back(common);
  return mentions;
}

EventLine readLine(const Json& line, int default_confidence_permille) {
  if (!line.is_object()) throw BadLine{"not a JSON object"};
  EventLine read;
  read.document = readDocument(line);
  const Json* source = memberOf(line, "source");
  read.gives_hash = source && memberOf(*source, "hash");
  const std::string name = neededString(line, "relation");
  const auto relation = relationNamed(name);
  if (!relation) throw BadLine{"relation '" + name + "' is not known"};
  for (const char* role : {"subject", "object"}) {
    const Json* participant = memberOf(line, role);
    if (!participant) throw BadLine{inQuotes(role) + " is missing"};
    read.entities.push_back(readEntity(*participant, role, EntityType::kPerson));
  }
  const EntityId subject = read.entities[0].id;
  const EntityId object = read.entities[1].id;
  const Mention common =
      readCommon(line, read.document, default_confidence_permille, read.entities);
  read.event = makeEvent(*relation, subject, object, dateOf(line),
                         readMentions(line, common, read.entities));
  derive(read.event);
  return read;
}

}  // namespace

Result<EventLine> parseEventLine(std::string_view text, int default_confidence_permille) {
  try {
    return readLine(parseJson(text), default_confidence_permille);
  } catch (const BadLine& bad) {
    return makeError(ErrorCode::kInvalidInput, bad.cause);
  }
}

}  // namespace chancery
