#include "extract/engine/postposed_use.h"

#include <algorithm>

namespace chancery {
namespace {

bool hasFlag(const FrameRow& frame, std::uint32_t flag) { return (frame.flags & flag) != 0; }

bool isPlaceFrame(const FrameRow& frame) { return frame.relation == Relation::kVisit; }

class UseReader {
 public:
  explicit UseReader(const PostposedView& view) : view_(view) {}

  std::optional<TriggerUse> useOf(std::size_t i, const TriggerRow& trigger) const {
    TriggerUse use;
    use.verb = i;
    const std::size_t behind = next(i);
    const bool at_end = behind >= view_.size();
    if (trigger.trigger_class == TriggerClass::kVerb) return useOfVerb(i, use);
    if (!at_end && item(behind).marker && !view_.isVerb(behind)) {
      const std::size_t bearer = transparentBehind(behind);
      if (bearer >= view_.size()) {
        use.marker = item(behind).marker;
        return use;
      }
      if (!item(bearer).is_giving) return carried(bearer, use);
      use.verbal = true;
      use.verb = bearer;
      return use;
    }
    // a noun joined to another: both are carried by the same verb
    if (const std::size_t joined = joinedTrigger(i); joined != 0) {
      return useOf(joined, view_.input().image.triggers()[item(joined).triggers.front()]);
    }
    if (isModifierOfNoun(i) || isOneOfTopics(i, trigger)) return std::nullopt;
    use = carried(i, use);
    // "बातचीत हो या न हो"
    const std::size_t or_else = next(use.verb);
    if (use.verb != i && item(use.verb).is_be && or_else < view_.size() && item(or_else).is_or)
      return std::nullopt;
    return use;
  }

  // What the frame asks of the words around its trigger.
  bool isUsedSo(std::size_t i, const FrameRow& frame, const TriggerUse& use) const {
    if (view_.isAuxiliary(i) || (use.infinitive && isOnlyAnnounced(i))) return false;
    // "दिल्ली, 22 जून (वार्ता)": whose report it is
    if (i > 0 && i + 1 < view_.size() && item(i - 1).punctuation == U'(' &&
        item(i + 1).punctuation == U')')
      return false;
    if (use.verbal && use.verb != i && item(use.verb).is_verbal_noun && isOnlyAnnounced(use.verb))
      return false;
    // "भारत आकर वार्ता करने का न्योता"
    if (isPlaceFrame(frame) && item(i).is_participle) {
      for (std::size_t j = next(i); j < view_.size() && item(j).group < 0; j = next(j)) {
        if (item(j).is_verbal_noun && isOnlyAnnounced(j)) return false;
      }
    }
    // "मॉस्को की यात्रा के लिए आमंत्रित किया", "भारत यात्रा का निमंत्रण दिया"
    if (isPlaceFrame(frame) && !use.verbal && !use.infinitive && announces(i, Relation::kInvite) &&
        !view_.clauseHasBehind(i, &Item::is_accept))
      return false;
    // "देश से निकालने की धमकी"
    if (item(i).is_verbal_noun && view_.hasVerbTrigger(i) && isOnlyAnnounced(i)) return false;
    // "X को धमकाने का आरोप": of what somebody is accused
    if (item(i).is_verbal_noun && view_.hasVerbTrigger(i) && isAccusedOf(i)) return false;
    // "तलब करने की चेतावनी"
    const std::size_t carrier = next(i);
    if (use.verbal && use.verb == i && carrier < view_.size() && item(carrier).is_verbal_noun &&
        view_.isVerb(carrier) && isOnlyAnnounced(carrier))
      return false;
    if (hasFlag(frame, kObjectMatrix)) {  // "निमंत्रण पर आए", "रात्रिभोज में शामिल हुए"
      const Case wanted = frame.relation == Relation::kHost ? Case::kIn : Case::kOn;
      return !use.verbal && use.marker == wanted;
    }
    if (!use.verbal && hasFlag(frame, kNeedsSupportVerb) && !comesFor(i, frame, use)) return false;
    // "सुरक्षा परिषद की बैठक बुलाई": of a body, with nobody yet
    if (frame.relation == Relation::kMeet && use.verbal && use.verb != i &&
        view_.hasVerbTrigger(use.verb) &&
        view_.frameOf(item(use.verb).triggers.front()).relation == Relation::kInvite)
      return false;
    // "हथियार देने का आरोप"
    if (frame.relation == Relation::kAid && use.verbal && use.verb != i &&
        item(use.verb).is_verbal_noun && announces(use.verb, Relation::kCriticize))
      return false;
    // "बात चीख-पुकार तक जा पहुंची"
    if (frame.relation == Relation::kTalk && use.verbal && use.verb != i && goesSoFar(i))
      return false;
    // "A को हथियार देकर आग भड़काने का आरोप": what the other is said to have done
    if (use.verbal && item(use.verb).is_participle && leadsToAccusation(use.verb)) return false;
    // "बातचीत टूटी"
    if (use.verbal && use.verb != i && item(use.verb).is_undone &&
        infoOf(frame.relation).symmetric && !partedFrom(i, use.verb))
      return false;
    if (isPlaceFrame(frame) && use.verbal && use.verb == i && isCarrierOfNoun(i)) return false;
    if (hasFlag(frame, kNeedsGiving)) {
      if (!use.verbal || !(item(use.verb).is_giving || item(use.verb).is_receiving)) return false;
    }
    if (hasFlag(frame, kNeedsLightVerb) && !(use.verbal && item(use.verb).is_light)) return false;
    if (hasFlag(frame, kNeedsBlame) && !view_.clauseHasBefore(i, &Item::is_blame) &&
        !isQuotedName(i))
      return false;
    if (hasFlag(frame, kNotUndone) && view_.clauseHasBehind(i, &Item::is_undone)) return false;
    // "मांगा समर्थन"
    if (hasFlag(frame, kNotUndone) && use.verb == i && i > 0 && item(i - 1).is_undone &&
        view_.isVerb(i - 1))
      return false;
    // "कर्ज देने का भरोसा दिया": that is aid
    if (hasFlag(frame, kNeedsBacking) && i > 1 && item(i - 2).is_giving &&
        item(i - 2).is_verbal_noun && i > 2 && isAid(i - 3))
      return false;
    if (hasFlag(frame, kNeedsBacking) && !view_.clauseHasBefore(i, &Item::is_backing) &&
        !saysBacking(i))
      return false;
    return !hasFlag(frame, kNeedsDirectMarker) || isSaidDirectly(i);
  }

