// Short lists of actors and of rows, in the order in which they were found.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace chancery {

inline bool contains(const std::vector<std::uint32_t>& list, std::uint32_t value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

}  // namespace chancery
