#include "extract/engine/postposed_status.h"

#include <algorithm>
#include <string>

#include "extract/text/normalize.h"

namespace chancery {
namespace {

constexpr std::size_t kCueReach = 4;

class StatusReader {
 public:
  explicit StatusReader(const PostposedView& view)
      : view_(view), image_(view.input().image), language_(view.input().sentence.language) {}

  Status read(std::size_t i, std::uint32_t row, const TriggerUse& use) const {
    const Status status = readClause(i, row, use);
    // "आरोपों को बेतुका बताकर खारिज किया"
    const bool blames = (image_.frameOf(row).flags & kNeedsBlame) != 0;
    const bool negated =
        view_.clauseHasBefore(i, &Item::is_not) || view_.clauseHasBehind(i, &Item::is_not);
    if (status == Status::kDenied && blames && !negated) return Status::kHappened;
    if (status == Status::kDenied) return status;
    if (status == Status::kPossible && isSaidByWishing(i, row)) return Status::kHappened;
    const std::optional<Status> said = statusOfWhatIsSaid(i);
    return said ? *said : status;
  }

 private:
  // "धन्यवाद देना चाहता हूं": thanks are given by being wished to be.
  bool isSaidByWishing(std::size_t i, std::uint32_t row) const {
    const Relation relation = image_.frameOf(row).relation;
    if (relation != Relation::kGreet && relation != Relation::kSupport) return false;
    const std::vector<std::uint32_t>& clause = view_.clauseAt(i).items;
    return std::any_of(clause.begin(), clause.end(),
                       [&](std::uint32_t j) { return j > i && item(j).is_wishing; });
  }

  // "इन खबरों का खंडन किया कि …", "उम्मीद जताई कि …": how the clause before takes what it says.
  std::optional<Status> statusOfWhatIsSaid(std::size_t i) const {
    const std::uint32_t head = view_.clauseAt(i).items.front();
    if (head == 0 || !item(head - 1).is_that) return std::nullopt;
    std::optional<Status> status;
    bool negated = false;
    const auto read = [&](const std::vector<std::uint32_t>& clause) {
      for (const std::uint32_t j : clause) {
        if (item(j).is_not) {
          negated = true;
        } else if (const auto cue = cueAt(j); cue && *cue != Status::kPlanned) {
          status = cue;
        }
      }
    };
    std::vector<std::uint32_t> matrix = view_.clauseAt(head - 1).items;
    std::erase_if(matrix, [head](std::uint32_t j) { return j >= head; });
    read(matrix);
    // "उन खबरों को निराधार बताया जिनमें कहा गया कि"
    const std::uint32_t first = matrix.empty() ? 0 : matrix.front();
    if (!status && first > 0 && item(first).is_relative) read(view_.clauseAt(first - 1).items);
    // "इन खबरों को कि …, प्रवक्ता ने निराधार बताया"
    const std::uint32_t behind = view_.clauseAt(i).items.back() + 1;
    const bool open = std::none_of(matrix.begin(), matrix.end(),
                                   [this](std::uint32_t j) { return view_.isVerb(j); });
    if (!status && open && behind < view_.size()) read(view_.clauseAt(behind).items);
    // "संभावना से इनकार नहीं किया"
    if (negated && status == Status::kDenied) return Status::kPossible;
    return status;
  }

