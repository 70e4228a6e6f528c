// A user's own table: people, organisations, places, offices, further names, merges and splits in
// one file, each row beginning with what it is.
#pragma once

#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

#include "extract/pack/knowledge_compiler.h"
#include "graph/entity_edits.h"

namespace chancery {

// The kinds of rows, in the order in which they are compiled, with the columns that a row of each
// has when the file does not name them itself.
struct UserRowKind {
  std::string_view name;     // "person"
  std::string_view columns;  // "key label country …"
};
std::span<const UserRowKind> userRowKinds();

// Reads tables and adds what they say to the builder of `phrases`, which holds the base; merges and
// splits only are told. Whatever cannot be used is a fault, as in the project's own tables.
struct UserTables {
  EntityEdits edits;
  std::vector<KnowledgeCompiler::NamePlace> names;  // that they add
  std::size_t offices = 0;                          // terms that they add
  // Of all that the rows say but merges and splits, in the order of the files; 0 where they say
  // nothing else.
  std::uint64_t hash = 0;
};
UserTables compileUserTables(const std::vector<std::filesystem::path>& files, PhraseMaker& phrases,
                             Faults& faults);

}  // namespace chancery
