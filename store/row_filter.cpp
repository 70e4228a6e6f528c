#include "store/row_filter.h"

#include <algorithm>

namespace chancery::store {

Result<RowFilter> RowFilter::of(View& view, const EventFilter& filter) {
  RowFilter rows(filter);
  if (filter.with) {
    const auto number = view.numberOf(*filter.with);
    if (!number) return tl::unexpected(number.error());
    rows.with_ = *number;
    rows.takes_nothing_ = !*number;
  }
  for (const std::string& topic : filter.topics) {
    const auto number = view.numberOfTopic(topic);
    if (!number) return tl::unexpected(number.error());
    if (*number) rows.topics_.push_back(**number);
  }
  if (!filter.topics.empty() && rows.topics_.empty()) rows.takes_nothing_ = true;
  return rows;
}

bool RowFilter::takesRecord(const EventRecord& record) const {
  return (filter_->relations.empty() || filter_->relations.contains(record.relation)) &&
         (filter_->statuses.empty() || filter_->statuses.contains(record.status)) &&
         record.confidence_permille >= filter_->min_confidence_permille &&
         (!with_ || record.subject == *with_ || record.object == *with_) &&
         (topics_.empty() ||
          std::find_first_of(topics_.begin(), topics_.end(), record.topics.begin(),
                             record.topics.end()) != topics_.end());
}

Result<bool> RowFilter::takes(View& view, const EventRow& row) const {
  if (takes_nothing_ || !filter_->takesDate(row.date) || !takesRecord(row.record)) return false;
  if (!filter_->place) return true;
  if (!row.record.place) return false;
  const auto place = view.idOf(*row.record.place);
  if (!place) return tl::unexpected(place.error());
  const auto country = view.countryOf(*row.record.place);
  if (!country) return tl::unexpected(country.error());
  return liesIn(**place, *filter_->place, *country);
}

}  // namespace chancery::store
