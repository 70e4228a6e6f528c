// Checks the tables of the language packs and of the knowledge base, and makes the image of them.
#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

#include "extract/pack/table.h"

namespace chancery {

// Compiles `directory`/languages/* and `directory`/knowledge. The image is a function of the
// tables' bytes and of ICU's names of countries; its hash is one of the tables' alone. When
// `faults` is not empty afterwards, the image must not be used.
std::vector<std::byte> compilePacks(const std::filesystem::path& directory, Faults& faults);

}  // namespace chancery
