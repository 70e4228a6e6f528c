#include "extract/engine/postposed.h"

#include <algorithm>
#include <string_view>

namespace chancery {

std::size_t PostposedView::next(std::size_t i) const {
  for (std::size_t j = i + 1; j < size(); ++j) {
    if (sameClause(i, j)) return j;
  }
  return size();
}

bool PostposedView::hasVerbTrigger(std::size_t i) const {
  return std::any_of(item(i).triggers.begin(), item(i).triggers.end(), [this](std::uint32_t row) {
    return input_.image.triggers()[row].trigger_class == TriggerClass::kVerb;
  });
}

bool PostposedView::clauseHasBehind(std::size_t i, bool Item::*flag) const {
  for (std::size_t j = next(i); j < size(); j = next(j)) {
    if (item(j).*flag) return true;
  }
  return false;
}

bool PostposedView::clauseHasBefore(std::size_t i, bool Item::*flag) const {
  const std::vector<std::uint32_t>& items = clauseAt(i).items;
  return std::any_of(items.begin(), items.end(),
                     [&](std::uint32_t j) { return j < i && item(j).*flag; });
}

bool PostposedView::isAuxiliary(std::size_t i) const {
  if (i == 0 || !(item(i).is_passive || item(i).is_support)) return false;
  const Item& before = item(i - 1);
  if (before.group >= 0 || !before.is_verb || before.is_be) return false;
  return item(i).is_passive || !(before.is_participle || before.is_verbal_noun || before.marker);
}

bool PostposedView::isPassive(const TriggerUse& use) const {
  // "तलब किया गया", "निष्कासित कर दिया गया"
  const bool of_itself = hasVerbTrigger(use.verb) && !item(use.verb).is_support;
  std::size_t verb = of_itself ? next(use.verb) : use.verb;
  // "सराहा गया", but "पहुंच गया"
  if (of_itself && verb < size() && item(verb).is_passive) {
    const std::string_view family =
        infoOf(frameOf(item(use.verb).triggers.front()).relation).family;
    return family != "contact" && !item(use.verb).is_participle;
  }
  while (verb < size() && item(verb).is_support && !item(verb).is_be) {
    const std::size_t behind = next(verb);
    if (behind >= size()) return false;
    if (item(behind).is_passive) return true;
    if (!item(verb).is_light) return false;
    verb = behind;
  }
  return false;
}

bool PostposedView::isTopic(std::size_t i) const {
  const std::size_t behind = next(i);
  const Item& it = item(i);
  if (it.is_verb || !(it.is_noun || it.topic >= 0 || !it.triggers.empty())) return false;
  if (i > 0 && item(i - 1).marker == Case::kOf) return false;
  return behind < size() && !item(behind).is_verb &&
         (item(behind).marker == Case::kOn || item(behind).marker == Case::kAbout);
}

}  // namespace chancery
