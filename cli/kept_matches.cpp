#include "cli/kept_matches.h"

namespace chancery::cli {
namespace {

Result<std::optional<ScriptMatches>> keptIn(const EventStore& store) {
  const auto bytes = store.keptOfEntities();
  if (!bytes) return tl::unexpected<Error>(bytes.error());
  return *bytes ? decodeScriptMatches(**bytes) : std::nullopt;
}

}  // namespace

Result<ScriptMatches> scriptMatchesOf(const EventStore& store, const EventSource& below) {
  auto kept = keptIn(store);
  if (!kept) return tl::unexpected<Error>(kept.error());
  if (*kept) return std::move(**kept);
  return matchScripts(below);
}

Outcome<void> keepScriptMatches(EventStore& store) {
  const auto kept = keptIn(store);
  if (!kept) return tl::unexpected(Failure(kept.error()));
  if (*kept) return {};
  const auto done = store.keepOfEntities([&]() -> Result<std::string> {
    const auto matches = matchScripts(store);
    if (!matches) return tl::unexpected<Error>(matches.error());
    return encode(*matches);
  });
  if (!done) return tl::unexpected(Failure(done.error()));
  return {};
}

}  // namespace chancery::cli
