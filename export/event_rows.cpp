#include "export/event_rows.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "export/cameo.h"
#include "export/country_codes.h"
#include "export/entity_cache.h"
#include "export/stream_check.h"
#include "export/utf8_text.h"
#include "export/value_text.h"

namespace chancery {
namespace {

constexpr std::array<std::string_view, 37> kColumns = {"event_id",
                                                       "event_date",
                                                       "year",
                                                       "month",
                                                       "day",
                                                       "date_end",
                                                       "date_precision",
                                                       "source_name",
                                                       "source_id",
                                                       "source_type",
                                                       "source_country",
                                                       "source_code",
                                                       "target_name",
                                                       "target_id",
                                                       "target_type",
                                                       "target_country",
                                                       "target_code",
                                                       "relation",
                                                       "symmetric",
                                                       "cameo_code",
                                                       "cameo_root",
                                                       "quad_class",
                                                       "goldstein",
                                                       "plover_event",
                                                       "plover_mode",
                                                       "plover_context",
                                                       "status",
                                                       "confidence",
                                                       "location",
                                                       "location_id",
                                                       "location_country",
                                                       "num_mentions",
                                                       "num_documents",
                                                       "first_report",
                                                       "event_text",
                                                       "documents",
                                                       "urls"};

// One row as it grows.
class Row {
 public:
  Row& add(std::string_view field) {
    if (fields_++ > 0) text_ += '\t';
    const std::size_t begin = text_.size();
    appendXmlText(field, text_);
    std::replace_if(
        text_.begin() + static_cast<std::ptrdiff_t>(begin), text_.end(),
        [](char c) { return c == '\t' || c == '\n'; }, ' ');
    return *this;
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
  std::size_t fields_ = 0;
};

void addDate(const std::optional<DateSpan>& date, Row& row) {
  if (!date) {
    for (int i = 0; i < 6; ++i) row.add("");
    return;
  }
  // a month or a year has no day of its own
  const DatePrecision precision = precisionOf(*date);
  const CivilDate first = toCivil(date->first);
  row.add(toIso(date->first)).add(std::to_string(first.year));
  row.add(precision == DatePrecision::kYear ? "" : std::to_string(first.month));
  const bool has_day = precision == DatePrecision::kDay || precision == DatePrecision::kSpan;
  row.add(has_day ? std::to_string(first.day) : "");
  row.add(toIso(date->last)).add(nameOf(precision));
}

// CAMEO's code of the country, else the name.
void addActor(const Entity& entity, Row& row) {
  const std::string_view country = countryAlpha3(entity.country);
  const std::string label = labelOf(entity);
  row.add(label).add(entity.id.value).add(nameOf(entity.type)).add(country);
  row.add(country.empty() ? std::string_view(label) : country);
}

void addCodes(const Event& event, Row& row) {
  const RelationInfo& relation = infoOf(event.relation);
  const CameoScale& scale = scaleOf(event.relation);
  row.add(relation.name).add(relation.symmetric ? "true" : "false").add(relation.cameo);
  row.add(rootOf(relation.cameo)).add(std::to_string(quadClassOf(relation.cameo)));
  row.add(scale.goldstein).add(relation.plover).add(scale.plover_mode);
}

void addPlace(const Entity* place, Row& row) {
  row.add(place ? labelOf(*place) : "").add(place ? place->id.value : "");
  row.add(place ? countryAlpha3(place->country) : "");
}

struct Sources {
  std::uint64_t count = 0;
  std::string documents;
  std::string urls;
  std::optional<Day> first_report;
};

// The web addresses of documents: many events in a row are of the same few.
class Addresses {
 public:
  explicit Addresses(const EventSource& source) : source_(source) {}

  // Empty where a document has none; valid until the next call.
  Result<std::string_view> of(const DocumentId& id) {
    if (const auto known = known_.find(id.value); known != known_.end()) return known->second;
    const auto document = source_.findDocument(id);
    if (!document && document.error().code != ErrorCode::kNotFound) {
      return tl::unexpected<Error>(document.error());
    }
    const bool has_one = document && isWebAddress(document->url);
    if (known_.size() >= kMost) known_.clear();
    return known_.emplace(id.value, has_one ? iriFromAddress(document->url) : "").first->second;
  }

 private:
  static constexpr std::size_t kMost = 10'000;
  const EventSource& source_;
  std::unordered_map<std::string, std::string> known_;
};

Result<Sources> sourcesOf(const Event& event, Addresses& addresses) {
  Sources sources;
  const DocumentId* previous = nullptr;  // mentions are sorted by document
  for (const Mention& mention : event.mentions) {
    if (mention.reported && (!sources.first_report || *mention.reported < *sources.first_report)) {
      sources.first_report = mention.reported;
    }
    if (previous && *previous == mention.document) continue;
    previous = &mention.document;
    ++sources.count;
    sources.documents.append(sources.documents.empty() ? "" : ";").append(mention.document.value);
    const auto address = addresses.of(mention.document);
    if (!address) return tl::unexpected<Error>(address.error());
    if (!address->empty()) sources.urls.append(sources.urls.empty() ? "" : ";").append(*address);
  }
  return sources;
}

class RowsFile {
 public:
  RowsFile(const EventSource& source, std::ostream& out)
      : entities_(source), addresses_(source), out_(out) {
    Row titles;
    for (const std::string_view column : kColumns) titles.add(column);
    out_ << titles.text() << '\n';
  }

  Result<void> add(const Event& event) {
    Row row;
    row.add(toString(event.id));
    addDate(event.date, row);
    for (const EntityId* id : {&event.subject, &event.object}) {
      const auto entity = entities_.find(*id);
      if (!entity) return tl::unexpected<Error>(entity.error());
      addActor(**entity, row);
    }
    addCodes(event, row);
    std::string topics;
    for (const std::string& topic : event.topics) topics += (topics.empty() ? "" : ";") + topic;
    row.add(topics).add(nameOf(event.status)).add(fractionText(event.confidence_permille));
    const Entity* place = nullptr;
    if (event.place) {
      const auto found = entities_.find(*event.place);
      if (!found) return tl::unexpected<Error>(found.error());
      place = *found;
    }
    addPlace(place, row);
    const auto sources = sourcesOf(event, addresses_);
    if (!sources) return tl::unexpected<Error>(sources.error());
    row.add(std::to_string(event.mentions.size())).add(std::to_string(sources->count));
    row.add(sources->first_report ? toIso(*sources->first_report) : "");
    row.add(event.mentions.empty() ? "" : event.mentions.front().text);
    row.add(sources->documents).add(sources->urls);
    out_ << row.text() << '\n';
    return {};
  }
  bool ok() const { return out_.good(); }

 private:
  EntityCache entities_;
  Addresses addresses_;
  std::ostream& out_;
};

}  // namespace

Result<void> writeEventRows(const EventSource& source, const EventFilter& filter,
                            std::ostream& out) {
  RowsFile file(source, out);
  Result<void> written;
  const auto read = source.forEachEvent(filter, Detail::kMentions, [&](const Event& event) {
    written = file.add(event);
    return written && file.ok();
  });
  if (!read) return read;
  if (!written) return written;
  return checkStream(out);
}

}  // namespace chancery
