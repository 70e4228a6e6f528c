// Where rows go when documents come and go: into one atomic batch, or into sorted files.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "store/family.h"
#include "store/partner_counts.h"

namespace chancery::store {

// What went wrong is told when all is committed, not row by row.
class RowSink {
 public:
  virtual ~RowSink() = default;

  // Each key comes once at most.
  virtual void put(Family family, std::string_view key, std::string_view value) = 0;
  virtual void erase(Family family, std::string_view key) = 0;
  // Of Family::kMonths: adds to a count, where a missing row is 0. A key may come often.
  virtual void count(std::string_view key, std::int64_t more) = 0;
  // Of Family::kPartners: what became of an event of the pair that pairPrefix() makes. A pair may
  // come often, an event once.
  virtual void change(std::string_view pair, const EventChange& change) = 0;
};

// The rows of Family::kBusiest for a count of Family::kMonths that changes.
inline void rank(RowSink& sink, std::string_view count_key, std::uint64_t before,
                 std::uint64_t after) {
  if (before == after) return;
  if (before >= kLeastRanked) sink.erase(Family::kBusiest, rankKey(count_key, before));
  if (after >= kLeastRanked) sink.put(Family::kBusiest, rankKey(count_key, after), "");
}

}  // namespace chancery::store
