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

}  // namespace chancery