  Status readClause(std::size_t i, std::uint32_t row, const TriggerUse& use) const {
    const TriggerRow& trigger = image_.triggers()[row];
    const FrameRow& frame = image_.frames()[trigger.frame];
    if (trigger.status < kStatusCount) {
      // "आने वाले थे, लेकिन नहीं आए": what was to be may still be denied
      const bool open = static_cast<Status>(trigger.status) != Status::kDenied;
      if (static_cast<Status>(trigger.status) == Status::kPlanned && maybeBehind(i))
        return Status::kPossible;
      return open && (negatedBehind(i) || negatedBefore(i)) ? Status::kDenied
                                                            : static_cast<Status>(trigger.status);
    }
    if (!use.verbal && use.marker == Case::kIn && refusesPart(i)) return Status::kDenied;
    if (auto before = cueBefore(i)) {
      // "होने वाली मुलाकात रद्द कर दी गई"
      const bool denied = use.verbal && use.verb != i && statusOfVerb(i) == Status::kDenied;
      return denied ? Status::kDenied : *before;
    }
    if (use.verbal) {
      // "यात्रा की घोषणा की": it is still to come
      const Item& verb = view_.item(use.verb);
      if (use.verb != i && verb.is_giving && verb.is_speech && !item(i).is_remote &&
          infoOf(frame.relation).family == "contact") {
        const Status said = statusOfVerb(i);
        return said == Status::kHappened ? Status::kPlanned : said;
      }
      if (view_.item(use.verb).is_verbal_noun && use.verb != i)
        return statusOfVerbalNoun(i, frame, use);
      // "मोदी से करेंगे मुलाकात": a headline's verb before its noun
      if (use.verb == i && i > 0 && view_.sameClause(i, i - 1) && !view_.hasVerbTrigger(i) &&
          view_.isVerb(i - 1) && item(i - 1).is_support && next(i) >= view_.size())
        return statusOfVerb(i - 1);
      const Status said = statusOfVerb(i);
      return said == Status::kPlanned && cameToNothing(i) ? Status::kDenied : said;
    }
    if (const auto travel = statusOfTravel(i, frame, use)) return *travel;
    if (auto behind = cueBehindNoun(i)) return *behind;
    if (!use.infinitive && isAnnounced(i)) return Status::kPlanned;
    return statusOfInfinitive(i, frame, use.infinitive, use.marker);
  }

  // "रवाना हो सकते हैं", "रवाना होने की संभावना है"
  bool maybeBehind(std::size_t i) const {
    for (std::size_t j = next(i); j < view_.size() && item(j).group < 0; j = next(j)) {
      if (!item(j).triggers.empty() && !item(j).is_support) return false;
      if (cueAt(j) == Status::kPossible) return true;
    }
    return false;
  }

  const Item& item(std::size_t i) const { return view_.item(i); }
  std::size_t next(std::size_t i) const { return view_.next(i); }

  // "मुलाकात करने की इच्छा", "बधाई देने के लिए"
  Status statusOfVerbalNoun(std::size_t i, const FrameRow& frame, const TriggerUse& use) const {
    for (std::size_t j = next(i); j < use.verb; j = next(j)) {  // "वार्ता रद्द करने की घोषणा"
      if (cueAt(j) == Status::kDenied) return Status::kDenied;
    }
    // "पुतिन से मुलाकात करने वाले मोदी ने": who has done it
    const std::size_t doer = next(use.verb);
    if (doer < view_.size() && cueAt(doer) == Status::kPlanned && !item(doer).marker &&
        describesDoer(i, doer) && !saysWhenAhead(i))
      return Status::kHappened;
    if (auto behind = cueBehindNoun(use.verb)) return *behind;
    const std::size_t behind = next(use.verb);
    const std::optional<Case> marker =
        behind < view_.size() ? item(behind).marker : std::optional<Case>();
    return statusOfInfinitive(i, frame, true, marker);
  }

  Status statusOfInfinitive(std::size_t i, const FrameRow& frame, bool infinitive,
                            std::optional<Case> marker) const {
    if (infinitive && (frame.flags & kPlannedInfinitive) != 0 && marker == Case::kFor)
      return Status::kPlanned;
    // "during the meeting he will …"
    const bool frames_the_clause =
        marker == Case::kDuring || marker == Case::kIn || marker == Case::kOn;
    // "न्योते पर जाएंगे": the invitation has been given
    const bool given = (frame.flags & kObjectMatrix) != 0;
    return !given && frames_the_clause && futureAtEnd(i) ? Status::kPlanned : Status::kHappened;
  }

  std::optional<Status> cueBefore(std::size_t i) const {
    if (isNeither(i)) return Status::kDenied;
    std::size_t steps = 0;
    for (std::size_t j = i; j-- > 0 && steps < kCueReach; ++steps) {
      if (!view_.sameClause(i, j)) break;
      for (const std::uint32_t row : item(j).cues) {
        const CueRow& cue = image_.cues()[row];
        if (cue.language == language_ && cue.scope == CueScope::kBefore) return cue.status;
      }
      if (item(j).group >= 0 || item(j).marker) break;
    }
    return clauseCondition(i);
  }

