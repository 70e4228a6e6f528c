// Stage 4, when: what a story's sentences say about its day.
#include <algorithm>
#include <set>

#include "extract/engine/clauses.h"
#include "extract/engine/dating.h"

namespace chancery {
namespace {

constexpr int kNewsDays = 14;  // how far back a report's own story lies
constexpr int kStoryDays = 7;  // a longer span is no day of a story

bool isOfStory(const DateSpan& span) {
  return span.last.since_1970 - span.first.since_1970 < kStoryDays;
}

}  // namespace

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

// "met on December 2, 1989", as a text begins: its days without a year are of that one, until it
// comes to its own week.
void Dating::lookBack(const SentenceItems& sentence) {
  constexpr std::uint32_t kOpening = 4;  // sentences
  if (!document_) return;
  for (const DateExpression& date : sentence.dates) {
    using Kind = DateExpression::Kind;
    if (date.kind == Kind::kWeekday || date.kind == Kind::kDayOffset) looks_back_ = false;
    const bool full = date.span && date.span->last.since_1970 - date.span->first.since_1970 < 31;
    const bool long_ago = full && toCivil(date.span->last).year + 1 < toCivil(*document_).year;
    if (long_ago && !story_ && sentence.sentence < kOpening) looks_back_ = true;
  }
}

// The day that a sentence speaks of last, for "उसी दिन" in the next.
void Dating::rememberMentioned(const SentenceItems& sentence,
                               const std::vector<Outcome>& outcomes) {
  constexpr int kMonth = 31;  // days
  mentioned_.reset();
  if (!document_ || image_.languages()[sentence.language - 1u].markers_follow == 0) return;
  DateAnchor anchor;
  anchor.document = document_;
  anchor.spoken = spoken(sentence);
  anchor.year = yearSpoken(sentence);
  const bool ahead =
      looksAhead(sentence) ||
      std::any_of(outcomes.rbegin(), outcomes.rend(), [&](const Outcome& outcome) {
        return outcome.sentence == sentence.sentence &&
               std::any_of(outcome.candidates.begin(), outcome.candidates.end(),
                           [](const Candidate& c) { return c.status != Status::kHappened; });
      });
  for (std::size_t i = 0; i < sentence.items.size(); ++i) {
    const Item& item = sentence.items[i];
    if (item.date < 0 || isDateline(sentence, i)) continue;
    const DateExpression& date = sentence.dates[static_cast<std::size_t>(item.date)];
    const auto span = resolveDate(date, anchor, ahead ? Tense::kFuture : Tense::kPast);
    if (!span || span->last.since_1970 - span->first.since_1970 >= kMonth) continue;
    mentioned_ = span;
    mentioned_sentence_ = sentence.sentence;
  }
}

void Dating::carryOver(const SentenceItems& sentence, const std::vector<Outcome>& outcomes) {
  rememberMentioned(sentence, outcomes);
  lookBack(sentence);
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
      if (candidate.relation == Relation::kVisit && candidate.date->first != candidate.date->last &&
          !candidate.arrival)
        continue;  // what happens on a visit has a day of its own
      if (!candidate.beside_story && !earlier && isOfStory(*candidate.date)) {
        story_ = candidate.arrival ? candidate.arrival : candidate.date;
        local_.reset();
      } else {
        local_ = candidate.date;
        local_paragraph_ = text_.tokens.sentences[sentence.sentence].paragraph;
      }
    }
  }
  if (!told) carryFromPlainSentence(sentence);
}

// "came away with little from Monday's talks", as the text begins: the day of its story.
bool Dating::isOfLead(const SentenceItems& sentence, std::size_t date) const {
  constexpr std::uint32_t kLead = 2;  // sentences
  if (sentence.sentence >= kLead) return false;
  std::size_t i = date + 2;
  while (i < sentence.items.size() && sentence.items[i].group < 0 && sentence.items[i].is_adjective)
    ++i;
  return i < sentence.items.size() &&
         std::any_of(sentence.items[i].triggers.begin(), sentence.items[i].triggers.end(),
                     [this](std::uint32_t row) {
                       const Relation relation = image_.frameOf(row).relation;
                       return relation == Relation::kMeet || relation == Relation::kTalk;
                     });
}

// "जो तस्वीर किसी ने सोची भी नहीं थी, वह मंगलवार को सच हुई": the comma that ends what only describes.
std::size_t Dating::behindRelative(const SentenceItems& sentence, std::size_t at) {
  if (!sentence.items[at].is_relative) return at;
  for (std::size_t i = at + 1; i + 1 < sentence.items.size(); ++i) {
    if (sentence.items[i].punctuation == U',') return i;
  }
  return at;
}

