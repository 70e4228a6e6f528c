#include "extract/engine/postposed_destination.h"

#include <algorithm>

namespace chancery {
namespace {

class DestinationReader {
 public:
  explicit DestinationReader(const PostposedView& view) : view_(view) {}

  // Where somebody goes: the place nearest to the verb, in any case that the frame allows.
  std::int32_t destination(std::size_t i, const FrameRow& frame, const TriggerUse& use,
                           const std::vector<Argument>& arguments) const {
    for (const Argument& argument : arguments) {
      const bool allowed = std::find(frame.object.begin(), frame.object.end(), argument.marker) !=
                           frame.object.end();
      const auto& pronoun = view_.phraseOf(argument.group).pronoun;
      const bool names =
          !pronoun || *pronoun == PronounKind::kThere || *pronoun == PronounKind::kHere;
      if (!allowed || !names || !view_.fits(argument.group, frame.object_types)) continue;
      if ((frame.flags & kNeedsDirection) != 0 && !standsBefore(argument.group, i)) continue;
      return argument.group;
    }
    return use.verbal ? placeBeforeWhere(i, frame) : -1;
  }

  // "विमान अदाना पहुंच गया": a thing without a marker is the subject, so nobody who was named is.
  bool thingActs(std::size_t i) const {
    for (const std::uint32_t j : clauseAt(i).items) {
      if (j >= i) break;
      const Item& it = item(j);
      const std::size_t behind = next(j);
      if (it.group < 0 && it.is_noun && !it.is_verb && it.triggers.empty() && it.date < 0 &&
          !it.is_adverb && behind < view_.size() && !item(behind).marker && !item(behind).is_noun) {
        return true;
      }
    }
    return false;
  }

  // "दिल्ली बुलाया", "सम्मेलन के लिए बुलाया", "खाने पर बुलाया"
  bool saysPurpose(std::int32_t object, std::size_t i) const {
    const std::vector<std::uint32_t>& items = clauseAt(i).items;
    return std::any_of(items.begin(), items.end(), [&](std::uint32_t j) {
      if (j >= i) return false;
      const bool purpose =
          item(j).marker == Case::kFor || item(j).marker == Case::kOn ||
          (item(j).marker == Case::kIn && (j + 1 == i || (j + 2 == i && item(j + 1).is_not)));
      return purpose || (item(j).group >= 0 && item(j).group != object && j + 1 == i &&
                         isPlaceWithoutMarker(item(j).group));
    });
  }

 private:
  const Item& item(std::size_t i) const { return view_.item(i); }
  std::size_t next(std::size_t i) const { return view_.next(i); }
  const Clause& clauseAt(std::size_t i) const { return view_.clauseAt(i); }

  bool isPlaceWithoutMarker(std::int32_t group) const {
    constexpr unsigned kPlace = 1u << static_cast<unsigned>(EntityType::kPlace) |
                                1u << static_cast<unsigned>(EntityType::kCountry);
    constexpr unsigned kPerson = 1u << static_cast<unsigned>(EntityType::kPerson);
    const unsigned types = view_.typesOf(group);
    return (types & kPlace) != 0 && (types & kPerson) == 0 &&
           view_.markerOf(group) == Case::kSubject;
  }

  // "ताशकंद में, जहां वे सोमवार को पहुंचे थे": the place of which the clause tells.
  std::int32_t placeBeforeWhere(std::size_t i, const FrameRow& frame) const {
    for (const std::uint32_t where : clauseAt(i).items) {
      if (where >= i || !item(where).is_where) continue;
      for (std::size_t j = where; j-- > 0;) {
        const std::int32_t group = item(j).group;
        if (group < 0 || view_.phraseOf(group).pronoun) continue;
        const Case marker = view_.markerOf(group);
        const bool there = marker == Case::kIn || marker == Case::kSubject || marker == Case::kAt;
        if (there && view_.fits(group, frame.object_types) && !view_.phraseOf(group).hasRole())
          return group;
      }
    }
    return -1;
  }

  // True when nothing but a marker, an adverb or a date stands between the group and the trigger.
  bool standsBefore(std::int32_t group, std::size_t i) const {
    for (std::size_t j = i; j-- > 0;) {
      const Item& it = item(j);
      if (it.group >= 0) return it.group == group;
      const bool says_something = it.is_noun || it.is_verb || it.punctuation != 0 || it.is_and ||
                                  it.is_that || it.is_clause || !it.triggers.empty();
      if (!it.marker && it.date < 0 && !it.is_adverb && !it.is_adjective && says_something)
        return false;
    }
    return false;
  }

  const PostposedView& view_;
};

}  // namespace

std::int32_t destinationOf(const PostposedView& view, std::size_t trigger, const FrameRow& frame,
                           const TriggerUse& use, const std::vector<Argument>& arguments) {
  return DestinationReader(view).destination(trigger, frame, use, arguments);
}

bool thingActs(const PostposedView& view, std::size_t trigger) {
  return DestinationReader(view).thingActs(trigger);
}

bool saysPurpose(const PostposedView& view, std::int32_t object, std::size_t trigger) {
  return DestinationReader(view).saysPurpose(object, trigger);
}

}  // namespace chancery
