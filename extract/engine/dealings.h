// Stage 8, the company of a text: who was said to deal with whom, for "the three leaders", "the two
// countries", and for talks of which nobody is named.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "extract/engine/actors.h"
#include "extract/engine/items.h"

namespace chancery {

// What two sides were said to do with each other.
struct Dealing {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;  // actors of the one and the other
  std::uint32_t sentence = 0;

  // All who took part, each once, in their order.
  std::vector<std::uint32_t> everybody() const;
};

class Dealings {
 public:
  void remember(Dealing dealing);
  // Several who were named together, as a list.
  void rememberList(std::vector<std::uint32_t> actors);

  // The last one, if it was told at most `reach` sentences before `sentence`; nullptr for none.
  const Dealing* last(std::uint32_t sentence, std::uint32_t reach) const;
  // The last who dealt with each other, or were listed, and are as many as `count`; empty for none.
  std::vector<std::uint32_t> company(std::size_t count) const;

 private:
  std::optional<Dealing> last_;
  std::vector<std::vector<std::uint32_t>> companies_;  // the last one first
};

// The countries whose affair a text is, as entities: those that it names most often, the most often
// first; two that are named equally often in the order in which they are named first.
std::vector<std::uint32_t> countriesByMention(const Image& image, const Cast& cast,
                                              const std::vector<SentenceItems>& sentences);

}  // namespace chancery
