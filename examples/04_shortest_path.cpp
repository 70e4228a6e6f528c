// Who links two actors, and through which events.
//
//   build/release/examples/04_shortest_path /tmp/example.db p.narendra-modi p.kim-jong-un
#include <iostream>

#include "graph/paths.h"
#include "store/event_store.h"

int main(int argc, char** argv) {
  using namespace chancery;
  if (argc != 4) {
    std::cerr << "usage: 04_shortest_path STORE ENTITY ENTITY\n";
    return 2;
  }
  const auto store = EventStore::openReadOnly(argv[1]);
  if (!store) {
    std::cerr << store.error().message << "\n";
    return 1;
  }
  PathOptions options;
  options.leave_out.insert(EntityType::kOrganisation);
  const auto path = findShortestPath(*store, EntityId{argv[2]}, EntityId{argv[3]}, options);
  if (!path) {
    std::cerr << path.error().message << "\n";
    return 1;
  }
  for (const auto& step : path->steps) {
    std::cout << step.from.value << " – " << step.to.value << " (" << step.event_count
              << " events)\n";
  }
}
