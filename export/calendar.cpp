#include "export/calendar.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "export/entity_cache.h"
#include "export/stream_check.h"
#include "export/utf8_text.h"
#include "export/value_text.h"

namespace chancery {
namespace {

constexpr std::size_t kMostOctets = 75;  // of a line, its break apart (RFC 5545, 3.1)

std::string_view statusOf(Status status) {
  switch (status) {
    case Status::kPossible: return "TENTATIVE";
    case Status::kDenied: return "CANCELLED";
    case Status::kHappened:
    case Status::kPlanned: break;
  }
  return "CONFIRMED";
}

// "20250821".
std::string dateText(Day day) {
  std::string text = toIso(day);
  std::erase(text, '-');
  return text;
}

// A value of type TEXT (3.3.11).
std::string textValue(std::string_view text) {
  std::string value;
  for (const char c : xmlText(text)) {
    if (c == '\n') {
      value += "\\n";
      continue;
    }
    if (c == '\\' || c == ';' || c == ',') value += '\\';
    value += c;
  }
  return value;
}

bool isContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0u) == 0x80u; }

class CalendarFile {
 public:
  explicit CalendarFile(std::ostream& out) : out_(out) {
    line("BEGIN", "VCALENDAR");
    line("VERSION", "2.0");
    line("PRODID", "-//Chancery//Chancery//EN");
    line("CALSCALE", "GREGORIAN");
  }

  // Folded: the rest of a long line begins with a blank on the next one; no character is broken.
  void line(std::string_view name, std::string_view value) {
    std::string text = std::string(name) + ":" + std::string(value);
    std::string_view rest = text;
    std::size_t space = kMostOctets;
    while (rest.size() > space) {
      std::size_t end = space;
      while (isContinuation(rest[end])) --end;
      out_ << rest.substr(0, end) << "\r\n ";
      rest.remove_prefix(end);
      space = kMostOctets - 1;
    }
    out_ << rest << "\r\n";
  }
  void text(std::string_view name, std::string_view value) {
    if (!value.empty()) line(name, textValue(value));
  }

  bool ok() const { return out_.good(); }
  Result<void> finish() {
    line("END", "VCALENDAR");
    return checkStream(out_);
  }

 private:
  std::ostream& out_;
};

// The day of the latest report, else of the event: the clock has no say in what is written.
Day stampOf(const Event& event) {
  std::optional<Day> latest;
  for (const Mention& mention : event.mentions) latest = std::max(latest, mention.reported);
  return latest.value_or(event.date->first);
}

// Each passage once, in the order of the documents.
std::string passagesOf(const Event& event) {
  std::set<std::string_view> seen;
  std::string text;
  for (const Mention& mention : event.mentions) {
    if (mention.text.empty() || !seen.insert(mention.text).second) continue;
    text.append(text.empty() ? "" : "\n").append(mention.text);
  }
  return text;
}

// The address of the first document that has one on the web.
Result<std::string> addressOf(const EventSource& source, const Event& event) {
  for (const Mention& mention : event.mentions) {
    const auto document = source.findDocument(mention.document);
    if (document && isWebAddress(document->url)) return iriFromAddress(document->url);
    if (!document && document.error().code != ErrorCode::kNotFound) {
      return tl::unexpected<Error>(document.error());
    }
  }
  return std::string();
}

Result<std::string> labelIn(EntityCache& entities, const EntityId& id) {
  const auto entity = entities.find(id);
  if (!entity) return tl::unexpected<Error>(entity.error());
  return labelOf(**entity);
}

Result<void> writeEvent(const EventSource& source, const Event& event, EntityCache& entities,
                        CalendarFile& file) {
  const RelationInfo& relation = infoOf(event.relation);
  const auto subject = labelIn(entities, event.subject);
  const auto object = labelIn(entities, event.object);
  const auto place = event.place ? labelIn(entities, *event.place) : Result<std::string>();
  const auto address = addressOf(source, event);
  for (const auto* text : {&subject, &object, &place, &address}) {
    if (!*text) return tl::unexpected<Error>(text->error());
  }
  file.line("BEGIN", "VEVENT");
  file.line("UID", toString(event.id));
  file.line("DTSTAMP", dateText(stampOf(event)) + "T000000Z");
  file.line("DTSTART;VALUE=DATE", dateText(event.date->first));
  file.line("DTEND;VALUE=DATE", dateText(addDays(event.date->last, 1)));  // it is the day after
  file.text("SUMMARY", *subject + (relation.symmetric ? " – " : " → ") + *object + " (" +
                           std::string(relation.name) + ")");
  file.text("LOCATION", *place);
  file.text("DESCRIPTION", passagesOf(event));
  file.line("STATUS", statusOf(event.status));
  file.line("TRANSP", "TRANSPARENT");  // nobody's own time is taken
  std::string categories(relation.name);
  for (const std::string& topic : event.topics) categories += "," + textValue(topic);
  file.line("CATEGORIES", categories);
  if (!address->empty()) file.line("URL", *address);
  file.line("END", "VEVENT");
  return {};
}

EventFilter meetingsOf(EventFilter filter) {
  if (filter.relations.empty()) {
    filter.relations = {Relation::kMeet, Relation::kTalk, Relation::kVisit, Relation::kHost};
  }
  if (filter.statuses.empty()) {
    filter.statuses = {Status::kDenied, Status::kPlanned, Status::kPossible};
  }
  return filter;
}

}  // namespace

Result<void> writeCalendar(const EventSource& source, const EventFilter& filter,
                           std::ostream& out) {
  CalendarFile file(out);
  EntityCache entities(source);
  Result<void> written;
  const auto read =
      source.forEachEvent(meetingsOf(filter), Detail::kMentions, [&](const Event& event) {
        if (event.date) written = writeEvent(source, event, entities, file);
        return written && file.ok();
      });
  if (!read) return read;
  if (!written) return written;
  return file.finish();
}

}  // namespace chancery
