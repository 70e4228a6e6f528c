#include "extract/engine/dating.h"

#include <algorithm>

#include "extract/engine/clauses.h"

namespace chancery {
namespace {

constexpr std::int64_t kCostOfOtherClause = 1000;
constexpr std::int64_t kCostOfOtherVerb = 40;  // "landed on Friday and will see him on Saturday"
constexpr int kNewsDays = 14;                  // how far back a report's own story lies
constexpr int kStoryDays = 7;                  // a longer span is no day of a story

Tense tenseOf(Status status) {
  return status == Status::kHappened || status == Status::kDenied ? Tense::kPast : Tense::kFuture;
}

// What has come about since is of no day; so is, where the verb stands last, what lies before.
bool isOfNoDay(ReadingTense tense, bool verb_final) {
  return tense == ReadingTense::kSince || (verb_final && tense == ReadingTense::kBefore);
}

bool isOfStory(const DateSpan& span) {
  return span.last.since_1970 - span.first.since_1970 < kStoryDays;
}

}  // namespace

bool isOfOccasion(Relation relation) {
  return !isConflict(relation) && relation != Relation::kAid && relation != Relation::kMediate;
}

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
                                  std::size_t trigger) {
  constexpr std::size_t kReach = 3;
  const std::vector<Item>& items = sentence.items;
  if (at >= trigger) return false;
  if (at + 1 < items.size() && items[at + 1].marker == Case::kOf && trigger > at + 1 + kReach)
    return true;
  for (std::size_t i = at + 1; i < trigger; ++i) {
    // "जून में उनसे मिलने होनियारा गए": what for, on the day of the clause
    const bool bound = i + 1 < items.size() && items[i + 1].marker.has_value();
    std::size_t behind = i + 1;
    while (behind < items.size() && (items[behind].is_verb || items[behind].is_be)) ++behind;
    const bool finite = behind < items.size() && items[behind].punctuation != 0;
    if ((items[i].is_verbal_noun && bound) ||
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

// "congratulated him on Monday and will visit Kyiv": the day of what was done.
bool Dating::isOfVerbBefore(const SentenceItems& sentence, const Reading& reading,
                            std::size_t at) const {
  if (at >= reading.item || !opensNewVerb(sentence, at, reading.item)) return false;
  return std::any_of(sentence.items.begin() + reading.clause_first,
                     sentence.items.begin() + static_cast<std::ptrdiff_t>(
                                                  std::max<std::size_t>(at, reading.clause_first)),
                     [](const Item& item) { return item.group < 0 && item.is_verb; });
}

// "शनिवार को आए भूकंप के बाद": the verb behind the date only describes a noun, which is no day of the
// story's own.
bool Dating::isOfParticiple(const SentenceItems& sentence, std::size_t at) {
  const std::vector<Item>& items = sentence.items;
  for (std::size_t i = at + 1; i + 1 < items.size(); ++i) {
    if (items[i].punctuation != 0 || items[i].is_that || items[i].is_clause) return false;
    const bool verb = items[i].group < 0 && items[i].is_verb && !items[i].marker &&
                      !items[i].is_verbal_noun && !items[i].is_participle;
    if (!verb) continue;
    const Item& behind = items[i + 1];
    if (behind.is_verb || behind.is_be || behind.punctuation != 0) return false;
    const bool noun = behind.group < 0 && !behind.marker && (behind.is_noun || behind.is_adjective);
    return noun && std::any_of(items.begin() + static_cast<std::ptrdiff_t>(i) + 1, items.end(),
                               [](const Item& item) {
                                 return item.marker == Case::kAfter || item.marker == Case::kAbout;
                               });
  }
  return false;
}

// "तेहरान पहुंचे प्रधानमंत्री ने": a participle that only says how he comes to be there.
bool Dating::standsBeforeAgent(const SentenceItems& sentence, const Reading& reading) const {
  if (image_.languages()[sentence.language - 1u].markers_follow == 0) return false;
  if (image_.frameOf(reading.trigger).relation != Relation::kVisit) return false;
  if (reading.subject.group < 0) return false;
  for (std::size_t i = 0; i < reading.item; ++i) {
    if (sentence.items[i].group == reading.subject.group) return false;
  }
  return true;
}

std::optional<std::int64_t> Dating::costOf(const SentenceItems& sentence, const Reading& reading,
                                           std::size_t at) const {
  const std::size_t trigger = reading.item;
  if (isDateline(sentence, at)) return std::nullopt;
  if (belongsToNoun(sentence, reading, at)) return std::nullopt;
  const bool aside = at >= reading.aside_first && at < reading.aside_last;
  if (aside) return std::nullopt;
  const bool in_clause = at >= reading.clause_first && at < reading.clause_last;
  auto cost = static_cast<std::int64_t>(at > trigger ? at - trigger : trigger - at);
  if (!in_clause) cost += kCostOfOtherClause;
  if (image_.languages()[sentence.language - 1u].markers_follow != 0) {
    const FrameRow& frame = image_.frameOf(reading.trigger);
    // "तेहरान पहुंचे प्रधानमंत्री ने गुरुवार को …": the day of what he did there
    if (at > trigger && standsBeforeAgent(sentence, reading)) return std::nullopt;
    const bool invites = frame.relation == Relation::kInvite;
    if (!invites && belongsToWhatFollows(sentence, at, trigger)) return std::nullopt;
    // "बताया कि पिछले हफ्ते …": the date of what was told; "रिश्ते तोड़ते हुए राजनयिकों को 48 घंटे में …":
    // behind its verb it belongs to the next
    for (std::size_t i = trigger + 1; i < at; ++i) {
      if (sentence.items[i].is_that) return std::nullopt;
      if (sentence.items[i].is_be || sentence.items[i].is_light) cost += kCostOfOtherVerb;
    }
    return cost;
  }
  if (opensNewVerb(sentence, std::min(at, trigger), std::max(at, trigger)))
    cost += kCostOfOtherVerb;
  return cost;
}

// "invited him to a conference in May", "informed her of his talks on Monday": the date is not that
// of the invitation.
bool Dating::isOfWhatFollows(const SentenceItems& sentence, const Reading& reading,
                             std::size_t at) const {
  const FrameRow& frame = image_.frameOf(reading.trigger);
  if (frame.relation != Relation::kInvite && (frame.flags & kReportsSpeech) == 0) return false;
  const bool before = image_.languages()[sentence.language - 1u].markers_follow != 0;
  if (before && at > reading.item && frame.relation != Relation::kInvite)
    return true;  // what is said
  const std::size_t first = before ? at + 1 : reading.item + 1;
  const std::size_t last = before ? reading.item : at;
  for (std::size_t i = first; i < last; ++i) {
    const Item& item = sentence.items[i];
    if (before ? item.is_verbal_noun
               : item.is_infinitive || item.marker == Case::kTo || !item.triggers.empty())
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
  DateAnchor here = anchor;  // "will meet him on Friday and leave the same evening"
  const std::int32_t quotation = quotationOf(text_, sentence.items[reading.item]);
  const bool verb_last = image_.languages()[sentence.language - 1u].markers_follow != 0;
  for (std::size_t i = 0; i < sentence.items.size(); ++i) {
    const Item& item = sentence.items[i];
    if (item.date < 0 || quotationOf(text_, item) != quotation) continue;
    const DateExpression& expression = sentence.dates[static_cast<std::size_t>(item.date)];
    const auto span = resolveDate(expression, weekOfPlan(sentence, expression, here, tense), tense);
    if (span && !isDateline(sentence, i) && span->first == span->last) here.spoken = span;
    if (isOfWhatFollows(sentence, reading, i) != of_what_follows) continue;
    // "मंगलवार को कहा कि वे … मिलेंगे": the day on which it was said
    if (verb_last && !happened &&
        std::any_of(sentence.items.begin() +
                        static_cast<std::ptrdiff_t>(std::min<std::size_t>(i, reading.item)),
                    sentence.items.begin() + reading.item,
                    [](const Item& between) { return between.is_that; }))
      continue;
    if (tense == Tense::kFuture && isOfVerbBefore(sentence, reading, i)) continue;
    const auto cost = costOf(sentence, reading, i);
    if (!cost || (best && *cost >= best->cost)) continue;
    // "aims at 500 billion by 2030": no time in which a thing that is past came about; a day that
    // is named in full is taken at its word
    const bool full =
        span && span->first == span->last && expression.kind == DateExpression::Kind::kAbsolute;
    const bool ahead =
        span && happened && !full && anchor.document && span->first > *anchor.document;
    if (span && !ahead) best = Choice{*cost, *span, *cost < kCostOfOtherClause};
  }
  return best;
}

std::optional<DateSpan> Dating::spoken(const SentenceItems& sentence) const {
  const std::uint32_t paragraph = text_.tokens.sentences[sentence.sentence].paragraph;
  return local_ && paragraph == local_paragraph_ ? local_ : story_;
}

void Dating::date(const SentenceItems& sentence, const Reading& reading, const Post* post,
                  Candidate& candidate) const {
  DateAnchor anchor;
  anchor.document = post != nullptr && post->date ? post->date : document_;
  anchor.spoken = spoken(sentence);
  anchor.year = yearSpoken(sentence);
  const std::optional<Day> said =
      post == nullptr ? dayOfSaying(sentence, reading) : std::optional<Day>();
  if (said) anchor.document = said;
  candidate.beside_story = reading.tense != ReadingTense::kOfStory;
  candidate.of_no_day =
      isOfNoDay(reading.tense, image_.languages()[sentence.language - 1u].verb_final != 0) ||
      standsBeforeAgent(sentence, reading);
  if (const auto chosen = choose(sentence, reading, anchor, tenseOf(candidate.status), false,
                                 candidate.status == Status::kHappened)) {
    candidate.date = chosen->in_clause && candidate.relation == Relation::kVisit
                         ? withDuration(sentence, reading, chosen->span)
                         : chosen->span;
    candidate.date_source = chosen->in_clause ? DateSource::kClause : DateSource::kSentence;
    return;
  }
  if (candidate.status != Status::kHappened) return;
  if (post != nullptr && post->date) {
    candidate.date = DateSpan{*post->date, *post->date};
    candidate.date_source = DateSource::kPost;
  } else if (said) {
    candidate.date = DateSpan{*said, *said};
    candidate.date_source = DateSource::kSentence;
  } else if (anchor.spoken && !candidate.of_no_day &&
             (isOfOccasion(candidate.relation) ||
              image_.languages()[sentence.language - 1u].markers_follow != 0)) {
    candidate.date = anchor.spoken;
    candidate.date_source = DateSource::kCarried;
  }
}

// "रविवार को उन्होंने लिखा, 'आज …'": the day on which a quotation was said, which is its "today".
std::optional<Day> Dating::dayOfSaying(const SentenceItems& sentence,
                                       const Reading& reading) const {
  const std::int32_t quotation = quotationOf(text_, sentence.items[reading.item]);
  if (quotation < 0 || !document_) return std::nullopt;
  DateAnchor anchor;
  anchor.document = document_;
  for (std::size_t i = 0; i < sentence.items.size(); ++i) {
    const Item& item = sentence.items[i];
    if (quotationOf(text_, item) >= 0 || item.date < 0 || isDateline(sentence, i)) continue;
    const auto span =
        resolveDate(sentence.dates[static_cast<std::size_t>(item.date)], anchor, Tense::kPast);
    if (span && span->first == span->last && span->first <= *document_) return span->first;
  }
  return std::nullopt;
}

void Dating::dateVisit(const SentenceItems& sentence, const Reading& invitation, const Post* post,
                       Candidate& visit) const {
  DateAnchor anchor;
  anchor.document = post != nullptr && post->date ? post->date : document_;
  anchor.spoken = spoken(sentence);
  visit.date.reset();
  visit.date_source = DateSource::kUnsaid;
  if (const auto chosen = choose(sentence, invitation, anchor, Tense::kFuture, true, false)) {
    visit.date = chosen->span;
    visit.date_source = DateSource::kClause;
  }
}

// "a four-day visit".
std::optional<int> Dating::daysSaid(const SentenceItems& sentence, const Reading& reading) const {
  constexpr int kLongestVisit = 15;
  constexpr std::uint32_t kReach = 6;  // items between the visit and its length
  const std::uint32_t from =
      std::max(reading.clause_first, reading.item - std::min(reading.item, kReach));
  const std::uint32_t to = std::min(reading.clause_last, reading.item + kReach);
  const std::uint32_t first = sentence.items[from].first;
  const std::uint32_t last = sentence.items[to - 1].last;
  for (std::uint32_t l = first; l + 1 < last; ++l) {
    const EntryRow* word = text_.find(text_.lexemes[l], EntryKind::kDate);
    const Token& token = text_.tokenOf(text_.lexemes[l]);
    int count = token.kind == TokenKind::kNumber ? token.number : 0;
    if (word != nullptr && image_.dates()[word->value].op == DateOperator::kNumber)
      count = image_.dates()[word->value].value;
    if (count < 2 || count > kLongestVisit) continue;
    for (const EntryRow& entry : text_.entriesOf(text_.lexemes[l + 1])) {
      if (entry.kind != EntryKind::kDate) continue;
      const DateRow& unit = image_.dates()[entry.value];
      const bool days =
          unit.op == DateOperator::kUnit && static_cast<Unit>(unit.value) == Unit::kDay;
      // "two days ago" is a date, and no duration
      const bool dated =
          std::any_of(sentence.dates.begin(), sentence.dates.end(),
                      [&](const DateExpression& date) { return date.first <= l && l < date.last; });
      if (days && !dated) return count;
    }
  }
  return std::nullopt;
}

// The days of a visit that is said to last so long, from the day on which it begins or ends.
DateSpan Dating::withDuration(const SentenceItems& sentence, const Reading& reading,
                              DateSpan day) const {
  const std::optional<int> days = daysSaid(sentence, reading);
  if (!days || day.first != day.last) return day;
  const bool ends = std::any_of(sentence.items.begin() + reading.clause_first,
                                sentence.items.begin() + reading.clause_last,
                                [](const Item& item) { return item.is_ending; });
  if (ends) return {addDays(day.last, 1 - *days), day.last};
  return {day.first, addDays(day.first, *days - 1)};
}

std::optional<int> Dating::yearSpoken(const SentenceItems& sentence) const {
  const std::uint32_t paragraph = text_.tokens.sentences[sentence.sentence].paragraph;
  std::optional<int> year = paragraph == year_paragraph_ ? year_ : std::nullopt;
  for (const DateExpression& date : sentence.dates) {
    if (date.span) year = toCivil(date.span->first).year;
    if (date.from_text && !year) year = year_;  // "उसी साल", of whatever paragraph
  }
  return year;
}

void Dating::carryOver(const SentenceItems& sentence, const std::vector<Outcome>& outcomes) {
  for (const DateExpression& date : sentence.dates) {
    if (!date.span) continue;
    year_ = toCivil(date.span->first).year;
    year_paragraph_ = text_.tokens.sentences[sentence.sentence].paragraph;
  }
  bool told = false;
  const bool earlier = std::any_of(sentence.items.begin(), sentence.items.end(),
                                   [](const Item& item) { return item.is_earlier; });
  for (auto outcome = outcomes.rbegin();
       outcome != outcomes.rend() && outcome->sentence == sentence.sentence; ++outcome) {
    for (const Candidate& candidate : outcome->candidates) {
      told = true;
      const bool open =
          candidate.status == Status::kPlanned || candidate.status == Status::kPossible;
      if (open && candidate.date && candidate.date_source != DateSource::kCarried) {
        ahead_ = candidate.date;
        ahead_sentence_ = sentence.sentence;
      }
      const bool gives = candidate.status == Status::kHappened && candidate.date &&
                         candidate.date_source != DateSource::kCarried;
      const bool reported =
          candidate.beside_story && std::any_of(sentence.items.begin(), sentence.items.end(),
                                                [](const Item& item) { return item.is_that; });
      if (!gives || reported) continue;
      if (candidate.relation == Relation::kVisit && candidate.date->first != candidate.date->last)
        continue;  // what happens on a visit has a day of its own
      if (!candidate.beside_story && !earlier && isOfStory(*candidate.date)) {
        story_ = candidate.date;
        local_.reset();
      } else {
        local_ = candidate.date;
        local_paragraph_ = text_.tokens.sentences[sentence.sentence].paragraph;
      }
    }
  }
  if (!told) carryFromPlainSentence(sentence);
}

// A sentence without an event may still say when the story is: "They failed on Tuesday to …".
void Dating::carryFromPlainSentence(const SentenceItems& sentence) {
  if (!document_) return;
  DateAnchor anchor;
  anchor.document = document_;
  anchor.spoken = spoken(sentence);
  anchor.year = yearSpoken(sentence);
  const bool verb_last = image_.languages()[sentence.language - 1u].markers_follow != 0;
  const bool before =
      std::any_of(sentence.items.begin(), sentence.items.end(),
                  [](const Item& item) { return item.is_pluperfect || item.is_earlier; });
  for (std::size_t i = 0; i < sentence.items.size(); ++i) {
    const Item& item = sentence.items[i];
    if (verb_last && item.date >= 0 && isOfParticiple(sentence, i)) continue;
    if (item.is_relative || item.is_that) return;
    if (!verb_last && (item.is_pluperfect || item.is_perfect)) return;
    for (const std::uint32_t row : item.cues) {
      if (image_.cues()[row].status != Status::kHappened) return;
    }
    if (item.date < 0 || isDateline(sentence, i) || quotationOf(text_, item) >= 0) continue;
    if (i + 1 < sentence.items.size() && sentence.items[i + 1].is_possessive) continue;
    const auto span =
        resolveDate(sentence.dates[static_cast<std::size_t>(item.date)], anchor, Tense::kPast);
    if (!span || span->first > *document_) continue;
    if (!isOfStory(*span) || before) {
      local_ = span;
      local_paragraph_ = text_.tokens.sentences[sentence.sentence].paragraph;
    } else if (document_->since_1970 - span->last.since_1970 <= kNewsDays) {
      story_ = span;
    }
    return;
  }
}

void Dating::dateBackwards(std::vector<Outcome>& outcomes, bool all) {
  std::optional<DateSpan> first;
  std::uint32_t sentence = 0;
  for (const Outcome& outcome : outcomes) {
    for (const Candidate& candidate : outcome.candidates) {
      const bool of_trip = candidate.relation == Relation::kVisit && candidate.date &&
                           candidate.date->first != candidate.date->last;
      if (!first && !of_trip && candidate.status == Status::kHappened && !candidate.beside_story &&
          candidate.date && isOfStory(*candidate.date)) {
        first = candidate.date;
        sentence = candidate.sentence;
      }
    }
  }
  if (!first) return;
  for (Outcome& outcome : outcomes) {
    for (Candidate& candidate : outcome.candidates) {
      if (candidate.of_no_day || candidate.date || candidate.status != Status::kHappened) continue;
      if (!isOfOccasion(candidate.relation) || (!all && candidate.sentence > sentence)) continue;
      candidate.date = first;
      candidate.date_source = DateSource::kCarried;
    }
  }
}

}  // namespace chancery
