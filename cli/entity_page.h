// The page of chancery show on a person, an organisation, a country or a place.
#pragma once

#include <string>
#include <vector>

#include "cli/asked_store.h"
#include "cli/command.h"
#include "cli/format.h"
#include "cli/sketch.h"

namespace chancery::cli {

// Its names and why each is one, its offices, when it first and last appears, its partners, and
// its events by relation and by year ("years").
Outcome<Json> entityPage(const AskedStore& store, const Entity& entity);

// The years of a page as bars, a line a year; nothing where pictures are not drawn.
std::vector<std::string> yearBars(const Json& page, const Canvas& canvas);

}  // namespace chancery::cli
