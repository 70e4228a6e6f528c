// What an engine says to a question: enough to see that it looked at each row, and that two
// engines say the same.
#pragma once

#include <cstdint>
#include <string>

#include "graph/event.h"

namespace chancery::bench {

struct Answer {
  std::uint64_t rows = 0;
  std::uint64_t sum = 0;  // over the rows, in any order

  friend bool operator==(const Answer&, const Answer&) = default;
};

// One row of a listing: each of its parts changes the sum.
inline void addRow(Answer& answer, std::int32_t day, int relation, const std::string& subject,
                   const std::string& object) {
  ++answer.rows;
  const auto letter = [](const std::string& id, std::size_t from_end) {
    return static_cast<std::uint64_t>(static_cast<unsigned char>(id[id.size() - from_end]));
  };
  answer.sum += (static_cast<std::uint64_t>(day) * 16 + static_cast<std::uint64_t>(relation)) *
                    (letter(subject, 1) * 3 + letter(subject, 2)) +
                letter(object, 1) * 7 + letter(object, 2);
}

// One partner, with how many events there are.
inline void addPartner(Answer& answer, const std::string& partner, std::uint64_t events) {
  ++answer.rows;
  answer.sum += events * (static_cast<unsigned char>(partner[partner.size() - 1]) * 3u +
                          static_cast<unsigned char>(partner[partner.size() - 2]));
}

// A pair of the busiest, the smaller id first.
inline void addPair(Answer& answer, const std::string& a, const std::string& b,
                    std::uint64_t events) {
  const auto letter = [](const std::string& id, std::size_t from_end) {
    return static_cast<std::uint64_t>(static_cast<unsigned char>(id[id.size() - from_end]));
  };
  ++answer.rows;
  answer.sum += events * (letter(a, 1) * 3 + letter(a, 2) + letter(b, 1) * 7 + letter(b, 2));
}

// How many steps there are from one to the other; no rows: there is no way.
inline Answer stepsAnswer(std::uint64_t steps) { return {1, steps}; }

}  // namespace chancery::bench
