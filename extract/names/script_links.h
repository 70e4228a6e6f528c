// People of no table whose names stand in two scripts, or in two spellings: who is one.
#pragma once

#include <vector>

#include "extract/names/script_matches.h"
#include "extract/user_knowledge.h"
#include "graph/entity_edits.h"
#include "graph/event_source.h"

namespace chancery {

// Joins a person whose name stands in another script with one whose name stands in Latin letters,
// where their folds differ, but the letters of the one may be written as the other (see Spellings):
//  - neither the base nor a table of the user knows either, no merge or split of the user is about
//    one of them, and none says that they are two;
//  - no document writes the name of either in both scripts;
//  - the states are the same, or of one nothing is known;
//  - each is for the other the likest of all that the source has, and the next of another name is
//    less like; names of few letters have to be the likest there can be.
//
// And people of one script who are called alike, see findNamesakes(), of whom neither is known
// otherwise, and whose states are the same, or of one nothing is known.
//
// Follows from the entities of the source alone, in whichever order they came, and from what the
// user says of them. By the id of `from`, which of two scripts is the one that is not Latin.
std::vector<EntityMerge> chooseLinks(const ScriptMatches& matches, const UserKnowledge& knowledge);

// The same for a source of which no matches are kept. Errors: those of the source.
Result<std::vector<EntityMerge>> linkScripts(const EventSource& source,
                                             const UserKnowledge& knowledge);

}  // namespace chancery
