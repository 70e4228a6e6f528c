#include "graph/components.h"

#include "support/catch.h"
#include "test_events.h"

namespace chancery {
namespace {

using test::meetings;
using test::Strings;

std::vector<Strings> componentsIn(const EventSource& source) {
  std::vector<Strings> found;
  for (const Component& component : connectedComponents(SnapshotGraph::read(source).value())) {
    found.push_back(test::values(component));
  }
  return found;
}

TEST_CASE("Components come by size, then by their smallest id", "[components]") {
  const MemorySource source =
      meetings({{"p.y", "p.x"}, {"p.b", "p.a"}, {"p.k", "p.m"}, {"p.m", "p.l"}, {"p.l", "p.k"}});
  CHECK(componentsIn(source) ==
        std::vector<Strings>{{"p.k", "p.l", "p.m"}, {"p.a", "p.b"}, {"p.x", "p.y"}});
}

TEST_CASE("One event makes one component of two", "[components]") {
  const MemorySource one = meetings({{"p.a", "p.b"}, {"p.c", "p.d"}});
  CHECK(componentsIn(one).size() == 2);
  const MemorySource two = meetings({{"p.a", "p.b"}, {"p.c", "p.d"}, {"p.d", "p.a"}});
  CHECK(componentsIn(two) == std::vector<Strings>{{"p.a", "p.b", "p.c", "p.d"}});
}

TEST_CASE("A graph without events has no components", "[components]") {
  CHECK(componentsIn(MemorySource()).empty());
}

}  // namespace
}  // namespace chancery
