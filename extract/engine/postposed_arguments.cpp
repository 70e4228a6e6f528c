#include "extract/engine/postposed_arguments.h"

#include <algorithm>

namespace chancery {
namespace {

constexpr std::uint32_t bitOf(Case marker) { return 1u << static_cast<unsigned>(marker); }

// What was passed on the way from a trigger to its left.
class Passed {
 public:
  Passed(const PostposedView& view, std::size_t trigger)
      : view_(view),
        relation_(view.frameOf(view.item(trigger).triggers.front()).relation),
        trigger_item_(trigger) {}

  void pass(std::size_t j) {
    const Item& it = view_.item(j);
    if (view_.isAuxiliary(j) || view_.isTopic(j)) return;
    // "मोदी का इस महीने होने वाला दौरा": only describes the noun
    const std::size_t behind = view_.next(j);
    if (it.is_verbal_noun && it.is_support && behind < view_.size() &&
        !view_.item(behind).cues.empty() && !view_.item(behind).marker)
      return;
    // "फ्लैग मीटिंग": one word with the trigger
    const bool compound = behind == trigger_item_ && it.is_noun && !it.is_verb && !it.marker &&
                          it.triggers.empty() && !it.is_verbal_noun;
    if (compound) return;
    const bool joined = link_ && !view_.hasVerbTrigger(j);
    link_ = it.is_and || it.punctuation == U',';
    if (!it.triggers.empty()) {
      if (!joined) passTrigger(j);
      noun_ = noun_ || joined;  // "उत्तर कोरिया की मिसाइलों और व्यापार पर"
    } else if (it.is_participle && !it.is_adverb) {
      deed_ = participle_ = true;
    } else if (it.is_verbal_noun && it.is_giving) {
      claimed_ |= bitOf(Case::kDative);
      noun_ = true;
    } else if (it.is_verbal_noun && !it.is_support) {
      claimed_ |= bitOf(Case::kAblative);  // "रूस से तेल खरीदने पर"
      noun_ = true;
    } else if ((it.is_noun || it.is_deed || it.topic >= 0 || it.is_verbal_noun) && !isManner(j) &&
               !isMeasure(j) && !namesPlaceBehind(j)) {
      noun_ = true;
    }
  }

  // True when a group with this marker may still belong to the trigger.
  bool reaches(Case marker) const {
    if (PostposedView::isAgentCase(marker) || marker == Case::kBehalf) return true;
    return !deed_ && (claimed_ & bitOf(marker)) == 0 && (marker != Case::kOf || !noun_);
  }

  // A noun on the way has its own arguments; the first one that it can have is its.
  void found(std::int32_t group) {
    const Case marker = view_.markerOf(group);
    if (marker == Case::kOf) {
      // "ब्लिंकन का इजरायल का दौरा": to where, and behind that whose
      constexpr unsigned kPerson = 1u << static_cast<unsigned>(EntityType::kPerson);
      if (relation_ == Relation::kVisit && (view_.typesOf(group) & kPerson) == 0) return;
      noun_ = true;
    } else if (marker == Case::kOther) {
      noun_ = true;  // "राष्ट्रपति की सलाहकार के मुताबिक": hers
    } else if ((claimed_ & bitOf(marker)) != 0) {
      claimed_ = 0;
    }
  }

  bool deed() const { return deed_; }
  bool participle() const { return participle_; }
  bool noun() const { return noun_; }
  bool other() const { return deed_ || trigger_; }

