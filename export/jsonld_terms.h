// What our JSON-LD context says of each name, for those who write without a JSON-LD processor.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace chancery {

// A name of jsonld_context.h.
struct JsonldTerm {
  std::string iri;   // of the property or class; empty: a keyword ("id", "type")
  std::string type;  // "@id", "@vocab", the IRI of a datatype, or empty
  bool is_language_map = false;
  bool is_reverse = false;
  std::size_t place = 0;  // in the context
};

// Thread safety: const members may be called from any number of threads at once.
class JsonldTerms {
 public:
  JsonldTerms();

  // The term must be one of the context.
  const JsonldTerm& at(std::string_view name) const;

  // All of the context, with a base.
  nlohmann::ordered_json context(const std::string& base_iri) const;
  // As much of it as `object` needs.
  nlohmann::ordered_json contextFor(const std::vector<bool>& wanted,
                                    const std::string& base_iri) const;
  // Which entries of the context an object needs, by place.
  void addNeeds(const nlohmann::ordered_json& object, std::vector<bool>& wanted) const;
  std::size_t size() const { return context_.size(); }

 private:
  std::string expand(std::string_view name) const;
  void need(std::string_view name, std::vector<bool>& wanted) const;

  nlohmann::ordered_json context_;
  std::unordered_map<std::string, JsonldTerm> terms_;
  std::vector<std::vector<std::size_t>> prefixes_;  // of each entry: the entries it is made of
};

// The texts of the contexts of objects: there are few, for objects of a kind need the same.
//
// Ownership: the terms must outlive it. Thread safety: one thread at a time.
class ContextCache {
 public:
  ContextCache(const JsonldTerms& terms, std::string base_iri)
      : terms_(terms), base_iri_(std::move(base_iri)) {}

  // Valid as long as the cache.
  const std::string& of(const nlohmann::ordered_json& object);

 private:
  const JsonldTerms& terms_;
  const std::string base_iri_;
  std::map<std::vector<bool>, std::string> texts_;
};

}  // namespace chancery