  // "न तो मोदी से मिले, न ही शी से": wherever in the clause it stands
  bool isNeither(std::size_t i) const {
    const std::vector<std::uint32_t>& clause = view_.clauseAt(i).items;
    return std::any_of(clause.begin(), clause.end(), [&](std::uint32_t j) {
      return j < i && item(j).is_not && !item(j).cues.empty() &&
             std::any_of(item(j).cues.begin(), item(j).cues.end(), [this](std::uint32_t row) {
               return image_.cues()[row].scope == CueScope::kBefore;
             });
    });
  }

  // "if", "whether" at the head of the clause.
  std::optional<Status> clauseCondition(std::size_t i) const {
    const std::uint32_t head = view_.clauseAt(i).items.front();
    for (const std::uint32_t row : item(head).cues) {
      const CueRow& cue = image_.cues()[row];
      if (cue.scope == CueScope::kBefore && cue.status == Status::kPossible) return cue.status;
    }
    return std::nullopt;
  }

  std::optional<Status> cueAt(std::size_t j) const {
    std::optional<Status> status;
    for (const std::uint32_t row : item(j).cues) {
      const CueRow& cue = image_.cues()[row];
      if (cue.language != language_ || cue.scope != CueScope::kAfter) continue;
      if (!status || cue.status == Status::kDenied) status = cue.status;
    }
    return status;
  }

  Status statusOfVerb(std::size_t i) const {
    std::optional<Status> status;
    if (negatedBefore(i)) return Status::kDenied;
    bool done = false;  // "पत्र भेजकर": behind it the agent goes on to something else
    std::size_t done_at = 0;
    bool another = false;  // "पत्र भेजकर मुलाकात रद्द की": which alone is denied
    for (std::size_t j = i; j < view_.size(); j = next(j)) {
      const bool other_verb =
          j > i && !item(j).triggers.empty() && item(j).is_verb && !item(j).is_support;
      // "दिल्ली आकर उनसे मिलना चाहते हैं"
      if (other_verb && !(item(i).is_participle && view_.hasVerbTrigger(i))) break;
      another =
          another || other_verb || (done && !item(j).triggers.empty() && !view_.hasVerbTrigger(j));
      if (!done && item(j).is_participle && !item(j).is_adverb && view_.isVerb(j)) {
        done = true;
        done_at = j;
      }
      if (item(j).is_not) {
        if (another) continue;
        return Status::kDenied;
      }
      if (const auto cue = j > i && !describesDoer(i, j) ? cueAt(j) : std::optional<Status>()) {
        if (*cue == Status::kDenied && another) continue;
        // "पत्र लिखकर बातचीत की पेशकश की": the letter has been written
        if (done && another && !view_.hasVerbTrigger(i) && *cue == Status::kPossible) continue;
        // "फोन कर युद्धविराम पर जोर दिया", but "फोन कर सकते हैं"
        if (done && j > done_at + 1 && !view_.hasVerbTrigger(i) && *cue == Status::kPossible)
          continue;
        // "बैठक की तैयारियों के बारे में बताया": what it is about
        if (next(j) < view_.size() && item(next(j)).marker == Case::kAbout) continue;
        if (*cue == Status::kDenied) return isDeniedTwice(j) ? Status::kPossible : *cue;
        if (!status || *cue == Status::kPossible) status = cue;
      }
      if (!status && view_.isVerb(j)) status = endingOf(j);
    }
    return status.value_or(Status::kHappened);
  }

  // "संभावना से इनकार नहीं किया"
  bool isDeniedTwice(std::size_t cue) const {
    if (item(cue).is_not) return false;
    for (std::size_t j = next(cue); j < view_.size(); j = next(j)) {
      if (item(j).is_not) return true;
    }
    return false;
  }

  // "वार्ता में शामिल होने से इनकार किया"
  bool refusesPart(std::size_t i) const {
    const std::size_t joining = next(next(i));
    if (joining >= view_.size() || !item(joining).is_joining) return false;
    for (std::size_t j = next(joining); j < view_.size() && item(j).group < 0; j = next(j)) {
      if (cueAt(j) == Status::kDenied) return !isDeniedTwice(j);
    }
    return false;
  }

