// One line of events, read: for event_line_reader.cpp alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "graph/event.h"
#include "graph/result.h"

namespace chancery {

// What one line says.
struct EventLine {
  Document document;
  bool gives_hash = false;       // of the document, be it an empty one
  std::vector<Entity> entities;  // in the order in which the line names them, perhaps twice
  Event event;
};

// Errors: kInvalidInput; the message is the cause alone, without the name of the line.
Result<EventLine> parseEventLine(std::string_view text, int default_confidence_permille);

}  // namespace chancery
