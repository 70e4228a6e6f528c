// Stage 4, when: which of the expressions of time in a sentence is that of a reading.
#include <algorithm>

#include "extract/engine/clauses.h"
#include "extract/engine/dating.h"
#include "extract/text/endings.h"

namespace chancery {
namespace {

constexpr std::int64_t kCostOfOtherVerb = 40;  // "landed on Friday and will see him on Saturday"

bool countsFromToday(const DateExpression& expression) {
  using Kind = DateExpression::Kind;
  return expression.kind == Kind::kUnit || expression.kind == Kind::kDayOffset ||
         expression.kind == Kind::kShift;
}

}  // namespace

// "BERLIN, April 30 -": the day of the report, not of what it tells.
bool Dating::isDateline(const SentenceItems& sentence, std::size_t item) const {
  constexpr std::size_t kReach = 6;
  if (item == 0 || item > kReach || sentence.items[item - 1].punctuation != U',') return false;
  for (std::size_t i = 0; i + 1 < item; ++i) {
    if (sentence.items[i].group < 0 && sentence.items[i].punctuation == 0) return false;
  }
  if (item + 1 >= sentence.items.size()) return false;
  const char32_t behind = sentence.items[item + 1].punctuation;
  return behind == U'-' || behind == U'–' || behind == U'—' || behind == U'(' || behind == U':' ||
         behind == U'.';
}

void Dating::readDateline(const SentenceItems& sentence) {
  constexpr int kLongestOnTheWay = 7;  // days from a report to its printing
  for (std::size_t i = 0; i < sentence.items.size(); ++i) {
    using Kind = DateExpression::Kind;
    if (sentence.items[i].date < 0 || !isDateline(sentence, i)) continue;
    const DateExpression& date = sentence.dates[static_cast<std::size_t>(sentence.items[i].date)];
    if (date.kind != Kind::kAbsolute && date.kind != Kind::kDayMonth) continue;
    DateAnchor anchor;
    anchor.document = printed_;
    const auto day = resolveDate(date, anchor, Tense::kPast);
    if (!day || day->first != day->last) continue;
    const int before = printed_ ? printed_->since_1970 - day->first.since_1970 : 0;
    if (before >= 0 && before <= kLongestOnTheWay) document_ = day->first;
  }
}

// "since last month's fighting", but not "Monday's talks": the day of something else.
bool Dating::belongsToNoun(const SentenceItems& sentence, const Reading& reading, std::size_t at) {
  if (at + 1 >= sentence.items.size() || !sentence.items[at + 1].is_possessive) return false;
  constexpr std::size_t kReach = 5;
  const bool before = reading.item > at && reading.item <= at + kReach;
  if (!before) return true;
  return std::any_of(sentence.items.begin() + static_cast<std::ptrdiff_t>(at) + 2,
                     sentence.items.begin() + reading.item,
                     [](const Item& item) { return item.is_verb || item.marker.has_value(); });
}

// True when another verb begins between two items, behind an "and" or a comma.
bool Dating::opensNewVerb(const SentenceItems& sentence, std::size_t from, std::size_t to) const {
  constexpr std::size_t kReach = 3;
  for (std::size_t i = from; i < to; ++i) {
    if (!sentence.items[i].is_and && sentence.items[i].punctuation != U',') continue;
    for (std::size_t j = i + 1; j <= std::min(to, i + kReach); ++j) {
      const Item& item = sentence.items[j];
      if (item.group < 0 && (item.is_verb || item.is_be || item.is_have)) return true;
    }
  }
  return false;
}

// "अक्टूबर में भारत आने का न्योता", "इस साल होने वाली बैठक के लिए", "सोमवार की बैठक के बाद": where
// markers follow, a date before a verb that is only a noun, or before its own noun, is theirs.
bool Dating::belongsToWhatFollows(const SentenceItems& sentence, std::size_t at,
                                  std::size_t trigger) const {
  constexpr std::size_t kReach = 3;
  const std::vector<Item>& items = sentence.items;
  if (at >= trigger) return false;
  // "18 सितंबर का वह बयान, जिसमें उन्होंने …": what was done in it, on that day
  const bool relates = std::any_of(
      items.begin() + static_cast<std::ptrdiff_t>(at),
      items.begin() + static_cast<std::ptrdiff_t>(trigger),
      [](const Item& item) { return item.is_relative && !item.is_who && !item.is_where; });
  if (at + 1 < items.size() && items[at + 1].marker == Case::kOf && trigger > at + 1 + kReach &&
      !isPartOfDay(items[at + 2]))
    return !relates;
  for (std::size_t i = at + 1; i < trigger; ++i) {
    // "जून में उनसे मिलने होनियारा गए": what for, on the day of the clause
    const bool bound = i + 1 < items.size() && items[i + 1].marker.has_value();
    std::size_t behind = i + 1;
    while (behind < items.size() && (items[behind].is_verb || items[behind].is_be)) ++behind;
    const bool finite = behind < items.size() && items[behind].punctuation != 0;
    // "2009 में हथियार देने के आरोप में परिषद ने …": at the head of the sentence it is the agent's
    if (items[i].is_verbal_noun && bound && opensSentence(sentence, at) &&
        !items[at + 1].is_verbal_noun && hasAgent(sentence, i, trigger))
      return false;
    if ((items[i].is_verbal_noun && bound) || isToBe(items[i]) ||
        (!items[i].cues.empty() && items[i].is_verb && !finite))
      return true;
    if (items[i].group < 0) continue;
    // whoever acts in the clause stands between: the date is the clause's
    const Case marker = sentence.groups[static_cast<std::size_t>(items[i].group)].marker;
    const bool goes_there = i + 1 < items.size() && items[i + 1].is_verbal_noun;
    if (marker == Case::kErgative || (marker == Case::kSubject && !goes_there)) return false;
  }
  return false;
}

bool Dating::opensSentence(const SentenceItems& sentence, std::size_t at) {
  return std::all_of(sentence.items.begin(),
                     sentence.items.begin() + static_cast<std::ptrdiff_t>(at),
                     [](const Item& item) { return item.group < 0 && !item.is_verb; });
}

// True where somebody with the marker of an agent stands between two items.
bool Dating::hasAgent(const SentenceItems& sentence, std::size_t from, std::size_t to) {
  return std::any_of(
      sentence.items.begin() + static_cast<std::ptrdiff_t>(from),
      sentence.items.begin() + static_cast<std::ptrdiff_t>(to), [&](const Item& item) {
        return item.group >= 0 &&
               sentence.groups[static_cast<std::size_t>(item.group)].marker == Case::kErgative;
      });
}

// "31 मार्च को होने वाली बैठक": of what is to be.
bool Dating::isToBe(const Item& item) const {
  return item.group < 0 &&
         std::any_of(item.cues.begin(), item.cues.end(), [this](std::uint32_t row) {
           const CueRow& cue = image_.cues()[row];
           return cue.scope == CueScope::kBefore && cue.status == Status::kPlanned;
         });
}

// "X ने सोमवार को … करने का आरोप लगाया": a day behind whoever acts is that of what he does.
bool Dating::isBehindAgent(const SentenceItems& sentence, const Reading& reading,
                           std::size_t at) const {
  const std::vector<Item>& items = sentence.items;
  std::size_t before = at;  // "X ने हालांकि एक दिन पहले ही"
  while (before > 0 && items[before - 1].group < 0 && items[before - 1].is_clause) --before;
  const bool ergative =
      before >= 2 && items[before - 1].marker == Case::kErgative && items[before - 2].group >= 0;
  // "A और B शनिवार को … सुझाए गए प्रस्ताव पर सहमत हो गए"
  const bool bare = at >= 1 && reading.each_other && reading.subject.group >= 0 &&
                    items[at - 1].group == reading.subject.group;
  if (!ergative && !bare) return false;
  const DateExpression& date = sentence.dates[static_cast<std::size_t>(items[at].date)];
  using Kind = DateExpression::Kind;
  return date.kind == Kind::kWeekday || date.kind == Kind::kDayOffset ||
         date.kind == Kind::kDayMonth || date.kind == Kind::kSameDay;
}

// "15 अगस्त की शाम", "2018 की गर्मियों में"
bool Dating::isPartOfDay(const Item& item) const {
  if (text_.is(text_.lexemes[item.first], WordClass::kTime)) return true;
  const std::span<const EntryRow> entries = text_.entriesOf(text_.lexemes[item.first]);
  return std::any_of(entries.begin(), entries.end(), [this](const EntryRow& entry) {
    return entry.kind == EntryKind::kDate &&
           image_.dates()[entry.value].op == DateOperator::kDayPart;
  });
}

// "congratulated him on Monday and will visit Kyiv": the day of what was done.
bool Dating::isOfVerbBefore(const SentenceItems& sentence, const Reading& reading,
                            std::size_t at) const {
  if (at >= reading.item || !opensNewVerb(sentence, at, reading.item)) return false;
  return std::any_of(sentence.items.begin() + reading.clause_first,
                     sentence.items.begin() + static_cast<std::ptrdiff_t>(
                                                  std::max<std::size_t>(at, reading.clause_first)),
                     [](const Item& item) { return item.group < 0 && item.is_verb; });
}

// "तेहरान पहुंचे प्रधानमंत्री ने": a participle that only says how he comes to be there.
bool Dating::standsBeforeAgent(const SentenceItems& sentence, const Reading& reading) const {
  if (image_.languages()[sentence.language - 1u].markers_follow == 0) return false;
  if (image_.frameOf(reading.trigger).relation != Relation::kVisit) return false;
  if (reading.subject.group < 0) return false;
  // "रंगून पहुंचकर क्लिंटन ने": on the day of what they then did
  if (sentence.items[reading.item].is_participle) return false;
  for (std::size_t i = 0; i < reading.item; ++i) {
    if (sentence.items[i].group == reading.subject.group) return false;
  }
  return true;
}

// "said on Monday that he will go": the day on which a plan was told or made.
bool Dating::isOfTelling(const SentenceItems& sentence, const Reading& reading,
                         std::size_t at) const {
  if (at >= reading.item) return false;
  const auto tells = [&](std::size_t i) {
    const Item& item = sentence.items[i];
    if (i >= reading.item || item.group >= 0) return false;
    // "agreed on Monday to meet in May"
    const bool intends = at + 1 < reading.item && sentence.items[reading.item - 1].is_infinitive &&
                         i < at && item.is_verb && !item.triggers.empty() &&
                         image_.frameOf(item.triggers.front()).relation != Relation::kVisit;
    return item.is_speech || intends;
  };
  std::size_t next = at + 1;
  if (next < reading.item && sentence.items[next].punctuation == U',') ++next;
  if (next < reading.item && sentence.items[next].group >= 0) ++next;
  if (tells(next)) return true;
  std::size_t i = at;
  while (i > 0 && sentence.items[i - 1].group < 0 &&
         (sentence.items[i - 1].marker || sentence.items[i - 1].date >= 0))
    --i;
  return i > 0 && tells(i - 1);
}

// "will visit Kiev before June", "may come after his inauguration on May 29": a bound of a plan's
// time, and not its day.
bool Dating::isBound(const SentenceItems& sentence, const Reading& reading, std::size_t at) {
  if (at <= reading.item) return false;
  // "the first trip by a leader since he went there in 2008"
  if (std::any_of(sentence.items.begin() + reading.item + 1,
                  sentence.items.begin() + static_cast<std::ptrdiff_t>(at),
                  [](const Item& item) { return item.is_clause; }))
    return true;
  for (std::size_t i = at; i-- > reading.item + 1u;) {
    const Item& item = sentence.items[i];
    if (item.punctuation != 0 || item.is_verb || item.is_clause || item.is_and) return false;
    if (item.marker == Case::kBefore || item.marker == Case::kAfter) return true;
  }
  return false;
}

// "met for the first time since 2019": since when, and not when.
bool Dating::isSince(const SentenceItems& sentence, std::size_t at) const {
  if (at == 0 || sentence.items[at - 1].group >= 0) return false;
  const std::span<const EntryRow> entries =
      text_.entriesOf(text_.lexemes[sentence.items[at - 1].last - 1]);
  return std::any_of(entries.begin(), entries.end(), [this](const EntryRow& entry) {
    return entry.kind == EntryKind::kDate && image_.dates()[entry.value].op == DateOperator::kSince;
  });
}

// "पिछले माह हुए हमलों के विरोध में": of a thing that came about then, which is no event.
bool Dating::isOfThingThatWas(const SentenceItems& sentence, std::size_t at,
                              std::size_t trigger) const {
  std::size_t verb = at + 1;
  while (verb < trigger && sentence.items[verb].group < 0 && sentence.items[verb].marker) ++verb;
  if (verb >= trigger || sentence.items[verb].group >= 0 || !sentence.items[verb].is_be ||
      !sentence.items[verb].is_arising)
    return false;
  std::size_t thing = verb + 1;
  while (thing + 1 < trigger && sentence.items[thing].group < 0 &&
         (sentence.items[thing].is_adjective || sentence.items[thing].is_number ||
          sentence.items[thing].date >= 0))
    ++thing;
  if (thing + 1 >= trigger) return false;
  const Item& item = sentence.items[thing];
  const std::optional<Case> marker = sentence.items[thing + 1].marker;
  return item.group < 0 && (item.is_noun || item.is_deed) && item.triggers.empty() &&
         !item.is_verb &&
         (marker == Case::kOf || marker == Case::kAgainst || marker == Case::kAbout);
}

// "accused him of blowing it up in 2014", "thanked them for sending tents in May": the day of what
// was done.
bool Dating::isOfDeedSaid(const SentenceItems& sentence, const Reading& reading,
                          std::size_t at) const {
  const Relation relation = image_.frameOf(reading.trigger).relation;
  if (!isConflict(relation) && relation != Relation::kSupport && relation != Relation::kGreet)
    return false;
  const std::string_view gerund =
      image_.text(image_.languages()[sentence.language - 1u].gerund_ending);
  for (std::size_t i = reading.item + 1u; i + 1 < at; ++i) {
    const std::optional<Case> marker = sentence.items[i].marker;
    const Item& next = sentence.items[i + 1];
    if ((marker == Case::kOf || marker == Case::kFor) && next.group < 0 &&
        endsWithAny(text_.textOf(text_.lexemes[next.first]), gerund))
      return true;
  }
  return false;
}

// "X, जिनसे Y ने वार्ता की, बुधवार को रवाना हुए": of X something is told that has no day.
bool Dating::isInRelative(const SentenceItems& sentence, const Reading& reading) const {
  const std::vector<Item>& items = sentence.items;
  return image_.languages()[sentence.language - 1u].markers_follow != 0 &&
         items[reading.clause_first].is_relative && reading.clause_last < items.size() &&
         items[reading.clause_last - 1u].punctuation == U',';
}

// "दौरा पूरा कर सोमवार को दिल्ली पहुंचे": behind it stands the day of what was done next; where it is
// said how long it was, that is the last of its days.
bool Dating::endsJourney(const SentenceItems& sentence, std::size_t at,
                         const Reading& reading) const {
  if (at >= sentence.items.size()) return false;
  const Item& item = sentence.items[at];
  return item.group < 0 && item.is_ending && item.is_participle &&
         image_.frameOf(reading.trigger).relation == Relation::kVisit &&
         !daysSaid(sentence, reading);
}

std::optional<std::int64_t> Dating::costOf(const SentenceItems& sentence, const Reading& reading,
                                           std::size_t at) const {
  const std::size_t trigger = reading.item;
  if (isDateline(sentence, at)) return std::nullopt;
  if (belongsToNoun(sentence, reading, at)) return std::nullopt;
  const bool aside = at >= reading.aside_first && at < reading.aside_last;
  if (aside) return std::nullopt;
  const bool in_clause = at >= reading.clause_first && at < reading.clause_last;
  if (!in_clause && isInRelative(sentence, reading)) return std::nullopt;
  auto cost = static_cast<std::int64_t>(at > trigger ? at - trigger : trigger - at);
  if (!in_clause) cost += kCostOfOtherClause;
  if (image_.languages()[sentence.language - 1u].markers_follow != 0) {
    const FrameRow& frame = image_.frameOf(reading.trigger);
    // "तेहरान पहुंचे प्रधानमंत्री ने गुरुवार को …": the day of what he did there
    if (at > trigger && standsBeforeAgent(sentence, reading)) return std::nullopt;
    // "2019 के बाद पहली बार": since when, and not when
    if (at + 1 < sentence.items.size() && sentence.items[at + 1].marker == Case::kAfter)
      return std::nullopt;
    // "सीमा वार्ता की और मंगलवार को मोदी से मिले": the day of what is told next
    if (!in_clause && at > trigger &&
        std::any_of(sentence.items.begin() + static_cast<std::ptrdiff_t>(at), sentence.items.end(),
                    [&](const Item& item) {
                      const bool told = item.is_verb || reading.status == Status::kHappened;
                      return told && item.group < 0 && !item.triggers.empty();
                    }))
      return std::nullopt;
    if (at < trigger && isOfThingThatWas(sentence, at, trigger)) return std::nullopt;
    const bool invites = frame.relation == Relation::kInvite;
    if (!invites && !isBehindAgent(sentence, reading, at) &&
        belongsToWhatFollows(sentence, at, trigger))
      return std::nullopt;
    // "बताया कि पिछले हफ्ते …": the date of what was told; "रिश्ते तोड़ते हुए राजनयिकों को 48 घंटे में …":
    // behind its verb it belongs to the next
    for (std::size_t i = trigger + 1; i < at; ++i) {
      if (sentence.items[i].is_that) return std::nullopt;
      if (endsJourney(sentence, i, reading)) return std::nullopt;
      if (sentence.items[i].is_be || sentence.items[i].is_light) cost += kCostOfOtherVerb;
    }
    return cost;
  }
  // "congratulated them on the accord that they signed on Monday"
  for (std::size_t i = trigger + 1; i < at && !in_clause; ++i) {
    if (sentence.items[i].is_that) return std::nullopt;
  }
  if (isSince(sentence, at)) return std::nullopt;
  if (isOfDeedSaid(sentence, reading, at)) return std::nullopt;
  if (opensNewVerb(sentence, std::min(at, trigger), std::max(at, trigger)))
    cost += kCostOfOtherVerb;
  return cost;
}

// "invited him to a conference in May", "informed her of his talks on Monday": the date is not that
// of the invitation.
bool Dating::isOfWhatFollows(const SentenceItems& sentence, const Reading& reading, std::size_t at,
                             Tense tense) const {
  const FrameRow& frame = image_.frameOf(reading.trigger);
  const bool before = image_.languages()[sentence.language - 1u].markers_follow != 0;
  const bool agrees = frame.relation == Relation::kAgree && !before;  // "agreed to meet in May"
  if (frame.relation != Relation::kInvite && (frame.flags & kReportsSpeech) == 0 && !agrees)
    return false;
  if (before && at > reading.item && frame.relation != Relation::kInvite)
    return true;  // what is said
  // "is to brief him on the talks on Friday": what he tells of is over by then
  if (!before && frame.relation == Relation::kInform && tense == Tense::kFuture) return false;
  const std::size_t first = before ? at + 1 : reading.item + 1;
  const std::size_t last = before ? reading.item : at;
  for (std::size_t i = first; i < last; ++i) {
    const Item& item = sentence.items[i];
    if (before ? item.is_verbal_noun || isToBe(item)
               : item.is_infinitive || (item.is_be && frame.relation == Relation::kInvite) ||
                     item.marker == Case::kTo ||
                     (!item.triggers.empty() && !item.is_remote))  // "by telephone"
      return true;
  }
  return false;
}

// "अगले सोमवार को आएंगे। मंगलवार को वार्ता होगी": the days of a visit to come are counted from its
// first.
DateAnchor Dating::weekOfPlan(const SentenceItems& sentence, const DateExpression& expression,
                              DateAnchor anchor, Tense tense) const {
  constexpr std::uint32_t kReach = 2;  // sentences
  constexpr int kLongVisit = 4;        // days
  const bool weekday = expression.kind == DateExpression::Kind::kWeekday && !expression.shifted;
  const bool verb_last = image_.languages()[sentence.language - 1u].markers_follow != 0;
  if (!weekday || !verb_last || tense != Tense::kFuture || !ahead_ || !anchor.document)
    return anchor;
  if (sentence.sentence > ahead_sentence_ + kReach) return anchor;
  if (ahead_->last.since_1970 - ahead_->first.since_1970 > kLongVisit * 2) return anchor;
  DateAnchor there = anchor;
  there.document = ahead_->first;
  const auto plain = resolveDate(expression, anchor, tense);
  const auto counted = resolveDate(expression, there, tense);
  const bool soon = counted && counted->first.since_1970 - ahead_->first.since_1970 < kLongVisit;
  return plain && soon && plain->last < ahead_->first ? there : anchor;
}

std::optional<Dating::Choice> Dating::choose(const SentenceItems& sentence, const Reading& reading,
                                             const DateAnchor& anchor, Tense tense,
                                             bool of_what_follows, bool happened) const {
  std::optional<Choice> best;
  std::optional<DateSpan> said_here;
  bool day_here = false;
  DateAnchor here = anchor;  // "will meet him on Friday and leave the same evening"
  const std::int32_t quotation = quotationOf(text_, sentence.items[reading.item]);
  const bool verb_last = image_.languages()[sentence.language - 1u].markers_follow != 0;
  for (std::size_t i = 0; i < sentence.items.size(); ++i) {
    const Item& item = sentence.items[i];
    if (item.date < 0 || quotationOf(text_, item) != quotation) continue;
    if (item.is_clause) continue;  // "three days after they signed": how long, and not when
    const DateExpression& expression = sentence.dates[static_cast<std::size_t>(item.date)];
    DateAnchor counted = weekOfPlan(sentence, expression, here, tense);
    // "सितंबर 2005 में …, जिस पर उसी महीने …"
    using Kind = DateExpression::Kind;
    const bool same = expression.kind == Kind::kUnitOfText ||
                      (expression.kind == Kind::kSameDay && expression.shift == 0);
    // "will arrive on Sunday. The next morning she is to see him": counted from what is planned
    const bool of_plan =
        expression.kind == Kind::kSameDay ||
        (expression.kind == Kind::kShift && expression.from_text && expression.shift > 0);
    if (!verb_last && of_plan && tense == Tense::kFuture && ahead_ && !day_here &&
        ahead_->first == ahead_->last && ahead_sentence_ + 2 >= sentence.sentence) {
      counted.spoken = ahead_;
    } else if (verb_last && same && said_here) {
      counted.spoken = said_here;
    } else if (verb_last && same && tense == Tense::kFuture && ahead_ &&
               ahead_->first == ahead_->last && ahead_sentence_ + 2 >= sentence.sentence) {
      counted.spoken = ahead_;  // "बुधवार को वार्ता होगी। उसी शाम …"
    } else if (verb_last && same && mentioned_ && mentioned_sentence_ + 1 == sentence.sentence) {
      counted.spoken = mentioned_;
    }
    const auto span = resolveDate(expression, counted, tense);
    constexpr int kYear = 366;  // days
    if (span && !same && !isDateline(sentence, i) &&
        span->last.since_1970 - span->first.since_1970 < kYear)
      said_here = span;
    if (span && !isDateline(sentence, i) && span->first == span->last) {
      here.spoken = span;
      day_here = true;
    }
    if (isOfWhatFollows(sentence, reading, i, tense) != of_what_follows) continue;
    // "मंगलवार को कहा कि वे … मिलेंगे": the day on which it was said
    if (verb_last && !happened &&
        std::any_of(sentence.items.begin() +
                        static_cast<std::ptrdiff_t>(std::min<std::size_t>(i, reading.item)),
                    sentence.items.begin() + reading.item,
                    [](const Item& between) { return between.is_that; }))
      continue;
    if (tense == Tense::kFuture && isOfVerbBefore(sentence, reading, i)) continue;
    if (tense == Tense::kFuture && !verb_last &&
        (isBound(sentence, reading, i) || isOfTelling(sentence, reading, i)))
      continue;
    const auto cost = costOf(sentence, reading, i);
    if (!cost || (best && *cost >= best->cost)) continue;
    // "aims at 500 billion by 2030": no time in which a thing that is past came about; a day that
    // is named in full is taken at its word
    const bool full =
        span && span->first == span->last && expression.kind == DateExpression::Kind::kAbsolute;
    const bool ahead =
        span && happened && !full && anchor.document && span->first > *anchor.document;
    // "who took over last month, will see him": no time in which something is to come
    if (span && !verb_last && tense == Tense::kFuture && countsFromToday(expression) &&
        anchor.document && span->last < *anchor.document)
      continue;
    if (span && !ahead) best = Choice{*cost, *span, *cost < kCostOfOtherClause};
  }
  return best;
}

}  // namespace chancery