// "कल ओबामा परेड देखेंगे": by the end of its verb.
bool Dating::looksAhead(const SentenceItems& sentence) const {
  for (std::size_t i = 0; i < sentence.items.size(); ++i) {
    const Item& item = sentence.items[i];
    if (!item.is_verb || !isVerbHere(sentence, i)) continue;
    const std::string_view word = text_.textOf(text_.lexemes[item.last - 1]);
    const bool ahead =
        std::any_of(text_.cue_endings.begin(), text_.cue_endings.end(), [&](const CueEnding& cue) {
          return cue.language == sentence.language && cue.status == Status::kPlanned &&
                 word.size() > cue.ending.size() && word.ends_with(cue.ending);
        });
    if (ahead) return true;
  }
  return false;
}

// A sentence without an event may still say when the story is: "They failed on Tuesday to …".
void Dating::carryFromPlainSentence(const SentenceItems& sentence) {
  if (!document_) return;
  DateAnchor anchor;
  anchor.document = document_;
  anchor.spoken = spoken(sentence);
  anchor.year = yearSpoken(sentence);
  anchor.looks_back = looks_back_;
  const bool verb_last = image_.languages()[sentence.language - 1u].markers_follow != 0;
  bool before = false;
  for (std::size_t i = 0; i < sentence.items.size(); ++i) {
    if (verb_last) i = behindRelative(sentence, i);
    before = before || sentence.items[i].is_pluperfect || sentence.items[i].is_earlier;
  }
  for (std::size_t i = 0; i < sentence.items.size(); ++i) {
    if (verb_last) i = behindRelative(sentence, i);
    const Item& item = sentence.items[i];
    if (verb_last && item.date >= 0 && isOfParticiple(sentence, i)) continue;
    if (item.is_relative || item.is_that) return;
    if (!verb_last && (item.is_pluperfect || item.is_perfect)) return;
    for (const std::uint32_t row : item.cues) {
      if (image_.cues()[row].status != Status::kHappened) return;
    }
    if (verb_last && looksAhead(sentence)) return;
    if (item.date < 0 || isDateline(sentence, i) || quotationOf(text_, item) >= 0) continue;
    if (i + 1 < sentence.items.size() && sentence.items[i + 1].is_possessive &&
        !isOfLead(sentence, i))
      continue;
    const auto span =
        resolveDate(sentence.dates[static_cast<std::size_t>(item.date)], anchor, Tense::kPast);
    if (!span || span->first > *document_) continue;
    if (!isOfStory(*span) || before) {
      local_ = span;
      local_paragraph_ = text_.tokens.sentences[sentence.sentence].paragraph;
    } else if (looks_back_ || document_->since_1970 - span->last.since_1970 <= kNewsDays) {
      story_ = span;
    }
    return;
  }
}

void Dating::dateBackwards(std::vector<Outcome>& outcomes, bool all) const {
  constexpr std::uint32_t kAside = 2;  // sentences
  std::optional<DateSpan> first;
  std::uint32_t sentence = 0;
  std::set<std::uint32_t> parties;
  for (const Outcome& outcome : outcomes) {
    for (const Candidate& candidate : outcome.candidates) {
      const bool of_trip = candidate.relation == Relation::kVisit && candidate.date &&
                           candidate.date->first != candidate.date->last;
      if (!first && !of_trip && candidate.status == Status::kHappened && !candidate.beside_story &&
          candidate.date && isOfStory(*candidate.date)) {
        first = candidate.date;
        sentence = candidate.sentence;
      }
      if (first && candidate.sentence == sentence)
        parties.insert({candidate.subject, candidate.object});
    }
  }
  if (!first) return;
  const bool is_today = document_ && first->first == *document_ && first->last == *document_;
  for (Outcome& outcome : outcomes) {
    for (Candidate& candidate : outcome.candidates) {
      if (candidate.of_no_day || candidate.date || candidate.status != Status::kHappened) continue;
      if (!isOfOccasion(candidate.relation) || (!all && candidate.sentence > sentence)) continue;
      const bool aside = !is_today && candidate.sentence + kAside < sentence &&
                         !parties.contains(candidate.subject) &&
                         !parties.contains(candidate.object);
      if (aside) continue;  // "Putin had spoken with both on Tuesday", far behind
      candidate.date = first;
      candidate.date_source = DateSource::kCarried;
    }
  }
}

}  // namespace chancery
