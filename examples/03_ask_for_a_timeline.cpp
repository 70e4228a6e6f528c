// What happened between two, in order, with the evidence.
//
//   build/release/examples/03_ask_for_a_timeline /tmp/example.db p.narendra-modi p.vladimir-putin
#include <iostream>

#include "graph/timeline.h"
#include "store/event_store.h"

int main(int argc, char** argv) {
  using namespace chancery;
  if (argc != 4) {
    std::cerr << "usage: 03_ask_for_a_timeline STORE ENTITY ENTITY\n";
    return 2;
  }
  const auto store = EventStore::openReadOnly(argv[1]);
  if (!store) {
    std::cerr << store.error().message << "\n";
    return 1;
  }
  TimelineOptions options;
  options.detail = Detail::kMentions;
  const auto events = timelineBetween(*store, EntityId{argv[2]}, EntityId{argv[3]}, options);
  if (!events) {
    std::cerr << events.error().message << "\n";
    return 1;
  }
  for (const Event& event : *events) {
    std::cout << (event.date ? toIso(*event.date) : "no date") << " " << infoOf(event.relation).name
              << "\n";
    for (const Mention& mention : event.mentions) {
      std::cout << "  " << mention.document.value << " [" << mention.begin << ", " << mention.end
                << "): " << mention.text << "\n";
    }
  }
}
