#include "extract/engine/preposed_further.h"

#include <algorithm>
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

// Behind an "and": over "then", "separately," and what is set off by commas, as "at his office,".
std::size_t overAside(const PreposedView& view, std::size_t i) {
  while (i < view.size()) {
    const Item& it = view.item(i);
    const bool aside =
        it.punctuation == U',' && i + 1 < view.size() &&
        (view.item(i + 1).marker == Case::kAt || view.item(i + 1).marker == Case::kIn);
    if (aside) {
      std::size_t close = i + 1;
      while (close < view.size() && view.item(close).punctuation != U',') ++close;
      if (close == view.size()) return i;
      i = close + 1;
    } else if (it.marker == Case::kOn && it.group < 0 && i + 1 < view.size() &&
               view.item(i + 1).date >= 0) {
      i += 2;  // "and on Wednesday with Geneus"
    } else if (it.is_article || it.is_adverb || it.punctuation == U',' || it.date >= 0) {
      ++i;
    } else {
      break;
    }
  }
  return i;
}

// "with Roh, who would not hear of it, and then with Abe": the "and" behind a clause about the
// first; size() where none follows with the same preposition.
std::size_t andBehindRelative(const PreposedView& view, std::size_t relative, Case marker) {
  constexpr std::size_t kLongClause = 20;  // items
  for (std::size_t j = relative + 1; j < view.size() && j < relative + kLongClause; ++j) {
    if (view.item(j).punctuation == U';' || view.item(j).punctuation == U':') break;
    if (!view.item(j).is_and || view.item(j - 1).punctuation != U',') continue;
    const std::size_t next = overAside(view, j + 1);
    if (next < view.size() && view.item(next).marker == marker) return j;
  }
  return view.size();
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

// "Abbas in Ramallah", "Abbas on Wednesday": whoever is named at `from` has a place or a day of his
// own before `end`, right behind him.
bool isLocated(const PreposedView& view, std::size_t from, std::size_t end) {
  if (from + 2 >= end || view.item(from).group < 0) return false;
  const std::optional<Case> marker = view.item(from + 1).marker;
  const std::size_t where = overArticles(view, from + 2);
  if (!marker || view.item(from + 1).group >= 0 || where >= end) return false;
  const bool place = *marker == Case::kIn || *marker == Case::kAt;
  return (place && view.item(where).group >= 0) ||
         (*marker == Case::kOn && view.item(where).date >= 0);
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
  std::size_t last = from + kReach;
  for (std::size_t j = from + 1; j < view.size() && j < last; ++j) {
    if (view.item(j).is_relative && marker) {
      j = andBehindRelative(view, j, *marker);
      if (j == view.size()) break;
      last = j + 1;
    }
    const Item& it = view.item(j);
    if (view.isBorder(j) || it.is_relative || view.isVerb(j) || it.is_have || it.is_infinitive ||
        (!it.triggers.empty() && !view.isManner(j)) || view.quoteChanges(j, from))
      break;
    if (!it.is_and) continue;
    std::size_t name = overAside(view, j + 1);
    if (within && name < view.size() && view.item(name).marker) name = overArticles(view, name + 1);
    if (marker && name < view.size() && view.item(name).marker == marker) {
      name = overArticles(view, name + 1);
    } else if (marker && !(isLocated(view, from, j) && isLocated(view, name, view.size()))) {
      break;
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
// `clause` becomes where a clause of his own begins, else `from`.
std::int32_t doesLikewise(const PreposedView& view, std::size_t from, std::size_t& clause) {
  for (std::size_t j = from + 1; j + 1 < view.size(); ++j) {
    // "condemned it last week, stayed away, as did Morocco": of the nearer verb
    const bool another = view.isVerb(j) && !view.item(j).is_be && !view.isGerund(j) &&
                         view.item(j - 1).punctuation == U',';
    if (another) return -1;
    if (!view.item(j).is_likewise) continue;
    // "…, and Slovakia followed suit", "… may do the same"
    std::size_t whose = j - 1;
    while (whose > from && view.item(whose).group < 0 &&
           (view.item(whose).is_adverb || view.item(whose).is_have ||
            view.item(whose).is_infinitive || !view.item(whose).cues.empty()))
      --whose;
    const std::int32_t before = view.item(whose).group;
    const bool own = before >= 0 && view.markerOf(before) == Case::kSubject;
    clause = own ? whose : from;
    if (own) return before;
    const std::size_t name = overArticles(view, j + 1);
    return name < view.size() ? view.item(name).group : -1;
  }
  return -1;
}

// "had come to Haiti in the company of Nunn": whoever comes with somebody.
std::int32_t comesAlong(const PreposedView& view, const Reading& reading) {
  if (view.frameOf(reading.trigger).relation != Relation::kVisit) return -1;
  bool there = false;  // the place is named
  for (std::size_t j = reading.item + 1u; j + 1 < reading.clause_last; ++j) {
    if (view.isVerb(j) || view.item(j).is_relative) return -1;
    there = there || view.item(j).group == reading.object.group;
    if (there && view.item(j).marker == Case::kWith && view.item(j).group < 0) {
      // "travelled to Kyiv with Scholz and Draghi"
      constexpr std::uint8_t kPerson = 1u << static_cast<unsigned>(EntityType::kPerson);
      const std::size_t name = overArticles(view, j + 1);
      const std::int32_t group = name < view.size() ? view.item(name).group : -1;
      const bool person = group >= 0 && !view.isPossessor(group) &&
                          view.input().natures[static_cast<std::size_t>(group)].types == kPerson;
      return person && view.markerOf(group) == Case::kWith ? group : -1;
    }
    if (!view.item(j).triggers.empty()) return -1;
    if (!view.item(j).is_company) continue;
    const std::size_t name = overArticles(view, j + 1);
    return name < view.size() ? view.item(name).group : -1;
  }
  return -1;
}

// "brought Maduro together with Granger": the other of the two; -1 where both were named before.
std::int32_t broughtTogetherWith(const PreposedView& view, const Reading& reading) {
  const std::int32_t one = reading.object.group;
  if (view.frameOf(reading.trigger).relation != Relation::kMediate || !view.isVerb(reading.item) ||
      one < 0 || view.isPlural(one) || view.markerOf(one) != Case::kObject)
    return -1;
  for (std::size_t j = itemOf(view, one) + 1; j + 1 < reading.clause_last; ++j) {
    const Item& it = view.item(j);
    if (view.isBorder(j) || it.is_relative || it.is_and || it.punctuation != 0) return -1;
    // "face to face with", one entry of the table
    const bool facing = it.group < 0 && !view.isOneWord(j) && view.says(j, Relation::kMeet);
    if ((it.marker != Case::kWith && !facing) || it.group >= 0) continue;
    const std::size_t name = overArticles(view, j + 1);
    const std::int32_t other = name < view.size() ? view.item(name).group : -1;
    return other >= 0 && isAlike(view, one, other) ? other : -1;
  }
  return -1;
}

// "carried proposals from A to B and back": to whom, where `reading` has from whom.
std::int32_t carriedTo(const PreposedView& view, const Reading& reading) {
  const std::int32_t from = reading.object.group;
  if (view.frameOf(reading.trigger).relation != Relation::kMediate || from < 0 ||
      view.markerOf(from) != Case::kFrom)
    return -1;
  for (std::size_t j = itemOf(view, from) + 1; j < reading.clause_last; ++j) {
    const std::int32_t group = view.item(j).group;
    if (group >= 0 && view.markerOf(group) == Case::kTo) return group;
  }
  return -1;
}

// "talked on Friday and again on Saturday": where the second time is said, by an adverb and a day
// and no more; size() where nothing of the kind follows.
std::size_t secondTime(const PreposedView& view, const Reading& reading) {
  bool dated = false;
  for (std::size_t j = reading.item + 1u; j + 2 < reading.clause_last; ++j) {
    const Item& it = view.item(j);
    dated = dated || it.date >= 0;
    if (it.is_relative || view.isVerb(j)) break;
    if (!it.is_and || !dated || !view.item(j + 1).is_adverb) continue;
    std::size_t day = j + 2;
    while (day < reading.clause_last && view.item(day).marker && view.item(day).group < 0) ++day;
    const bool only = day < reading.clause_last && view.item(day).date >= 0;
    const bool ends = day + 1 >= reading.clause_last || view.item(day + 1).punctuation != 0;
    return only && ends ? j : view.size();
  }
  return view.size();
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
  if (const std::size_t again = secondTime(view, reading); again < view.size()) {
    Reading second = reading;
    second.clause_first = static_cast<std::uint32_t>(again);
    Reading once = reading;
    once.clause_last = static_cast<std::uint32_t>(again);
    readings.push_back(once);
    readings.push_back(second);
    return;
  }
  addNext(view, reading, readings);
  if (reading.mutual && reading.object.group >= 0) {
    Reading back = reading;
    std::swap(back.subject, back.object);
    readings.push_back(back);
  }
  if (const std::int32_t other = broughtTogetherWith(view, reading); other >= 0) {
    Reading with_him = reading;
    with_him.object.group = other;
    readings.push_back(with_him);
  }
  if (const std::int32_t other = carriedTo(view, reading); other >= 0) {
    Reading back = reading;
    back.object.group = other;
    readings.push_back(back);
  }
  if (const std::int32_t other = view.frameOf(reading.trigger).relation == Relation::kMediate
                                     ? view.otherSideOf(reading.object.group)
                                     : -1;
      other >= 0 && other != reading.subject.group) {
    Reading between = reading;
    between.object.group = other;
    readings.push_back(between);
  }
  const std::int32_t along = comesAlong(view, reading);
  std::size_t clause = reading.item;
  const std::int32_t likewise = along >= 0 ? along : doesLikewise(view, reading.item, clause);
  const FrameRow& frame = view.frameOf(reading.trigger);
  if (likewise >= 0 && reading.subject.group >= 0 && !reading.each_other &&
      view.takes(likewise, frame.subject_types)) {
    Reading other = readings[first];
    other.subject = {likewise, false};
    if (clause > reading.item) {
      readings[first].clause_last =
          std::min(readings[first].clause_last, static_cast<std::uint32_t>(clause));
      other.clause_first = static_cast<std::uint32_t>(clause);
    }
    readings.push_back(other);
  }
}

}  // namespace chancery
