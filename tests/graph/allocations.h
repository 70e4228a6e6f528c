// Counts the allocations of the test program: a measure of work that no machine changes.
#pragma once

#include <cstddef>

namespace chancery::test {

std::size_t allocationsSoFar();

}  // namespace chancery::test