 private:
  const Item& item(std::size_t i) const { return view_.item(i); }
  std::size_t next(std::size_t i) const { return view_.next(i); }
  const Clause& clauseAt(std::size_t i) const { return view_.clauseAt(i); }

  std::optional<TriggerUse> useOfVerb(std::size_t i, TriggerUse use) const {
    const std::size_t behind = next(i);
    const bool at_end = behind >= view_.size();
    // "सराहना हो रही है", "सराहना की": the noun that looks like the verb
    if (!at_end && item(i).is_verbal_noun && view_.isVerb(behind) && item(behind).is_light &&
        namesNoun(i))
      return std::nullopt;
    if (at_end || view_.isVerb(behind) || !item(behind).marker) {
      // "से मिली मदद": what follows is what was got
      if (!at_end && item(i).is_verb && !item(i).is_participle &&
          (item(behind).is_noun || !item(behind).triggers.empty()) && !item(behind).is_adverb &&
          !view_.isVerb(behind)) {
        return std::nullopt;
      }
      if (isReceived(i)) return std::nullopt;
      use.verbal = true;
      return use;
    }
    use.infinitive = true;
    use.marker = item(behind).marker;
    return use;
  }

  bool namesNoun(std::size_t i) const {
    const std::span<const std::uint32_t> triggers = item(i).triggers;
    return std::any_of(triggers.begin(), triggers.end(), [this](std::uint32_t row) {
      return view_.input().image.triggers()[row].trigger_class == TriggerClass::kNoun;
    });
  }

  // "पोप से की भेंट, शांति के लिए मांगा समर्थन"
  bool partedFrom(std::size_t i, std::size_t verb) const {
    for (std::size_t j = next(i); j < verb; j = next(j)) {
      if (item(j).punctuation != 0) return true;
    }
    return false;
  }

