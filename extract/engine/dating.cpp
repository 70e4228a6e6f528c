#include "extract/engine/dating.h"

#include <algorithm>

#include "extract/engine/clauses.h"

namespace chancery {
namespace {

Tense tenseOf(Status status) {
  return status == Status::kHappened || status == Status::kDenied ? Tense::kPast : Tense::kFuture;
}

// What has come about since is of no day; so is, where the verb stands last, what lies before.
bool isOfNoDay(ReadingTense tense, bool verb_final) {
  return tense == ReadingTense::kSince || (verb_final && tense == ReadingTense::kBefore);
}

}  // namespace

bool isOfOccasion(Relation relation) {
  return !isConflict(relation) && relation != Relation::kAid && relation != Relation::kMediate;
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
  anchor.looks_back = looks_back_;
  const bool under_it = sentence.heading && candidate.status != Status::kDenied &&
                        sentence.is_diary == (candidate.status != Status::kHappened);
  const auto of_heading =
      under_it ? resolveDate(*sentence.heading, anchor, tenseOf(candidate.status)) : std::nullopt;
  if (of_heading) anchor.spoken = of_heading;
  const std::optional<Day> said =
      post == nullptr ? dayOfSaying(sentence, reading) : std::optional<Day>();
  if (said) anchor.document = said;
  candidate.beside_story = reading.tense != ReadingTense::kOfStory;
  // "सहमति बन गई है": that is news of the day
  const bool agreed =
      candidate.relation == Relation::kAgree && reading.tense == ReadingTense::kSince;
  const bool verb_final = image_.languages()[sentence.language - 1u].verb_final != 0;
  candidate.of_no_day = (!(agreed && verb_final) && isOfNoDay(reading.tense, verb_final)) ||
                        lasts(sentence, reading) || standsBeforeAgent(sentence, reading) ||
                        (verb_final && isStayBefore(sentence, reading)) ||
                        endsJourney(sentence, reading.item + 1u, reading);
  if (candidate.status == Status::kHappened) {
    if (const auto day = dayBeside(sentence, reading, anchor)) {
      candidate.date = day;
      candidate.date_source = DateSource::kClause;
      return;
    }
  }
  if (const auto span = spanSince(sentence, reading, anchor, candidate)) {
    candidate.date = span;
    candidate.date_source = DateSource::kClause;
    return;
  }
  const bool called_off = candidate.status == Status::kDenied && wasToBe(sentence, reading);
  // "those who have been mediating between them went home on Saturday": goes on for longer
  const bool only_in_clause = candidate.relation == Relation::kMediate && !verb_final;
  if (const auto chosen = called_off ? chooseNearest(sentence, reading, anchor)
                                     : choose(sentence, reading, anchor, tenseOf(candidate.status),
                                              false, candidate.status == Status::kHappened);
      chosen && (chosen->in_clause || !only_in_clause)) {
    candidate.date = chosen->in_clause && mayLast(sentence, reading, candidate.relation)
                         ? withDuration(sentence, reading, chosen->span)
                         : chosen->span;
    if (candidate.date != chosen->span && !verb_final &&
        sentence.items[reading.item].is_verb)  // "arrived on Friday for a two-day visit"
      candidate.arrival = chosen->span;
    candidate.date_source = chosen->in_clause ? DateSource::kClause : DateSource::kSentence;
    return;
  }
  if (candidate.status == Status::kDenied) {
    if (const auto day = dayOnceSet(sentence, reading, anchor)) {
      candidate.date = day;
      candidate.date_source = DateSource::kClause;
      return;
    }
  }
  const bool goes_on = candidate.relation == Relation::kMediate && verb_final &&
                       reading.tense != ReadingTense::kOfStory;
  if (of_heading && !goes_on) {
    candidate.date = of_heading;
    candidate.date_source = DateSource::kSentence;
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
             (isOfOccasion(candidate.relation) || isConflict(candidate.relation) ||
              image_.languages()[sentence.language - 1u].markers_follow != 0)) {
    candidate.date = anchor.spoken;
    candidate.date_source = DateSource::kCarried;
  }
}

// "a visit to Minsk, which had been planned for October, has been cancelled": the day on which what
// did not come about was to be, before the report or behind it, whichever is nearer.
std::optional<DateSpan> Dating::dayOnceSet(const SentenceItems& sentence, const Reading& reading,
                                           const DateAnchor& anchor) const {
  constexpr std::size_t kReach = 6;  // items between the plan and its day
  const std::vector<Item>& items = sentence.items;
  if (items[reading.item].is_verb || !anchor.document ||
      image_.languages()[sentence.language - 1u].markers_follow != 0)
    return std::nullopt;
  std::optional<std::size_t> plan;
  for (std::size_t i = reading.item + 1u; i < items.size(); ++i) {
    const Item& item = items[i];
    if (item.is_speech || (plan && i > *plan + kReach)) return std::nullopt;
    if (plan && item.date >= 0 && !isSince(sentence, i)) {
      const DateExpression& date = sentence.dates[static_cast<std::size_t>(item.date)];
      const auto past = resolveDate(date, anchor, Tense::kPast);
      const auto ahead = resolveDate(date, anchor, Tense::kFuture);
      if (!past || !ahead) return past ? past : ahead;
      const int since = anchor.document->since_1970 - past->last.since_1970;
      const int until = ahead->first.since_1970 - anchor.document->since_1970;
      return until >= 0 && until < since ? ahead : past;
    }
    for (const std::uint32_t row : item.cues) {
      const CueRow& cue = image_.cues()[row];
      if (cue.language != sentence.language || item.group >= 0) continue;
      if (cue.status == Status::kDenied) return std::nullopt;
      if (cue.status == Status::kPlanned) plan = i;
    }
    if (!plan && item.group < 0 && item.is_verb && item.cues.empty()) return std::nullopt;
  }
  return std::nullopt;
}

// "has been mediating since March", "had held talks since Sunday": from then to the day of the
// report, or of its story, as exactly as it is said.
std::optional<DateSpan> Dating::spanSince(const SentenceItems& sentence, const Reading& reading,
                                          const DateAnchor& anchor,
                                          const Candidate& candidate) const {
  constexpr int kWeek = 7;
  constexpr int kMonth = 31;
  const bool goes_on =
      candidate.relation == Relation::kMediate || candidate.relation == Relation::kTalk;
  if (!goes_on || candidate.status != Status::kHappened || !document_ ||
      reading.tense == ReadingTense::kOfStory ||
      image_.languages()[sentence.language - 1u].markers_follow != 0)
    return std::nullopt;
  for (std::size_t i = reading.item + 1u; i < reading.clause_last; ++i) {
    const Item& item = sentence.items[i];
    if (item.is_number && item.group < 0) return std::nullopt;  // "for the first time since March"
    if (item.date < 0 || !isSince(sentence, i)) continue;
    const auto since =
        resolveDate(sentence.dates[static_cast<std::size_t>(item.date)], anchor, Tense::kPast);
    const bool told = reading.tense == ReadingTense::kBefore && anchor.spoken;
    const Day end = told ? anchor.spoken->last : *document_;
    if (!since || since->first > end) return std::nullopt;
    const int days = since->last.since_1970 - since->first.since_1970;
    if (days < kWeek) return DateSpan{since->first, end};
    const CivilDate last = toCivil(end);
    if (days < kMonth) return DateSpan{since->first, monthSpan(last.year, last.month).last};
    return DateSpan{since->first, yearSpan(last.year).last};
  }
  return std::nullopt;
}

// "two days after", "the day before", but not "the next day"
bool Dating::endsWithMarker(const Item& item) const {
  const Lexeme& lexeme = text_.lexemes[item.last - 1];
  const std::uint32_t word = text_.tokens.tokens[lexeme.last - 1].word;
  if (word >= WordNumbers::kFirstUnknown) return false;
  const auto entries = image_.entries(image_.child(0, word));
  return std::any_of(entries.begin(), entries.end(), [](const EntryRow& entry) {
    return entry.kind == EntryKind::kMarker &&
           (entry.value == static_cast<std::uint32_t>(Case::kAfter) ||
            entry.value == static_cast<std::uint32_t>(Case::kBefore));
  });
}

// "said on Friday, a day after the two met", "flew home on Monday, two days after his talks": what
// stands behind such words lies as far from the day before them.
std::optional<DateSpan> Dating::dayBeside(const SentenceItems& sentence, const Reading& reading,
                                          const DateAnchor& anchor) const {
  constexpr int kWeek = 7;
  if (image_.languages()[sentence.language - 1u].markers_follow != 0) return std::nullopt;
  const std::vector<Item>& items = sentence.items;
  std::size_t at = reading.item;
  while (at > 0 && items[at - 1].date < 0 && items[at - 1].punctuation == 0 &&
         !items[at - 1].is_relative)
    --at;
  if (at-- == 0 || items[at].date < 0) return std::nullopt;
  const DateExpression& beside = sentence.dates[static_cast<std::size_t>(items[at].date)];
  const bool counted = beside.unit == Unit::kDay || beside.unit == Unit::kWeek;
  const bool relative = beside.kind == DateExpression::Kind::kShift ||
                        beside.kind == DateExpression::Kind::kSameDay;  // "a day after"
  if (!relative || beside.shift == 0 || !counted || !endsWithMarker(items[at])) return std::nullopt;
  for (std::size_t i = reading.item; i < reading.clause_last; ++i) {
    if (items[i].date >= 0) return std::nullopt;
  }
  for (std::size_t i = at; i-- > 0;) {
    if (items[i].date < 0 || isDateline(sentence, i)) continue;
    const auto span =
        resolveDate(sentence.dates[static_cast<std::size_t>(items[i].date)], anchor, Tense::kPast);
    if (!span || span->first != span->last) return std::nullopt;
    const Day day = addDays(span->first, -beside.shift * (beside.unit == Unit::kWeek ? kWeek : 1));
    return DateSpan{day, day};
  }
  return std::nullopt;
}

// "उससे पहले वह इस्लामाबाद में रुके, जहां …": a stay before the story, on a day that is not told.
bool Dating::isStayBefore(const SentenceItems& sentence, const Reading& reading) const {
  const std::vector<Item>& items = sentence.items;
  const auto earlier =
      std::find_if(items.begin(), items.end(), [](const Item& item) { return item.is_earlier; });
  if (earlier == items.end() || earlier - items.begin() > 2) return false;
  if (image_.frameOf(reading.trigger).relation == Relation::kVisit) return true;
  return std::any_of(items.begin(), items.begin() + reading.item,
                     [](const Item& item) { return item.is_where; });
}

// "महीनों बातचीत की"
bool Dating::lasts(const SentenceItems& sentence, const Reading& reading) {
  return std::any_of(sentence.items.begin() + reading.clause_first,
                     sentence.items.begin() + reading.clause_last,
                     [](const Item& item) { return item.is_lasting; });
}

// "रविवार को जाना था, पर दौरा रद्द हो गया", "अक्टूबर में होने वाला दौरा टल गया": what was planned, and
// its day may be to come.
bool Dating::wasToBe(const SentenceItems& sentence, const Reading& reading) const {
  return std::any_of(sentence.items.begin() + reading.clause_first,
                     sentence.items.begin() + reading.clause_last, [this](const Item& item) {
                       if (item.is_obligation) return true;
                       return !item.is_not &&
                              std::any_of(
                                  item.cues.begin(), item.cues.end(), [this](std::uint32_t row) {
                                    const Status status = image_.cues()[row].status;
                                    return status == Status::kPlanned || status == Status::kDenied;
                                  });
                     });
}

// Of the days before and behind the report that a date may mean, the nearer one; "refused on Monday
// to meet him" is of the Monday that was.
std::optional<Dating::Choice> Dating::chooseNearest(const SentenceItems& sentence,
                                                    const Reading& reading,
                                                    const DateAnchor& anchor) const {
  const auto past = choose(sentence, reading, anchor, Tense::kPast, false, false);
  const auto ahead = choose(sentence, reading, anchor, Tense::kFuture, false, false);
  if (!past || !ahead || !anchor.document) return past ? past : ahead;
  const int since = anchor.document->since_1970 - past->span.last.since_1970;
  const int until = ahead->span.first.since_1970 - anchor.document->since_1970;
  constexpr int kWeek = 7;
  const bool verb_final = image_.languages()[sentence.language - 1u].verb_final != 0;
  if (since < kWeek && !verb_final && !saysPlanned(sentence, reading)) return past;
  return until > 0 && until < since ? ahead : past;
}

bool Dating::saysPlanned(const SentenceItems& sentence, const Reading& reading) const {
  return std::any_of(sentence.items.begin() + reading.clause_first,
                     sentence.items.begin() + reading.clause_last, [this](const Item& item) {
                       return std::any_of(item.cues.begin(), item.cues.end(),
                                          [this](std::uint32_t row) {
                                            return image_.cues()[row].status == Status::kPlanned;
                                          });
                     });
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

// A visit, and in languages with prepositions "two days of talks".
bool Dating::mayLast(const SentenceItems& sentence, const Reading& reading,
                     Relation relation) const {
  if (relation == Relation::kVisit) return true;
  return relation == Relation::kTalk && !sentence.items[reading.item].is_verb &&
         image_.languages()[sentence.language - 1u].markers_follow == 0;
}

// "a four-day visit".
std::optional<int> Dating::daysSaid(const SentenceItems& sentence, const Reading& reading) const {
  constexpr int kLongestVisit = 15;
  constexpr std::uint32_t kReach = 6;         // items between the visit and its length
  constexpr std::uint32_t kReachBehind = 11;  // "arrived in Moscow on Thursday for a two-day visit"
  // "तीन दिन के दौरे पर ली सोमवार को वाशिंगटन पहुंचे"
  const bool verb_last = image_.languages()[sentence.language - 1u].verb_final != 0;
  const std::uint32_t reach = verb_last ? 2 * kReach : kReach;
  std::uint32_t from = std::max(reading.clause_first, reading.item - std::min(reading.item, reach));
  for (std::uint32_t i = from; verb_last && i < reading.item; ++i) {
    if (sentence.items[i].marker == Case::kAfter) from = i;  // "दो दिन के दौरे के बाद चीन पहुंचे"
  }
  const std::uint32_t to = std::min(reading.clause_last, reading.item + kReachBehind);
  const std::uint32_t first = sentence.items[from].first;
  const std::uint32_t last = sentence.items[to - 1].last;
  for (std::uint32_t l = first; l + 1 < last; ++l) {
    const EntryRow* word = text_.find(text_.lexemes[l], EntryKind::kDate);
    const Token& token = text_.tokenOf(text_.lexemes[l]);
    int count = token.kind == TokenKind::kNumber ? token.number : 0;
    if (word != nullptr && image_.dates()[word->value].op == DateOperator::kNumber)
      count = image_.dates()[word->value].value;
    if (count < 2 || count > kLongestVisit) continue;
    // of "days of talks", one entry of the lexicon, the first word
    const Lexeme& behind = text_.lexemes[l + 1];
    const std::uint32_t unit_word = text_.tokens.tokens[behind.first].word;
    const bool whole = behind.last == behind.first + 1 || unit_word >= WordNumbers::kFirstUnknown;
    for (const EntryRow& entry :
         whole ? text_.entriesOf(behind) : image_.entries(image_.child(0, unit_word))) {
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
  constexpr std::uint32_t kReach = 5;  // "after a two-day visit"
  const bool markers_follow = image_.languages()[sentence.language - 1u].markers_follow != 0;
  const std::uint32_t before = reading.item - std::min(reading.item - reading.clause_first, kReach);
  std::size_t end = reading.clause_last;  // "Two days of talks between A and B ended on Friday"
  while (!markers_follow && end < sentence.items.size() && sentence.items[end].punctuation == 0)
    ++end;
  const bool ends =
      std::any_of(sentence.items.begin() + reading.clause_first,
                  sentence.items.begin() + static_cast<std::ptrdiff_t>(end),
                  [](const Item& item) { return item.is_ending; }) ||
      (!markers_follow && !sentence.items[reading.item].is_verb &&
       std::any_of(sentence.items.begin() + before, sentence.items.begin() + reading.item,
                   [](const Item& item) { return item.group < 0 && item.marker == Case::kAfter; }));
  if (ends) return {addDays(day.last, 1 - *days), day.last};
  return {day.first, addDays(day.first, *days - 1)};
}

std::optional<int> Dating::yearSpoken(const SentenceItems& sentence) const {
  const std::uint32_t paragraph = text_.tokens.sentences[sentence.sentence].paragraph;
  std::optional<int> year = paragraph == year_paragraph_ || looks_back_ ? year_ : std::nullopt;
  for (const DateExpression& date : sentence.dates) {
    if (date.span) year = toCivil(date.span->first).year;
    if (date.from_text && !year) year = year_;  // "उसी साल", of whatever paragraph
  }
  return year;
}

}  // namespace chancery
