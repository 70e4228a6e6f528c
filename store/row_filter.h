// What a question asks of each row, in the numbers of the store: no name is looked up for it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/view.h"

namespace chancery::store {

// Ownership: refers to the filter. Thread safety: that of the view.
class RowFilter {
 public:
  // Errors: those of the view.
  static Result<RowFilter> of(View& view, const EventFilter& filter);

  // Names what the store has never heard of: no event can be taken.
  bool takesNothing() const { return takes_nothing_; }
  Result<bool> takes(View& view, const EventRow& row) const;

 private:
  explicit RowFilter(const EventFilter& filter) : filter_(&filter) {}
  bool takesRecord(const EventRecord& record) const;

  const EventFilter* filter_;
  std::optional<EntityNumber> with_;
  std::vector<TopicNumber> topics_;
  bool takes_nothing_ = false;
};

}  // namespace chancery::store