  // "अगवानी के लिए हवाई अड्डे पहुंचे": who came for it did it.
  bool comesFor(std::size_t i, const FrameRow& frame, const TriggerUse& use) const {
    if (frame.relation != Relation::kHost || use.marker != Case::kFor) return false;
    for (std::size_t j = next(i); j < view_.size(); j = next(j)) {
      if (item(j).is_witness) return true;  // "अगवानी के लिए मौजूद थे"
      if (!view_.hasVerbTrigger(j)) continue;
      const Relation relation = view_.frameOf(item(j).triggers.front()).relation;
      if (relation == Relation::kVisit || relation == Relation::kSupport) return true;
    }
    return false;
  }

  // "उन्हें ‘झूठों का सरदार’ कहा": what somebody is called in somebody's own words is seldom kind,
  // unless a word of praise is among them.
  bool isQuotedName(std::size_t i) const {
    constexpr std::u32string_view kOpening = U"\"'\u2018\u201C";
    constexpr std::u32string_view kClosing = U"\"'\u2019\u201D";
    const auto isMark = [&](std::size_t j, std::u32string_view marks) {
      return item(j).punctuation != 0 && marks.find(item(j).punctuation) != marks.npos;
    };
    if (i < 4 || !isMark(i - 1, kClosing)) return false;
    std::size_t j = i - 2;
    const LexedText& text = view_.input().text;
    while (j > 0 && !isMark(j, kOpening)) {
      for (std::uint32_t l = item(j).first; l < item(j).last; ++l) {
        if (text.is(text.lexemes[l], Grammar::kPraise)) return false;
      }
      --j;
    }
    return j > 1 && j + 3 < i && item(j - 1).marker == Case::kDative && item(j - 2).group >= 0;
  }

  bool isAid(std::size_t i) const {
    const std::span<const std::uint32_t> triggers = item(i).triggers;
    return std::any_of(triggers.begin(), triggers.end(), [this](std::uint32_t row) {
      return view_.frameOf(row).relation == Relation::kAid;
    });
  }

  // "भरोसा दिया कि भारत सहयोग करेगा"
  bool saysBacking(std::size_t i) const {
    bool said = false;
    for (std::size_t j = i + 1; j < view_.size(); ++j) {
      said = said || item(j).is_that;
      if (said && (item(j).is_backing || isAid(j))) return true;
    }
    return false;
  }

  // "न्योता मिला", "जवाब मिलेगा": the bare noun before it is what was got.
  bool isReceived(std::size_t i) const {
    if (!item(i).is_receiving || i == 0 || !view_.sameClause(i, i - 1)) return false;
    const Item& before = item(i - 1);
    if (before.group >= 0 || before.marker || before.is_adverb || before.date >= 0) return false;
    if (before.is_number || before.is_verb || before.is_participle) return false;
    return before.is_noun || (!before.triggers.empty() && !view_.hasVerbTrigger(i - 1));
  }

  // The verb that carries a noun; a headline or a caption ends with the noun.
  TriggerUse carried(std::size_t noun, TriggerUse use) const {
    for (std::size_t j = next(noun); j < view_.size(); j = next(j)) {
      if (view_.isVerb(j)) {
        use.verbal = true;
        use.verb = j;
        return use;
      }
    }
    use.verbal = endsClause(noun);
    return use;
  }

  // Nothing but punctuation stands behind: a headline, or a line of a list of dates.
  bool endsClause(std::size_t i) const {
    std::size_t behind = next(i);
    while (behind < view_.size() && item(behind).punctuation != 0 && item(behind).group < 0)
      behind = next(behind);
    return behind >= view_.size();
  }

  // "वार्ता का नौवां दौर", "भोज का आयोजन": the noun that says no more than the trigger does; the
  // number of items where there is none.
  std::size_t transparentBehind(std::size_t marker) const {
    if (item(marker).marker != Case::kOf) return view_.size();
    std::size_t j = next(marker);
    const LexedText& text = view_.input().text;
    const bool beside =  // "मदद का भी ऐलान किया", but "बैठक का कोई कार्यक्रम नहीं"
        j < view_.size() && text.is(text.lexemes[item(j).first], Grammar::kIndefinite);
    while (j < view_.size() && item(j).group < 0 && item(j).triggers.empty() &&
           (item(j).is_adjective || item(j).is_number || saysNothing(j)) &&
           !item(j).is_transparent) {
      j = next(j);
    }
    if (j < view_.size() && item(j).is_giving && view_.isVerb(j)) return j;
    if (j >= view_.size() || beside || !item(j).is_transparent) return view_.size();
    const std::size_t behind = next(j);
    const bool marked = behind < view_.size() && item(behind).marker && !view_.isVerb(behind);
    return marked ? view_.size() : j;
  }

