#include "export/event_line_reader.h"

#include <algorithm>
#include <boost/uuid/uuid_io.hpp>
#include <map>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "export/event_line.h"
#include "graph/entity_union.h"
#include "graph/uuid.h"

namespace chancery {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// The lines of one document, as far as they were read.
struct Gathered {
  Document document;
  std::map<EntityId, Entity> entities;
  std::map<EventId, Event> events;
  bool has_hash = false;  // as given; else that of the lines serves
  std::string hash_of_lines;
};

void fillIn(std::string& text, const std::string& other) {
  if (text.empty()) text = other;
}

// What the first line of a document left open, a later one may tell.
void fillIn(Document& document, const Document& other) {
  fillIn(document.language, other.language);
  fillIn(document.title, other.title);
  fillIn(document.url, other.url);
  fillIn(document.content_hash, other.content_hash);
  if (!document.date) document.date = other.date;
}

void gather(Gathered& gathered, EventLine&& line, const std::string& text) {
  fillIn(gathered.document, line.document);
  gathered.has_hash = gathered.has_hash || line.gives_hash;
  for (Entity& entity : line.entities) {
    const auto [known, added] = gathered.entities.try_emplace(entity.id, entity);
    if (!added) unite(known->second, entity);
  }
  // finish() derives once, however many lines tell of the event
  const auto [known, added] = gathered.events.try_emplace(line.event.id, line.event);
  std::vector<Mention>& mentions = known->second.mentions;
  if (!added)
    mentions.insert(mentions.end(), line.event.mentions.begin(), line.event.mentions.end());
  gathered.hash_of_lines = boost::uuids::to_string(uuidOfName(gathered.hash_of_lines + text));
}

DocumentEvents finish(Gathered&& gathered, const EventLineOptions& options) {
  DocumentEvents said;
  said.document = std::move(gathered.document);
  if (!gathered.has_hash) said.document.content_hash = std::move(gathered.hash_of_lines);
  for (auto& [id, entity] : gathered.entities) {
    if (options.search_keys) {
      entity.search_keys = options.search_keys(entity);
      std::sort(entity.search_keys.begin(), entity.search_keys.end());
      entity.search_keys.erase(std::unique(entity.search_keys.begin(), entity.search_keys.end()),
                               entity.search_keys.end());
    }
    said.entities.push_back(std::move(entity));
  }
  for (auto& [id, event] : gathered.events) {
    // all mentions are of this document, whichever line it was that told its date
    for (Mention& mention : event.mentions) mention.reported = said.document.date;
    derive(event);
    said.events.push_back(std::move(event));
  }
  std::sort(said.events.begin(), said.events.end(), comesBefore);
  return said;
}

enum class LineState { kRead, kTooLong, kEnd, kBroken };

// Reads up to the end of a line, but keeps no more of it than the limit allows.
LineState readBytes(std::streambuf& bytes, std::size_t longest, std::string& text) {
  text.clear();
  constexpr auto kEndOfStream = std::char_traits<char>::eof();
  bool any = false;
  bool too_long = false;
  for (;;) {
    const auto next = bytes.sbumpc();
    if (next == kEndOfStream) break;
    any = true;
    if (next == '\n') break;
    too_long = too_long || text.size() == longest;
    if (!too_long) text.push_back(static_cast<char>(next));
  }
  if (too_long) return LineState::kTooLong;
  return any ? LineState::kRead : LineState::kEnd;
}

LineState readLine(std::istream& in, std::size_t longest, std::string& text) {
  if (in.bad() || !in.rdbuf()) return LineState::kBroken;
  try {
    return readBytes(*in.rdbuf(), longest, text);
  } catch (const std::ios_base::failure&) {
    return LineState::kBroken;  // so a file buffer says that the system refused
  }
}

bool isBlank(std::string_view text) {
  return text.find_first_not_of(" \t\r") == std::string_view::npos;
}

}  // namespace

struct EventLineReader::State {
  std::istream& in;
  std::string name;
  EventLineOptions options;
  std::uint64_t line_number = 0;
  std::uint64_t skipped = 0;
  std::optional<Gathered> gathered;
  std::unordered_set<std::string> done;  // ids of the documents that were handed out

  void skip(const std::string& reason) {
    ++skipped;
    if (options.skipped) options.skipped(name + ":" + std::to_string(line_number), reason);
  }

  std::optional<DocumentEvents> handOut() {
    if (!gathered) return std::nullopt;
    done.insert(gathered->document.id.value);
    DocumentEvents said = finish(std::move(*gathered), options);
    gathered.reset();
    return said;
  }

  // Takes a line in; returns the document before it, if that is complete now.
  std::optional<DocumentEvents> take(std::string_view text) {
    auto line = parseEventLine(text, options.default_confidence_permille);
    if (!line) {
      skip(line.error().message);
      return std::nullopt;
    }
    const std::string& id = line->document.id.value;
    if (done.contains(id)) {
      skip("document '" + id + "' was there before; put the lines of a document together");
      return std::nullopt;
    }
    std::optional<DocumentEvents> complete;
    if (gathered && gathered->document.id.value != id) complete = handOut();
    if (!gathered) {
      gathered.emplace();
      gathered->document.id = line->document.id;
    }
    gather(*gathered, std::move(*line), std::string(text));
    return complete;
  }
};

EventLineReader::EventLineReader(std::istream& in, std::string name, EventLineOptions options)
    : state_(new State{in, std::move(name), std::move(options), 0, 0, {}, {}}) {}
EventLineReader::~EventLineReader() = default;
EventLineReader::EventLineReader(EventLineReader&&) noexcept = default;
EventLineReader& EventLineReader::operator=(EventLineReader&&) noexcept = default;

std::uint64_t EventLineReader::skippedLines() const { return state_->skipped; }

Result<std::optional<DocumentEvents>> EventLineReader::next() {
  State& state = *state_;
  std::string text;
  for (;;) {
    const LineState read = readLine(state.in, state.options.longest_line, text);
    if (read == LineState::kBroken) {
      return makeError(ErrorCode::kIo, "cannot read '" + state.name + "' after line " +
                                           std::to_string(state.line_number));
    }
    if (read == LineState::kEnd) return state.handOut();
    ++state.line_number;
    if (read == LineState::kTooLong) {
      state.skip("longer than " + std::to_string(state.options.longest_line) + " bytes");
      continue;
    }
    std::string_view line = text;
    if (state.line_number == 1 && line.starts_with(kByteOrderMark)) {
      line.remove_prefix(kByteOrderMark.size());
    }
    if (isBlank(line)) continue;
    if (auto complete = state.take(line)) return complete;
  }
}

}  // namespace chancery
