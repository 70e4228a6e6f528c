#include "export/jsonld_terms.h"

#include <cassert>

#include "export/jsonld_context.h"

namespace chancery {
namespace {

using Json = nlohmann::ordered_json;

// What a definition is made from: "schema:name" of {"@id": "schema:name", …}.
std::string_view sourceOf(const Json& definition) {
  if (definition.is_string()) return definition.get_ref<const std::string&>();
  const bool is_reverse = definition.contains("@reverse");
  return definition.at(is_reverse ? "@reverse" : "@id").get_ref<const std::string&>();
}

std::string_view typeOf(const Json& definition) {
  if (!definition.is_object() || !definition.contains("@type")) return {};
  return definition.at("@type").get_ref<const std::string&>();
}

std::string_view prefixOf(std::string_view name) { return name.substr(0, name.find(':')); }

}  // namespace

JsonldTerms::JsonldTerms() : context_(Json::parse(kJsonldContext)), prefixes_(context_.size()) {
  std::size_t place = 0;
  for (const auto& [name, definition] : context_.items()) {
    JsonldTerm& term = terms_[name];
    term.place = place++;
    if (name.starts_with('@')) continue;
    const std::string_view source = sourceOf(definition);
    if (!source.starts_with('@')) term.iri = expand(source);
    const std::string_view type = typeOf(definition);
    term.type = type.starts_with('@') ? std::string(type) : expand(type);
    term.is_reverse = definition.is_object() && definition.contains("@reverse");
    term.is_language_map =
        definition.is_object() && definition.value("@container", "") == "@language";
    for (const std::string_view part : {source, type}) {
      const auto prefix = terms_.find(std::string(prefixOf(part)));
      if (prefix != terms_.end()) prefixes_[term.place].push_back(prefix->second.place);
    }
  }
}

// Prefixes stand before what is made with them.
std::string JsonldTerms::expand(std::string_view name) const {
  const auto prefix = terms_.find(std::string(prefixOf(name)));
  if (prefix == terms_.end()) return std::string(name);
  return prefix->second.iri + std::string(name.substr(name.find(':') + 1));
}

const JsonldTerm& JsonldTerms::at(std::string_view name) const {
  const auto found = terms_.find(std::string(name));
  assert(found != terms_.end());
  return found->second;
}

Json JsonldTerms::context(const std::string& base_iri) const {
  Json context = context_;
  context["@base"] = base_iri;
  return context;
}

Json JsonldTerms::contextFor(const std::vector<bool>& wanted, const std::string& base_iri) const {
  Json context;
  std::size_t place = 0;
  for (const auto& [name, definition] : context_.items()) {
    if (wanted[place++] || name == "@version") context[name] = definition;
  }
  context["@base"] = base_iri;
  return context;
}

void JsonldTerms::need(std::string_view name, std::vector<bool>& wanted) const {
  const std::size_t place = at(name).place;
  wanted[place] = true;
  for (const std::size_t prefix : prefixes_[place]) wanted[prefix] = true;
}

void JsonldTerms::addNeeds(const Json& object, std::vector<bool>& wanted) const {
  for (const auto& [name, value] : object.items()) {
    if (name.starts_with('@')) {  // a graph, of which the context says nothing
      for (const Json& one : value) addNeeds(one, wanted);
      continue;
    }
    need(name, wanted);
    const JsonldTerm& term = at(name);
    if (term.is_language_map) continue;
    const bool names_terms = name == "type" || term.type == "@vocab";
    const Json& all = value;
    const auto addValue = [&](const Json& one) {
      if (one.is_object()) addNeeds(one, wanted);
      if (one.is_string() && names_terms) need(one.get_ref<const std::string&>(), wanted);
    };
    if (all.is_array()) {
      for (const Json& one : all) addValue(one);
    } else {
      addValue(all);
    }
  }
}

const std::string& ContextCache::of(const Json& object) {
  std::vector<bool> wanted(terms_.size(), false);
  terms_.addNeeds(object, wanted);
  const auto known = texts_.find(wanted);
  if (known != texts_.end()) return known->second;
  std::string text = terms_.contextFor(wanted, base_iri_).dump();
  return texts_.emplace(std::move(wanted), std::move(text)).first->second;
}

}  // namespace chancery
