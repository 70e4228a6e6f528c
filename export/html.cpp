#include "export/html.h"

#include <set>
#include <string_view>

#include "export/html_columns.h"
#include "export/page_template.h"
#include "export/stream_check.h"
#include "export/utf8_text.h"

namespace chancery {
namespace {

// Where in the template the title and the data go; export/html/build.mjs puts them there.
constexpr std::string_view kTitleMark = "@@chancery:title@@";
constexpr std::string_view kDataMark = "@@chancery:data@@";

constexpr std::string_view kUsualTitle = "Who meets whom";

std::string markupOf(std::string_view text) {
  std::string markup;
  for (const char c : xmlText(text)) {
    switch (c) {
      case '&': markup += "&amp;"; break;
      case '<': markup += "&lt;"; break;
      case '>': markup += "&gt;"; break;
      default: markup += c;
    }
  }
  return markup;
}

Result<void> checkSize(std::uint64_t events, std::uint64_t actors, const HtmlOptions& options) {
  if (events <= options.most_events && actors <= options.most_actors) return {};
  return makeError(
      ErrorCode::kInvalidInput,
      "a page of " + std::to_string(events) + " events between " + std::to_string(actors) +
          " actors is more than a browser shows with ease (at most " +
          std::to_string(options.most_events) + " and " + std::to_string(options.most_actors) +
          "); make it smaller with --top N, --min-weight N, --ego NAME, or a "
          "filter such as --from");
}

// The part of the template up to `mark`, which is taken off `rest` with the mark.
std::string_view partBefore(std::string_view& rest, std::string_view mark) {
  const std::size_t at = rest.find(mark);
  const std::string_view part = rest.substr(0, at);
  rest.remove_prefix(at + mark.size());
  return part;
}

}  // namespace

bool hasHtmlPage() { return !pageTemplate().empty(); }

Result<void> writeHtml(const EventSource& source, const EventFilter& filter,
                       const HtmlOptions& options, std::ostream& out) {
  if (!hasHtmlPage()) {
    return makeError(ErrorCode::kInvalidInput,
                     "this build of Chancery has no page: Node.js or npm was missing when it was "
                     "made; install them (Debian: nodejs, npm), configure with "
                     "-DCHANCERY_BUILD_PAGE=ON and build again");
  }
  std::set<EntityId> actors;
  std::uint64_t events = 0;
  auto read = source.forEachEvent(filter, Detail::kSummary, [&](const Event& event) {
    ++events;
    actors.insert({event.subject, event.object});
    return true;
  });
  if (!read) return read;
  if (auto fits = checkSize(events, actors.size(), options); !fits) return fits;
  const auto graph = SnapshotGraph::read(source, filter);
  if (!graph) return tl::unexpected<Error>(graph.error());

  std::string_view rest = pageTemplate();
  out << partBefore(rest, kTitleMark)
      << markupOf(options.title.empty() ? kUsualTitle : std::string_view(options.title))
      << partBefore(rest, kDataMark);
  HtmlColumns columns(actors, out);
  read = source.forEachEvent(filter, Detail::kMentions, [&](const Event& event) {
    columns.add(event);
    return out.good();
  });
  if (!read) return read;
  if (out.good()) {
    if (auto written = columns.finish(source, *graph, options); !written) return written;
  }
  out << rest;
  return checkStream(out);
}

}  // namespace chancery
