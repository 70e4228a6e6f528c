// From a name, however it is written, to the entity that is meant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/asked_store.h"
#include "cli/command.h"
#include "extract/extractor.h"
#include "graph/event_source.h"

namespace chancery::cli {

// Finds a name in this order: the id of an entity; a name of the knowledge base; a name as it
// stands in a document; one that folds to the same key. Of several entities the one with by far the
// most events is meant.
//
// Errors: kFailed; the message names what could be meant, or what is written much like it.
class NameFinder {
 public:
  explicit NameFinder(const EventSource& source) : source_(source) {}
  // With the names that --knowledge adds.
  NameFinder(const EventSource& source, const UserKnowledge& knowledge)
      : source_(source), knowledge_(knowledge), extractor_(knowledge_.image()) {}
  explicit NameFinder(const AskedStore& store) : NameFinder(store, store.knowledge()) {}

  Outcome<Entity> find(std::string_view name) const;
  // Places and countries come before others of the same name; a country need not stand in the
  // source itself, for places in it may.
  Outcome<Entity> findPlace(std::string_view name) const;
  // A country need not stand in the source, for whoever acts for it may.
  Outcome<Entity> findCountry(std::string_view name) const;
  // All that may be called so, or, for "Lavr*", by a name that begins so; maybe nobody.
  Outcome<std::vector<EntityId>> mayBe(std::string_view name) const;
  Outcome<std::vector<EntityId>> findAll(const std::vector<std::string>& names) const;

  // The filter of a command line, with --place and --with.
  Outcome<EventFilter> filter(const Arguments& arguments) const;

 private:
  struct Candidate {
    Entity entity;
    std::uint64_t events = 0;
  };
  Outcome<std::vector<Entity>> named(std::string_view name) const;
  Outcome<void> addKnown(const EntityId& id, std::vector<Entity>& found) const;
  Outcome<Entity> choose(std::string_view name, std::vector<Entity> found) const;
  Outcome<Candidate> counted(Entity entity) const;
  tl::unexpected<Failure> notFound(std::string_view name) const;
  std::vector<std::string> completions(std::string_view name) const;
  std::vector<std::string> lookalikes(std::string_view name) const;

  const EventSource& source_;
  UserKnowledge knowledge_;
  Extractor extractor_;
};

}  // namespace chancery::cli