  // भी, ही, तो: a word that stands anywhere.
  bool saysNothing(std::size_t i) const {
    const LexedText& text = view_.input().text;
    const Item& it = item(i);
    return it.group < 0 && it.triggers.empty() && it.cues.empty() && !it.marker && !it.is_that &&
           !it.is_not && !view_.isVerb(i) && text.is(text.lexemes[it.first], WordClass::kFunction);
  }

  // "वार्ता प्रक्रिया को": the noun only describes the one behind it.
  bool isModifierOfNoun(std::size_t i) const {
    const std::size_t behind = next(i);
    if (behind >= view_.size()) return false;
    const Item& noun = item(behind);
    if (noun.group >= 0 || !noun.is_noun || noun.is_verb || noun.is_adverb || noun.is_adjective ||
        !noun.triggers.empty() || !noun.cues.empty())
      return false;
    const std::size_t marker = next(behind);
    if (marker >= view_.size() || !item(marker).marker || view_.isVerb(marker)) return false;
    // "अगवानी हवाई अड्डे पर पुतिन ने की": where
    const LexedText& text = view_.input().text;
    const Lexeme& lexeme = text.lexemes[noun.first];
    const bool place = text.is(lexeme, NamePart::kPlaceHead) || text.is(lexeme, NamePart::kVenue);
    return !(place && (item(marker).marker == Case::kOn || item(marker).marker == Case::kIn));
  }

  // "व्यापार समझौते, ऊर्जा और यूक्रेन की स्थिति पर चर्चा की": of what they speak.
  bool isOneOfTopics(std::size_t i, const TriggerRow& trigger) const {
    const Relation relation = view_.input().image.frames()[trigger.frame].relation;
    if (relation != Relation::kSign && relation != Relation::kAid && relation != Relation::kAgree)
      return false;
    bool listed = false;
    for (std::size_t j = next(i); j < view_.size(); j = next(j)) {
      const Item& it = item(j);
      if (it.group < 0 && (it.marker == Case::kOn || it.marker == Case::kAbout)) return listed;
      const bool of = it.group < 0 && it.marker == Case::kOf;
      const bool links = it.is_and || it.punctuation == U',';
      if (j == next(i) && !links) return false;
      listed = listed || it.is_and;
      if (of || links || it.is_adjective || it.is_number || it.topic >= 0) continue;
      if (it.marker || view_.isVerb(j) || it.punctuation != 0 || it.is_that || it.is_clause)
        return false;
    }
    return false;
  }

  // "मुलाकात और चर्चा": the item of the second noun; 0 if there is none.
  std::size_t joinedTrigger(std::size_t i) const {
    const std::size_t link = next(i);
    if (link >= view_.size() || !(item(link).is_and || item(link).punctuation == U',')) return 0;
    std::size_t other = next(link);
    for (int steps = 0; other < view_.size() && steps < 2; ++steps) {
      if (!item(other).triggers.empty() && item(other).group < 0 && !view_.hasVerbTrigger(other))
        return other;
      if (!item(other).is_adjective) return 0;
      other = next(other);
    }
    return 0;
  }

  // "हस्ताक्षर पेरिस में होंगे": the verb says of a noun before it that it comes about.
  bool isCarrierOfNoun(std::size_t i) const {
    for (const std::uint32_t j : clauseAt(i).items) {
      if (j >= i) break;
      const std::size_t behind = next(j);
      if (item(j).group >= 0 || item(j).triggers.empty() || view_.hasVerbTrigger(j)) continue;
      if (item(behind).marker && !view_.isVerb(behind)) continue;
      if (carried(j, {}).verb == i) return true;
    }
    return false;
  }

