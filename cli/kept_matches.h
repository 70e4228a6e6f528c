// Who may be one by names in two scripts: worked out by the commands that write, kept in the store
// and read by those that ask.
#pragma once

#include "cli/command.h"
#include "extract/names/script_matches.h"
#include "store/event_store.h"

namespace chancery::cli {

// Those that the store keeps; made anew, and kept by nobody, where it has none or they are of other
// rules. `below` shows the same as the store. Errors: those of the store.
Result<ScriptMatches> scriptMatchesOf(const EventStore& store, const EventSource& below);

// Sees to it that the store keeps them: what a command does that has written.
Outcome<void> keepScriptMatches(EventStore& store);

}  // namespace chancery::cli