  // "ट्रंप के साथ बैठक कल": a headline that ends with a day that may be to come.
  bool isAnnounced(std::size_t i) const {
    using Kind = DateExpression::Kind;
    bool dated = false;
    for (std::size_t j = next(i); j < view_.size(); j = next(j)) {
      if (item(j).date < 0 && item(j).punctuation == 0 && !item(j).marker) return false;
      if (item(j).date < 0) continue;
      const auto& dates = view_.input().sentence.dates;
      const DateExpression& date = dates[static_cast<std::size_t>(item(j).date)];
      dated = dated || date.kind == Kind::kDayEither || date.kind == Kind::kWeekday ||
              (date.kind == Kind::kUnit && date.shift > 0) ||
              (date.kind == Kind::kDayOffset && date.shift > 0);
    }
    return dated;
  }

  // "बैठक तय थी, मगर वह नहीं हो पाई"
  bool cameToNothing(std::size_t i) const {
    bool was_to_be = false;
    for (std::size_t j = i; j < view_.size(); ++j) {
      if (view_.sameClause(i, j)) {
        was_to_be = was_to_be || item(j).is_pluperfect;
      } else if (was_to_be && (item(j).is_not || cueAt(j) == Status::kDenied)) {
        return true;
      }
    }
    return false;
  }

  // "भारत की यात्रा पर भी आ सकते हैं": what the verb says of which the journey is a part.
  std::optional<Status> statusOfTravel(std::size_t i, const FrameRow& frame,
                                       const TriggerUse& use) const {
    if (frame.relation != Relation::kVisit || use.infinitive || use.marker != Case::kOn)
      return std::nullopt;
    std::size_t verb = next(next(i));
    while (verb < view_.size() && item(verb).group < 0 &&
           (item(verb).is_adverb || item(verb).date >= 0))
      verb = next(verb);
    if (verb >= view_.size() || !view_.isVerb(verb)) return std::nullopt;
    if (item(verb).triggers.empty() && !item(verb).is_be && !item(verb).is_support)
      return std::nullopt;
    for (const std::uint32_t row : item(verb).triggers) {  // "सफर पर निकल रहे हैं"
      const std::uint8_t status = image_.triggers()[row].status;
      if (status < kStatusCount) return static_cast<Status>(status);
    }
    return statusOfVerb(verb);
  }

  // "कुवैत की यात्रा करने वाले पहले प्रधानमंत्री": who did it, and not that he will.
  bool describesDoer(std::size_t trigger, std::size_t j) const {
    if (!item(j - 1).is_verbal_noun || view_.isVerb(j)) return false;
    const std::size_t behind = next(j);
    // "जाने वाले पहले राष्ट्रपति हैं": he went, but "आने वाले पुतिन" is still to come
    if (view_.hasVerbTrigger(trigger) &&
        (behind >= view_.size() || j - 1 != trigger ||
         !(item(behind).is_adjective || item(behind).is_number) || saysWhenAhead(trigger)))
      return false;
    return behind < view_.size() && item(behind).punctuation == 0 && !view_.isVerb(behind);
  }

  // "अगले हफ्ते मुलाकात करने वाले"
  bool saysWhenAhead(std::size_t i) const {
    const auto& dates = view_.input().sentence.dates;
    const std::vector<std::uint32_t>& items = view_.clauseAt(i).items;
    return std::any_of(items.begin(), items.end(), [&](std::uint32_t j) {
      return j < i && item(j).date >= 0 && dates[static_cast<std::size_t>(item(j).date)].shift > 0;
    });
  }

  bool negatedBefore(std::size_t i) const {
    if (!view_.hasVerbTrigger(i)) return false;
    std::size_t steps = 0;
    for (std::size_t j = i; j-- > 0 && steps < 2; ++steps) {
      if (!view_.sameClause(i, j)) return false;
      if (item(j).is_not) return true;
      if (item(j).group >= 0) return false;
    }
    return false;
  }

  bool negatedBehind(std::size_t i) const {
    // "जाने वाली थीं, लेकिन यह दौरा टाल दिया गया"
    const bool was_to_be = endsWith(i, Grammar::kPluperfect);
    for (std::size_t j = was_to_be ? i + 1 : next(i); j < view_.size();
         j = was_to_be ? j + 1 : next(j)) {
      if (item(j).is_not || cueAt(j) == Status::kDenied) return true;
    }
    return false;
  }

