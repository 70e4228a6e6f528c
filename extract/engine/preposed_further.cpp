#include "extract/engine/preposed_further.h"

#include <utility>

namespace chancery {
namespace {

constexpr std::size_t kReach = 14;  // items between the one and the other

std::size_t itemOf(const PreposedView& view, std::int32_t group) {
  for (std::size_t i = 0; i < view.size(); ++i) {
    if (view.item(i).group == group) return i;
  }
  return view.size();
}

std::size_t overArticles(const PreposedView& view, std::size_t i) {
  while (i < view.size() && (view.item(i).is_article || view.item(i).is_adverb)) ++i;
  return i;
}

// The preposition right before a name, over articles; nothing where there is none.
std::optional<Case> prepositionOf(const PreposedView& view, std::size_t name) {
  while (name > 0 && view.item(name - 1).is_article) --name;
  return name > 0 ? view.item(name - 1).marker : std::nullopt;
}

bool isAlike(const PreposedView& view, std::int32_t one, std::int32_t other) {
  const auto typesOf = [&](std::int32_t group) {
    return view.input().natures[static_cast<std::size_t>(group)].types;
  };
  return (typesOf(one) & typesOf(other)) != 0;
}

// Where the next one stands who is named with the same preposition as the one at `from`; size() if
// nobody is. `cut` becomes where his part of the clause begins.
std::size_t nextAlike(const PreposedView& view, const Reading& reading, std::size_t from,
                      std::size_t& cut) {
  const std::optional<Case> marker = prepositionOf(view, from);
  // "is expected in Beijing on Monday and in Seoul on Tuesday": the verb ends with its preposition
  const bool within =
      !marker && !view.isOneWord(reading.item) && overArticles(view, reading.item + 1) == from;
  const std::int32_t one = view.item(from).group;
  for (std::size_t j = from + 1; j < view.size() && j < from + kReach; ++j) {
    const Item& it = view.item(j);
    if (view.isBorder(j) || it.is_relative || view.isVerb(j) || it.is_have || it.is_infinitive ||
        (!it.triggers.empty() && !view.isManner(j)) || view.quoteChanges(j, from))
      break;
    if (!it.is_and) continue;
    std::size_t name = overArticles(view, j + 1);
    if (within && name < view.size() && view.item(name).marker) name = overArticles(view, name + 1);
    if (marker) {
      if (name >= view.size() || view.item(name).marker != marker) break;
      name = overArticles(view, name + 1);
    }
    if (name >= view.size() || view.item(name).group < 0 || name == j) break;
    const std::int32_t other = view.item(name).group;
    if (view.isPossessor(other) || view.verbBegins(name + 1) || !isAlike(view, one, other)) break;
    if (name + 1 < view.size() && view.isVerb(name + 1)) break;
    cut = j;
    return name;
  }
  return view.size();
}

// "…, and so did Vladimir Putin"
std::int32_t doesLikewise(const PreposedView& view, std::size_t from) {
  for (std::size_t j = from + 1; j + 1 < view.size(); ++j) {
    if (!view.item(j).is_likewise) continue;
    const std::size_t name = overArticles(view, j + 1);
    return name < view.size() ? view.item(name).group : -1;
  }
  return -1;
}

void addNext(const PreposedView& view, Reading reading, std::vector<Reading>& readings) {
  const std::int32_t object = reading.object.group;
  if (object < 0 || reading.passive || reading.each_other) return readings.push_back(reading);
  const std::size_t from = itemOf(view, object);
  std::size_t cut = 0;
  const std::size_t name =
      from < view.size() && from > reading.item ? nextAlike(view, reading, from, cut) : view.size();
  if (name == view.size()) return readings.push_back(reading);
  Reading next = reading;
  next.object.group = view.item(name).group;
  next.clause_first = static_cast<std::uint32_t>(cut);
  reading.clause_last = static_cast<std::uint32_t>(cut);
  readings.push_back(reading);
  addNext(view, next, readings);
}

}  // namespace

void addFurther(const PreposedView& view, const Reading& reading, std::vector<Reading>& readings) {
  const std::size_t first = readings.size();
  addNext(view, reading, readings);
  if (reading.mutual && reading.object.group >= 0) {
    Reading back = reading;
    std::swap(back.subject, back.object);
    readings.push_back(back);
  }
  const std::int32_t likewise = doesLikewise(view, reading.item);
  const FrameRow& frame = view.frameOf(reading.trigger);
  if (likewise >= 0 && reading.subject.group >= 0 && !reading.each_other &&
      view.takes(likewise, frame.subject_types)) {
    Reading other = readings[first];
    other.subject = {likewise, false};
    readings.push_back(other);
  }
}

}  // namespace chancery