  // "पुतिन को बताया" tells him; "पुतिन को मित्र बताया" calls him a friend.
  bool isSaidDirectly(std::size_t i) const {
    if (i == 0 || view_.clauseHasBefore(i, &Item::is_blame)) return false;
    while (i > 1 && saysNothing(i - 1)) --i;  // "बर्लिन को पहले ही बता दिया"
    const Item& before = item(i - 1);
    if (closesQuotation(i - 1)) return false;  // "उनके आने को 'नया अध्याय' बताया"
    if (before.punctuation != 0 || before.is_that || before.is_and) return true;
    // "उसे अपना बताता है": calls it his own
    if (before.group >= 0 && view_.phraseOf(before.group).pronoun == PronounKind::kOwn)
      return false;
    return before.group >= 0 ? view_.phraseOf(before.group).pronoun.has_value()
                             : before.marker.has_value() || before.is_adverb || before.date >= 0;
  }

  bool closesQuotation(std::size_t i) const {
    const char32_t mark = item(i).punctuation;
    return mark == U'\'' || mark == U'"' || mark == U'’' || mark == U'”';
  }

  // "भारत आने का न्योता", "टैरिफ लगाने की धमकी": what an invitation or a threat is about is not said to
  // come about.
  bool isOnlyAnnounced(std::size_t i) const {
    return announces(i, Relation::kInvite) || announces(i, Relation::kThreaten);
  }

  // "'डराने-धमकाने' का आरोप"
  bool isAccusedOf(std::size_t i) const {
    const std::size_t behind = next(i);
    return announces(behind < view_.size() && closesQuotation(behind) ? behind : i,
                     Relation::kCriticize);
  }

  // तक behind a word that is nobody's name and no time.
  bool goesSoFar(std::size_t trigger) const {
    const LexedText& text = view_.input().text;
    for (std::size_t j = next(trigger); j < view_.size(); j = next(j)) {
      if (item(j).marker != Case::kTo || item(j).group >= 0) continue;
      const Item& before = item(j - 1);
      return before.group < 0 && before.date < 0 && before.is_noun &&
             text.find(text.lexemes[before.first], EntryKind::kDate) == nullptr;
    }
    return false;
  }

  bool leadsToAccusation(std::size_t participle) const {
    for (std::size_t j = next(participle); j < view_.size(); j = next(j)) {
      if (item(j).is_verbal_noun) {
        const std::size_t marker = next(j);
        return marker < view_.size() && item(marker).marker == Case::kOf && isAccusedOf(j);
      }
      if (item(j).punctuation != 0 || (item(j).group < 0 && view_.isVerb(j))) return false;
    }
    return false;
  }

  bool announces(std::size_t i, Relation announced) const {
    const std::size_t marker = next(i);
    std::size_t behind = marker < view_.size() ? next(marker) : marker;
    // "आने के उनके निमंत्रण", "आने के पुतिन के निमंत्रण": whose it is
    const std::size_t whose = behind;
    if (behind < view_.size() && item(behind).group >= 0 &&
        view_.markerOf(item(behind).group) == Case::kOf) {
      behind = next(behind);
      if (behind < view_.size() && item(behind).group < 0 && item(behind).marker == Case::kOf &&
          !view_.phraseOf(item(whose).group).pronoun)
        behind = next(behind);
    }
    while (behind < view_.size() && item(behind).group < 0 && item(behind).is_adjective)
      behind = next(behind);
    if (behind >= view_.size() || !item(marker).marker) return false;
    const std::span<const std::uint32_t> triggers = item(behind).triggers;
    return std::any_of(triggers.begin(), triggers.end(), [this, announced](std::uint32_t row) {
      return view_.frameOf(row).relation == announced;
    });
  }

  const PostposedView& view_;
};

}  // namespace

std::optional<TriggerUse> useOfTrigger(const PostposedView& view, std::size_t trigger,
                                       const TriggerRow& row) {
  return UseReader(view).useOf(trigger, row);
}

bool isUsedAsFrameAsks(const PostposedView& view, std::size_t trigger, const FrameRow& frame,
                       const TriggerUse& use) {
  return UseReader(view).isUsedSo(trigger, frame, use);
}

}  // namespace chancery