  // What the last word of an item is, alone.
  bool endsWith(std::size_t i, Grammar grammar) const {
    const LexedText& text = view_.input().text;
    const std::uint32_t last = item(i).last - 1;
    const Token& token = text.tokens.tokens[text.lexemes[last].last - 1];
    const std::span<const EntryRow> entries = image_.entries(image_.child(0, token.word));
    return std::any_of(entries.begin(), entries.end(), [grammar](const EntryRow& entry) {
      return entry.kind == EntryKind::kGrammar &&
             entry.value == static_cast<std::uint32_t>(grammar);
    });
  }

  // "मुलाकात की संभावना", "मुलाकात की खबरों का खंडन"
  std::optional<Status> cueBehindNoun(std::size_t i) const {
    bool from = false;
    bool noun = false;
    bool by_another = false;
    for (std::size_t j = next(i); j < view_.size(); j = next(j)) {
      const Item& it = item(j);
      // "बैठक से कोई नतीजा नहीं निकला": of the result, and not of the meeting
      if (it.is_not && noun) break;
      from = from || (it.marker && *it.marker != Case::kOf);
      noun = noun || (from && it.is_noun && !it.is_adverb && it.cues.empty());
      if (const auto cue = cueAt(j)) {
        if (by_another && *cue != Status::kDenied) break;
        return withWhatFollows(j, *cue);
      }
      // "जाने की खबरों को बाकू ने अफवाह बताया"
      const std::size_t marker = next(j);
      if (it.group >= 0 && from && marker < view_.size() &&
          item(marker).marker == Case::kErgative) {
        by_another = true;
        j = marker;
        continue;
      }
      if (it.group >= 0 || !it.triggers.empty() || it.is_and || it.punctuation != 0) break;
      if (it.marker && *it.marker != Case::kOf && *it.marker != Case::kDative &&
          *it.marker != Case::kOn && *it.marker != Case::kAblative && *it.marker != Case::kFor &&
          *it.marker != Case::kAbout) {
        break;
      }
      if (view_.isVerb(j) && !it.marker) break;
    }
    return std::nullopt;
  }

  // "बैठक का कोई कार्यक्रम नहीं है", "यात्रा की संभावना से इनकार नहीं किया": what a cue says, undone by what
  // stands behind it.
  Status withWhatFollows(std::size_t cue, Status status) const {
    bool denied = status == Status::kDenied && !item(cue).is_not;
    const bool said_so = denied;
    for (std::size_t j = next(cue); j < view_.size(); j = next(j)) {
      if (item(j).is_not) {
        if (said_so) return Status::kPossible;
        return denied ? status : Status::kDenied;
      }
      denied = denied || cueAt(j) == Status::kDenied;
    }
    return denied ? Status::kDenied : status;
  }

  bool futureAtEnd(std::size_t i) const {
    const std::vector<std::uint32_t>& items = view_.clauseAt(i).items;
    for (auto j = items.rbegin(); j != items.rend() && *j > i; ++j) {
      if (view_.isVerb(*j)) return hasFutureEnding(*j);
    }
    return false;
  }

  bool hasFutureEnding(std::size_t j) const { return endingOf(j) == Status::kPlanned; }

  // "आएंगे" is to be, "आएं" may be: what the end of a verb says.
  std::optional<Status> endingOf(std::size_t j) const {
    const LexedText& text = view_.input().text;
    const Lexeme& lexeme = text.lexemes[item(j).last - 1];
    const std::string word =
        normalizeWord(text.tokens.textOf(text.tokens.tokens[lexeme.last - 1]), {});
    for (const CueEnding& cue : text.cue_endings) {
      if (cue.language == language_ && word.size() > cue.ending.size() &&
          std::string_view(word).ends_with(cue.ending))
        return cue.status;
    }
    return std::nullopt;
  }

  const PostposedView& view_;
  const Image& image_;
  std::uint8_t language_;
};

}  // namespace

Status statusOfUse(const PostposedView& view, std::size_t trigger, std::uint32_t row,
                   const TriggerUse& use) {
  return StatusReader(view).read(trigger, row, use);
}

}  // namespace chancery