 private:
  void passTrigger(std::size_t j) {
    trigger_ = true;
    const Item& it = view_.item(j);
    const bool done = view_.hasVerbTrigger(j) && !it.is_verbal_noun && !isOfNounBehind(j);
    if (done || it.is_participle) {
      deed_ = true;
      const std::size_t behind = view_.next(j);  // "राजदूत को बुला कर"
      participle_ =
          it.is_participle || (behind < view_.size() && view_.item(behind).is_participle &&
                               view_.item(behind).is_light && behind == j + 1);
      return;
    }
    const bool same =
        std::all_of(it.triggers.begin(), it.triggers.end(), [this](std::uint32_t row) {
          return view_.frameOf(row).relation == relation_ && infoOf(relation_).symmetric;
        });
    if (same && it.is_remote) return;  // "रुबियो से फोन पर बात"
    for (const std::uint32_t row : it.triggers) {
      // "गेहूं की खेप", "50 करोड़ डॉलर का ऋण": two words for one thing
      if (view_.frameOf(row).relation == relation_) continue;
      for (const Case marker : view_.frameOf(row).object) {
        if (marker != Case::kNone) claimed_ |= bitOf(marker);
      }
    }
    // a dative needs a verb: "पुतिन को फोन करने", but not "पुतिन को भारत की मदद से"
    const std::size_t behind = view_.next(j);
    const bool carried =
        it.is_verbal_noun ||
        (behind < view_.size() && view_.item(behind).is_verb && !view_.item(behind).marker);
    if (!carried) claimed_ &= ~bitOf(Case::kDative);
    noun_ = true;
  }

  // "खुले दिल से", "हवाई अड्डे पर": how or where, not whose.
  bool isManner(std::size_t j) const {
    const std::size_t behind = view_.next(j);
    if (behind >= view_.size()) return false;
    const std::optional<Case> marker = view_.item(behind).marker;
    const LexedText& text = view_.input().text;
    const Lexeme& lexeme = text.lexemes[view_.item(j).first];
    const bool place = text.is(lexeme, NamePart::kPlaceHead) || text.is(lexeme, NamePart::kVenue);
    return marker == Case::kAblative || (place && (marker == Case::kOn || marker == Case::kIn));
  }

  // "तटीय शहर सांता मार्ता में": what the place behind it is.
  bool namesPlaceBehind(std::size_t j) const {
    const std::size_t behind = view_.next(j);
    if (behind >= view_.size() || view_.item(behind).group < 0) return false;
    const LexedText& text = view_.input().text;
    const Case marker = view_.markerOf(view_.item(behind).group);
    return (marker == Case::kIn || marker == Case::kAt) &&
           text.is(text.lexemes[view_.item(j).first], NamePart::kSettlementHead);
  }

  // "मिली मदद": a verb that only says which.
  bool isOfNounBehind(std::size_t j) const {
    std::size_t behind = view_.next(j);
    while (behind < view_.size() && view_.item(behind).is_adjective && !view_.item(behind).is_noun)
      behind = view_.next(behind);  // "चुनाव में मिली भारी जीत"
    if (!view_.item(j).is_receiving || behind >= view_.size()) return false;
    const Item& noun = view_.item(behind);
    const std::size_t marker = view_.next(behind);  // "जीत पर": a noun, whatever else it may be
    const bool marked = marker < view_.size() && view_.item(marker).marker;
    return noun.group < 0 && !noun.is_adverb && !noun.marker && (!view_.isVerb(behind) || marked) &&
           (noun.is_noun || !noun.triggers.empty());
  }

  // "करीब ढाई घंटे": how long, and nobody's.
  bool isMeasure(std::size_t j) const {
    const LexedText& text = view_.input().text;
    return text.find(text.lexemes[view_.item(j).first], EntryKind::kDate) != nullptr;
  }

