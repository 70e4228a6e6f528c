// What is to be looked at in the names of a graph: who is in no table, who may be one, who may be
// two.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "extract/user_knowledge.h"
#include "graph/event_source.h"

namespace chancery {

// A passage that tells of an entity.
struct NameContext {
  DocumentId document;
  std::string text;
};

// An entity that neither the base nor a user's table knows.
struct UnknownName {
  Entity entity;
  std::uint64_t events = 0;
  std::vector<NameContext> contexts;  // of the first events, a document each
};

// Two nodes that look like one.
struct LikeNames {
  Entity from;  // the one with fewer events, or the one that is in no table
  Entity into;
  std::uint64_t from_events = 0;
  std::uint64_t into_events = 0;
  std::string reason;  // "same fold", "one letter of the fold", "initials of the same name"
};

// A node that looks like two.
struct MixedName {
  Entity entity;
  std::uint64_t events = 0;
  std::string reason;
  std::vector<std::string> names;     // that do not go together
  std::vector<NameContext> contexts;  // one a name
};

struct NameReport {
  std::vector<UnknownName> unknown;  // those with the most events first
  std::vector<LikeNames> alike;      // the surest reason first, then the most events
  std::vector<MixedName> mixed;      // those with the most events first
};

struct NameReportOptions {
  std::size_t limit = 50;  // of each list
  std::size_t contexts = 3;
};

// Looks at all entities and events of a source. Pairs are found by what their folds share, never
// by comparing all with all; a fold that very many names share tells nothing, and is left out.
// Errors: those of the source.
Result<NameReport> reportNames(const EventSource& source, const UserKnowledge& knowledge,
                               const NameReportOptions& options);

// Rows for a user's table (docs/knowledge.md): to be filled in and pasted.
std::string rowFor(const UnknownName& unknown);
std::string rowFor(const LikeNames& alike);
std::string rowFor(const MixedName& mixed);

}  // namespace chancery
