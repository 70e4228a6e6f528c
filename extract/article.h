// What an extractor is given: one article, as a corpus holds it.
#pragma once

#include <optional>
#include <string>

#include "graph/date_span.h"

namespace chancery {

struct Article {
  std::string id;
  std::string language;     // BCP 47 tag; empty: found out from the text
  std::optional<Day> date;  // of publication
  std::string title;
  std::string text;  // UTF-8 as it stands in the source; offsets of mentions count its bytes
  std::string url;
};

// How articles are read, where users differ.
struct ReadingOptions {
  // "The Russian president" whom nobody names in the text is whoever held the office on the day,
  // where that is one person and certain. Otherwise he stands for his country or organisation, as
  // the coding of event data has it.
  bool name_office_holders = false;
};

}  // namespace chancery