  const PostposedView& view_;
  Relation relation_;
  std::size_t trigger_item_;
  bool trigger_ = false;     // another thing that is done, with participants of its own
  bool deed_ = false;        // one that a verb says
  bool participle_ = false;  // of these, one by the same agent: "पत्र भेजकर"
  bool noun_ = false;
  bool link_ = false;
  std::uint32_t claimed_ = 0;  // cases that nouns on the way take
};

// "चीन-पाकिस्तान आर्थिक गलियारा": states that only describe a thing.
bool isModifier(const PostposedView& view, std::size_t j) {
  const std::int32_t group = view.item(j).group;
  constexpr unsigned kPerson = 1u << static_cast<unsigned>(EntityType::kPerson);
  if (view.markerOf(group) != Case::kSubject || (view.typesOf(group) & kPerson) != 0) return false;
  const bool joined = view.phraseOf(group).hyphen_joined;
  if (!joined && view.clauseAt(j).agent == group) return false;
  const std::size_t behind = view.next(j);
  if (behind >= view.size()) return false;
  const Item& it = view.item(behind);
  // "एससीओ बैठक में"
  const std::size_t marker = view.next(behind);
  constexpr unsigned kOrganisation = 1u << static_cast<unsigned>(EntityType::kOrganisation);
  if (view.typesOf(group) == kOrganisation && it.group < 0 && !it.triggers.empty() &&
      !view.hasVerbTrigger(behind) && marker < view.size() && view.item(marker).marker &&
      !view.isVerb(marker))
    return true;
  return it.group < 0 && it.triggers.empty() && !it.is_verb &&
         (it.is_noun || it.is_adjective || it.topic >= 0);
}

// "पुतिन और ट्रंप की बुडापेस्ट वार्ता": where it is, between whose it is and the noun.
bool isPlaceOfNoun(const PostposedView& view, std::size_t j, std::size_t trigger) {
  constexpr unsigned kPlace = 1u << static_cast<unsigned>(EntityType::kPlace);
  const std::int32_t group = view.item(j).group;
  return j + 1 == trigger && j > 1 && view.item(j - 1).marker == Case::kOf &&
         view.item(j - 2).group >= 0 && view.markerOf(group) == Case::kSubject &&
         (view.typesOf(group) & kPlace) != 0 && !view.hasVerbTrigger(trigger) &&
         view.frameOf(view.item(trigger).triggers.front()).relation != Relation::kVisit;
}

// "भारत की ओर से भेजे गए टीकों": who did what a participle before a noun says.
bool isOfParticiple(const PostposedView& view, std::size_t j, const TriggerUse& use) {
  const Case marker = view.markerOf(view.item(j).group);
  if (marker != Case::kBehalf && marker != Case::kBy) return false;
  const std::size_t verb = view.next(view.next(j));
  if (verb >= view.size() || verb >= use.verb || !view.isVerb(verb)) return false;
  const std::size_t passive = view.next(verb);
  if (passive >= use.verb || !view.item(passive).is_passive) return false;
  std::size_t behind = view.next(passive);  // "निभाई जा रही भूमिका"
  while (behind < use.verb && view.item(behind).is_be) behind = view.next(behind);
  return behind < use.verb && !view.isVerb(behind);
}

// "जापान का अपना दौरा", "अपने उच्चायुक्त बहाल करने पर": says only that it is the agent's.
bool isOwn(const PostposedView& view, std::int32_t group) {
  const Phrase& phrase = view.phraseOf(group);
  if (phrase.possessor == PronounKind::kOwn && !phrase.hasName() &&
      view.markerOf(group) == Case::kSubject)
    return true;
  return view.phraseOf(group).pronoun == PronounKind::kOwn && view.markerOf(group) == Case::kOf;
}

// "चीन के तियानजिन में वार्ता की": of what a town is.
bool isStateOfTown(const PostposedView& view, std::size_t at) {
  const std::int32_t group = view.item(at).group;
  if (view.markerOf(group) != Case::kOf || at + 2 >= view.size() || view.item(at + 2).group < 0)
    return false;
  const std::int32_t town = view.item(at + 2).group;
  const Case marker = view.markerOf(town);
  const Phrase& phrase = view.phraseOf(town);
  constexpr unsigned kPerson = 1u << static_cast<unsigned>(EntityType::kPerson);
  return view.item(at + 1).group < 0 && view.item(at + 1).marker == Case::kOf &&
         (marker == Case::kIn || marker == Case::kAt) && phrase.hasName() && !phrase.hasRole() &&
         (view.typesOf(group) & kPerson) == 0;
}

}  // namespace

std::vector<Argument> argumentsOfVerb(const PostposedView& view, std::size_t trigger,
                                      const TriggerUse& use, bool reaches_far) {
  std::vector<Argument> arguments;
  std::vector<Argument> far;
  std::vector<Argument> shared;  // "पुतिन को पत्र भेजकर बधाई दी": to whom both were done
  Passed passed(view, trigger);
  const std::vector<std::uint32_t>& items = view.clauseAt(trigger).items;
  const auto at = std::find(items.begin(), items.end(), static_cast<std::uint32_t>(trigger));
  for (auto j = at; j-- != items.begin();) {
    const std::int32_t group = view.item(*j).group;
    if (group < 0) {
      passed.pass(*j);
      continue;
    }
    const Case marker = view.markerOf(group);
    if (isOfParticiple(view, *j, use)) {
      far.push_back({group, Case::kOf});  // whose deed it is that is praised
      continue;
    }
    if (isOwn(view, group) || isModifier(view, *j) || isStateOfTown(view, *j) ||
        isPlaceOfNoun(view, *j, trigger) || (*j + 1 < trigger && isDestination(view.input(), *j)))
      continue;
    if (passed.reaches(marker)) {
      arguments.push_back({group, marker});
    } else if (marker == Case::kOf && !passed.deed()) {
      far.push_back({group, marker});
    } else if (marker == Case::kDative && passed.participle()) {
      shared.push_back({group, marker});
    }
    passed.found(group);
  }
  for (auto j = at + 1; j != items.end() && *j < use.verb; ++j) {
    const std::int32_t group = view.item(*j).group;
    // "उनकी यात्रा प्लेग फैलने के कारण टल गई": a word that could be anything, with a verb of its own
    const bool of_other = group >= 0 && view.markerOf(group) == Case::kSubject &&
                          view.input().natures[static_cast<std::size_t>(group)].weak &&
                          *j + 1 < view.size() && view.item(*j + 1).is_verbal_noun;
    if (group >= 0 && view.markerOf(group) != Case::kOf && !of_other)
      arguments.push_back({group, view.markerOf(group)});
  }
  arguments.insert(arguments.end(), shared.begin(), shared.end());
  if (reaches_far) arguments.insert(arguments.end(), far.begin(), far.end());
  return arguments;
}

std::vector<Argument> argumentsOfNoun(const PostposedView& view, std::size_t trigger) {
  std::vector<Argument> arguments;
  Passed passed(view, trigger);
  const std::vector<std::uint32_t>& items = view.clauseAt(trigger).items;
  bool bare_possible = true;  // "मॉस्को यात्रा"
  for (auto j = std::find(items.begin(), items.end(), static_cast<std::uint32_t>(trigger));
       j-- != items.begin();) {
    const std::int32_t group = view.item(*j).group;
    if (group < 0) {
      passed.pass(*j);
      const std::optional<Case> marker = view.item(*j).marker;
      if (passed.other() || marker == Case::kAfter || marker == Case::kBefore) break;
      bare_possible = bare_possible && view.item(*j).is_adjective;
      continue;
    }
    const Case marker = view.markerOf(group);
    if (isModifier(view, *j) || isStateOfTown(view, *j)) continue;
    if (marker == Case::kErgative) break;
    if (marker == Case::kSubject) {
      if (bare_possible) arguments.push_back({group, marker});
      bare_possible = false;
      if (arguments.empty()) break;
      continue;
    }
    bare_possible = false;
    if (marker != Case::kOf || !passed.noun()) arguments.push_back({group, marker});
    passed.found(group);
  }
  return arguments;
}

}  // namespace chancery
