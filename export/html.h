// The graph as one page for a browser: graph, timeline, table and evidence in a file that needs no
// network. What the page shows and how its data is laid out: docs/page.md.
#pragma once

#include <cstdint>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "graph/event_source.h"

namespace chancery {

struct HtmlOptions {
  std::string title = "";  // the headline; empty: the page makes one of what it holds
  // How the page's search folds names across scripts, as the language packs say it: letters that
  // words are normalised by, then groups of letters and what they become in the skeleton of a name.
  // Empty: names are found in the script they are written in.
  std::vector<std::pair<std::string, std::string>> letter_folds = {};
  std::vector<std::pair<std::string, std::string>> name_folds = {};
  // More than browsers show with ease: such a graph is refused, with the way to make it smaller.
  std::uint64_t most_events = 250'000;
  std::uint64_t most_actors = 20'000;
};

// Whether the page is part of this build: it is made with Node.js and npm (CHANCERY_BUILD_PAGE).
bool hasHtmlPage();

// All events that the filter takes, with their evidence, their participants and where these stand
// in the picture (graph/layout.h), in the colours of their communities (graph/communities.h). The
// passages are written as they are read; of each event some sixty bytes stay in memory until the
// end.
//
// The same graph gives the same bytes. All text is data, never markup: what is not UTF-8 and what
// XML forbids becomes U+FFFD, and nothing in a text can end the block it stands in.
//
// Errors: kInvalidInput (this build has no page; the graph has more events or actors than
// `options` allows); kIo (the stream refuses); those of the source.
Result<void> writeHtml(const EventSource& source, const EventFilter& filter,
                       const HtmlOptions& options, std::ostream& out);

}  // namespace chancery
