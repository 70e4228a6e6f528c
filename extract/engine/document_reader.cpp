#include "extract/engine/document_reader.h"

#include <algorithm>

#include "extract/engine/actor_list.h"
#include "extract/engine/clauses.h"

namespace chancery {
namespace {

constexpr std::size_t kElsewhereKinds =
    3;  // different words of other fields that tell a text is theirs
constexpr std::size_t kElsewhereShare = 100;  // one token in so many

}  // namespace

DocumentReader::DocumentReader(const Image& image, NameMemo& names, Lexer& lexer,
                               const Article& article, const ReadingOptions& options)
    : image_(image),
      names_(names),
      folds_(lexer.folds()),
      article_(article),
      text_(lexer.lex(article.text)),
      cast_(image, names, text_, article.date, options),
      dating_(text_, image, article.date) {}

DocumentEvents DocumentReader::read(Stages stages) {
  const bool elsewhere = isAboutSomethingElse();
  const std::size_t known = elsewhere ? knownByFullName() : 0;
  constexpr std::size_t kPair = 2;
  constexpr std::size_t kDiplomats = 4;  // their football match is diplomacy
  of_known_only_ = elsewhere && known < kDiplomats;
  const bool says_nothing = (elsewhere && known < kPair) || !hasTrigger();
  if (says_nothing && stages == Stages::kAsNeeded) return assemble();
  parseSentences();
  posts_ = findPosts(text_, sentences_, cast_, article_.date);
  discourse_.emplace(image_, text_, cast_, sentences_, posts_);
  if (says_nothing || isAboutOneState()) return assemble();
  // the last sentence with a trigger may invite, and the one behind it accept
  auto last = static_cast<std::uint32_t>(sentences_.size());
  while (last > 0 && !sentences_[last - 1].has_trigger) --last;
  last = std::min(last + 1, static_cast<std::uint32_t>(sentences_.size()));
  for (std::uint32_t s = 0; s < last; ++s) readSentence(s);
  // where markers follow, whoever had no part in what was dated keeps no date
  dating_.dateBackwards(outcomes_, last == 0 || !bearsMarkersBehind(last - 1));
  placeAtDateline();
  rank();
  return assemble();
}

void DocumentReader::parseSentences() {
  const std::size_t count = text_.tokens.sentences.size();
  sentences_.resize(count);
  std::vector<Phrase*> phrases;
  for (std::uint32_t s = 0; s < count; ++s) {
    SentenceItems& sentence = sentences_[s];
    sentence.sentence = s;
    sentence.language = languageOfScript(image_, text_.tokens.sentences[s].script);
    if (sentence.language == 0 || isHeading(s)) sentence.language = 0;
    if (sentence.language == 0) continue;
    const std::uint32_t first = text_.first_lexeme[s];
    const std::uint32_t last = text_.first_lexeme[s + 1];
    sentence.dates = findDates(text_, image_, first, last);
    sentence.phrases = findPhrases(text_, image_, sentence.language, first, last);
    leaveWordsOfDates(sentence);
    findHeading(s);
  }
  readSurnames();
  for (SentenceItems& sentence : sentences_) {
    for (Phrase& phrase : sentence.phrases) phrases.push_back(&phrase);
  }
  cast_.introduce(phrases);
  for (SentenceItems& sentence : sentences_) {
    std::erase_if(sentence.phrases, [](const Phrase& phrase) {
      return phrase.courtesy != kNone && phrase.actors.empty();
    });
  }
  for (SentenceItems& sentence : sentences_) {
    if (sentence.language != 0) buildItems(text_, image_, sentence);
  }
}

// "तीन हफ्ते पूर्व पुतिन ने": the word belongs to the date, and he is not the former one.
void DocumentReader::leaveWordsOfDates(SentenceItems& sentence) {
  for (Phrase& phrase : sentence.phrases) {
    for (const DateExpression& date : sentence.dates) {
      if (!phrase.former || phrase.first <= date.first || phrase.first + 1 != date.last ||
          phrase.last <= date.last)
        continue;
      phrase.first = date.last;
      phrase.former = false;
    }
  }
}

// "MONDAY: Kerry meets Ashton. She will also …", "Aug 26 - …", "20:30 GMT …": the day at the head
// of a paragraph or a line.
void DocumentReader::findHeading(std::uint32_t index) {
  SentenceItems& sentence = sentences_[index];
  const std::vector<Sentence>& cut = text_.tokens.sentences;
  if (bearsMarkersBehind(index)) {
    // "22 जुलाई, 20:40 –", "18:15 IST | पहली मुलाकात", and the lines below it: of the day of the
    // report, or of that which the last such line names
    const bool opens = index == 0 || cut[index - 1].paragraph != cut[index].paragraph;
    if (article_.date && opensWithDayAndTime(index)) {
      headWith(sentence.dates.front(), sentence);
      day_of_lines_ = sentence.heading;
    } else if (article_.date && opensWithTime(cut[index].first, cut[index].last)) {
      headWithToday(sentence);
      if (day_of_lines_) sentence.heading = day_of_lines_;
    } else if (!opens) {
      sentence.heading = sentences_[index - 1].heading;
    }
    return;
  }
  const auto beginOf = [&](std::uint32_t at) { return text_.tokens.tokens[cut[at].first].begin; };
  const bool line =
      index > 0 && std::string_view(article_.text)
                           .substr(beginOf(index - 1), beginOf(index) - beginOf(index - 1))
                           .find('\n') != std::string_view::npos;
  if (index > 0 && !line && cut[index - 1].paragraph == cut[index].paragraph) {
    sentence.heading = sentences_[index - 1].heading;
    sentence.is_diary = sentences_[index - 1].is_diary;
    return;
  }
  if (!article_.date) return;
  if (opensWithTime(cut[index].first, cut[index].last)) {
    headWithToday(sentence);
    return;
  }
  std::uint32_t at = text_.first_lexeme[index];
  std::optional<DateExpression> day;
  for (const DateExpression& date : sentence.dates) {
    if (date.first != at) return;
    at = date.last;
    const bool ends = at >= text_.first_lexeme[index + 1];
    const char32_t behind = ends ? 0 : text_.tokenOf(text_.lexemes[at]).punctuation;
    day = date;
    if (behind == U':' || behind == U'-' || behind == U'–' || behind == U'—') {
      headWith(*day, sentence);
      return;
    }
    if (behind != U',') return;
    ++at;
  }
}

void DocumentReader::headWithToday(SentenceItems& sentence) const {
  DateExpression today;
  today.kind = DateExpression::Kind::kAbsolute;
  today.span = DateSpan{*article_.date, *article_.date};
  sentence.heading = today;
}

// "20:30 GMT", "9.15 am"
bool DocumentReader::opensWithTime(std::uint32_t first, std::uint32_t last) const {
  if (last < first + 4) return false;
  const Token* token = &text_.tokens.tokens[first];
  constexpr int kHours = 24;
  constexpr int kMinutes = 60;
  return token[0].kind == TokenKind::kNumber && token[0].number >= 0 && token[0].number < kHours &&
         (token[1].punctuation == U':' || token[1].punctuation == U'.') && !token[1].space_before &&
         token[2].kind == TokenKind::kNumber && token[2].number >= 0 &&
         token[2].number < kMinutes && !token[2].space_before;
}

// "22 जुलाई, 20:40 –"
bool DocumentReader::opensWithDayAndTime(std::uint32_t index) const {
  const std::vector<DateExpression>& dates = sentences_[index].dates;
  if (dates.empty() || dates.front().first != text_.first_lexeme[index] ||
      dates.front().last >= text_.first_lexeme[index + 1])
    return false;
  const std::uint32_t behind = text_.lexemes[dates.front().last].first;
  return text_.tokens.tokens[behind].punctuation == U',' &&
         opensWithTime(behind + 1, text_.tokens.sentences[index].last);
}

// A weekday, or a day that is nearer ahead than behind, opens what is to come.
void DocumentReader::headWith(const DateExpression& date, SentenceItems& sentence) const {
  DateAnchor anchor;
  anchor.document = article_.date;
  const auto ahead = resolveDate(date, anchor, Tense::kFuture);
  const auto past = resolveDate(date, anchor, Tense::kPast);
  if (!ahead || !past) return;
  sentence.heading = date;
  const bool weekday = date.kind == DateExpression::Kind::kWeekday && !date.shifted;
  const int until = ahead->first.since_1970 - article_.date->since_1970;
  const int since = article_.date->since_1970 - past->last.since_1970;
  sentence.is_diary = weekday ? until >= 0 : until > 0 && (since < 0 || until < since);
  // what is to come on a Sunday, said on one, comes on the next
  if (weekday && until == 0) {
    sentence.heading->shifted = true;
    sentence.heading->shift = 1;
  }
}

// "Robin Cook", and then "met Cook": a word of the language, of which the text has shown that it is
// a name, is read as one where it is written as one.
void DocumentReader::readSurnames() {
  for (const SentenceItems& sentence : sentences_) {
    for (const Phrase& phrase : sentence.phrases) {
      if (!phrase.hasName() || phrase.name_is_thing || phrase.name_is_organisation ||
          (phrase.name_is_known && !isPersonListed(text_.lexemes[phrase.name_first])))
        continue;
      const std::uint32_t first = text_.lexemes[phrase.name_first].first;
      const Token& last = text_.tokens.tokens[text_.lexemes[phrase.name_last - 1].last - 1];
      const std::uint32_t end = text_.lexemes[phrase.name_last - 1].last;
      const bool full = end > first + 1;
      if (end > first + 2 && last.script == Script::kLatin && isNameOfOther(last.word))
        text_.name_pairs.emplace_back(text_.tokens.tokens[end - 2].word, last.word);
      // "ली पेंग", "Park Geun-hye": the family name stands first
      const Token& head = text_.tokens.tokens[first];
      const bool first_family =
          head.script == Script::kDevanagari || (last.hyphen_before && !last.capitalised);
      if (full && first_family && isOrdinaryWord(head.word) && !contains(text_.surnames, head.word))
        text_.surnames.push_back(head.word);
      if (full && isOrdinaryWord(last.word) && !contains(text_.surnames, last.word))
        text_.surnames.push_back(last.word);
    }
  }
  readBodies();
  if (text_.surnames.empty() && text_.name_pairs.empty() && text_.body_heads.empty()) return;
  for (SentenceItems& sentence : sentences_) {
    const std::uint32_t first = text_.first_lexeme[sentence.sentence];
    const std::uint32_t last = text_.first_lexeme[sentence.sentence + 1];
    const bool names = std::any_of(
        text_.lexemes.begin() + first, text_.lexemes.begin() + last, [this](const Lexeme& lexeme) {
          const Token& token = text_.tokenOf(lexeme);
          return (token.capitalised || token.script == Script::kDevanagari) &&
                 (contains(text_.surnames, token.word) || isBodyHead(token.word) ||
                  std::any_of(text_.name_pairs.begin(), text_.name_pairs.end(),
                              [&](const auto& pair) { return pair.second == token.word; }));
        });
    if (sentence.language != 0 && names)
      sentence.phrases = findPhrases(text_, image_, sentence.language, first, last);
    leaveWordsOfDates(sentence);
  }
}

// Where names have no capitals: what kind of body it is stands last, and later alone. Of two bodies
// of a kind it may be either.
void DocumentReader::readBodies() {
  for (std::uint32_t s = 0; s < sentences_.size(); ++s) {
    if (!bearsMarkersBehind(s)) continue;
    for (std::uint32_t l = text_.first_lexeme[s]; l < text_.first_lexeme[s + 1]; ++l) {
      const Lexeme& lexeme = text_.lexemes[l];
      if (lexeme.last < lexeme.first + 2 || !lexeme.has(EntryKind::kEntity)) continue;
      const std::uint32_t word = text_.tokens.tokens[lexeme.last - 1].word;
      if (!isNameOfBodies(word)) continue;
      for (const EntryRow& row : text_.entriesOf(lexeme)) {
        if (row.kind != EntryKind::kEntity ||
            image_.entities()[row.value].type != EntityType::kOrganisation)
          continue;
        const auto known = std::find_if(text_.body_heads.begin(), text_.body_heads.end(),
                                        [&](const auto& head) { return head.first == word; });
        if (known == text_.body_heads.end())
          text_.body_heads.emplace_back(word, row.value);
        else if (known->second != row.value)
          known->second = kNone;
        break;
      }
    }
  }
  std::erase_if(text_.body_heads, [](const auto& head) { return head.second == kNone; });
}

bool DocumentReader::isBodyHead(std::uint32_t word) const {
  return std::any_of(text_.body_heads.begin(), text_.body_heads.end(),
                     [word](const auto& head) { return head.first == word; });
}

// "संघ", "परिषद"
bool DocumentReader::isNameOfBodies(std::uint32_t word) const {
  if (word >= WordNumbers::kFirstUnknown) return false;
  const auto entries = image_.entries(image_.child(0, word));
  return std::any_of(entries.begin(), entries.end(), [](const EntryRow& entry) {
    return entry.kind == EntryKind::kNamePart &&
           entry.value == static_cast<std::uint32_t>(NamePart::kOrganisationHead);
  });
}

bool DocumentReader::isPersonListed(const Lexeme& lexeme) const {
  const std::span<const EntryRow> entries = text_.entriesOf(lexeme);
  return std::any_of(entries.begin(), entries.end(), [this](const EntryRow& entry) {
    return entry.kind == EntryKind::kEntity &&
           image_.entities()[entry.value].type == EntityType::kPerson;
  });
}

// True of what is the name of a body or of a place, too.
bool DocumentReader::isNameOfOther(std::uint32_t word) const {
  if (word >= WordNumbers::kFirstUnknown) return false;
  const auto entries = image_.entries(image_.child(0, word));
  return std::any_of(entries.begin(), entries.end(), [this](const EntryRow& entry) {
    return entry.kind == EntryKind::kEntity &&
           image_.entities()[entry.value].type != EntityType::kPerson;
  });
}

// True of what a table lists for something else, and for nobody.
bool DocumentReader::isOrdinaryWord(std::uint32_t word) const {
  if (word >= WordNumbers::kFirstUnknown) return false;
  const auto entries = image_.entries(image_.child(0, word));
  const auto isWord = [](const EntryRow& entry) { return entry.kind != EntryKind::kEntity; };
  return std::any_of(entries.begin(), entries.end(), isWord) &&
         std::none_of(entries.begin(), entries.end(), [this](const EntryRow& entry) {
           const bool other = entry.kind == EntryKind::kEntity &&
                              image_.entities()[entry.value].type != EntityType::kPerson;
           return other || entry.kind == EntryKind::kDate || entry.kind == EntryKind::kCue;
         });
}

// "SUDAN: KHARTOUM WARNS AFRICAN UNION": what stands below says it again.
bool DocumentReader::isHeading(std::uint32_t index) const {
  constexpr std::size_t kLeast = 3;  // words
  const auto capitals = [this](std::uint32_t number) {
    const Sentence& sentence = text_.tokens.sentences[number];
    std::size_t words = 0;
    for (std::uint32_t t = sentence.first; t < sentence.last; ++t) {
      const Token& token = text_.tokens.tokens[t];
      if (token.kind != TokenKind::kWord) continue;
      if (!token.all_capitals) return false;
      ++words;
    }
    return words >= kLeast;
  };
  // but of a text that is written in capitals
  return capitals(index) && index + 1 < text_.tokens.sentences.size() && !capitals(index + 1);
}

// Stage 3. Without a word that says an event nothing comes of a text.
bool DocumentReader::hasTrigger() const {
  return std::any_of(text_.lexemes.begin(), text_.lexemes.end(),
                     [](const Lexeme& lexeme) { return lexeme.has(EntryKind::kTrigger); });
}

// A story that names no second state, nor a body of several, is told of what happens at home.
bool DocumentReader::isAboutOneState() const {
  constexpr std::size_t kStory = 5;  // sentences
  if (sentences_.size() < kStory || countriesByMention(image_, cast_, sentences_).size() != 1)
    return false;
  return std::none_of(sentences_.begin(), sentences_.end(), [this](const SentenceItems& sentence) {
    return std::any_of(sentence.phrases.begin(), sentence.phrases.end(), [this](const Phrase& p) {
      return std::any_of(p.actors.begin(), p.actors.end(), [this](std::uint32_t actor) {
        const Actor& meant = cast_.actor(actor);
        const bool body = meant.type == EntityType::kOrganisation && meant.entity != kNone;
        return body && cast_.countryOf(actor) == kNone;
      });
    });
  });
}

// Sport, films and business have meetings and visits of their own.
bool DocumentReader::isAboutSomethingElse() const {
  std::size_t count = 0;
  std::vector<std::uint32_t> kinds;
  for (const Lexeme& lexeme : text_.lexemes) {
    if (!text_.is(lexeme, Grammar::kElsewhere)) continue;
    ++count;
    const std::uint32_t word = text_.tokenOf(lexeme).word;
    if (!contains(kinds, word)) kinds.push_back(word);
  }
  return kinds.size() >= kElsewhereKinds && count * kElsewhereShare >= text_.tokens.tokens.size();
}

// How many people whom the base has are named by their full names.
std::size_t DocumentReader::knownByFullName() const {
  std::vector<std::uint32_t> named;
  for (const EntryRow& row : text_.entries) {
    if (row.kind != EntryKind::kEntity || contains(named, row.value)) continue;
    if (row.aux == static_cast<std::uint8_t>(AliasKind::kFull) &&
        image_.entities()[row.value].type == EntityType::kPerson)
      named.push_back(row.value);
  }
  return named.size();
}

bool DocumentReader::isOfContest(const SentenceItems& sentence) const {
  const std::uint32_t last = text_.first_lexeme[sentence.sentence + 1];
  for (std::uint32_t l = text_.first_lexeme[sentence.sentence]; l < last; ++l) {
    if (text_.is(text_.lexemes[l], Grammar::kContest)) return true;
  }
  return false;
}

void DocumentReader::readSentence(std::uint32_t index) {
  const SentenceItems& sentence = sentences_[index];
  if (sentence.language == 0) return;
  if (const auto city =
          dateline_ && !opensPiece(sentence) ? datelineAlone(sentence) : datelineOf(sentence)) {
    dateline_ = city;
    dating_.readDateline(sentence);
  }
  discourse_->enter(index);
  if (before_aside_ && text_.tokens.sentences[index].paragraph != aside_paragraph_) {
    scenes_[0] = *before_aside_;
    before_aside_.reset();
  }
  if (sentence.has_trigger) {
    const std::vector<GroupNature> natures = naturesOf(sentence);
    for (const Reading& reading : readFrames({text_, image_, sentence, natures})) {
      settle(sentence, reading, natures);
    }
  }
  readLikewise(index);
  dropStatesOfPersons(index);
  giveOccasionToPersons(index);
  uniteDestinations(index);
  acceptInvitation(sentence);
  carryOver(sentence);
  rememberDays();
  discourse_->leave();
}

// Whoever is said to do the same, before the words that say so or right behind them; -1 for nobody.
std::int32_t DocumentReader::doerOf(const SentenceItems& sentence, std::size_t likewise) {
  const std::vector<Item>& items = sentence.items;
  const auto isSubject = [&](std::size_t i) {
    return items[i].group >= 0 &&
           sentence.groups[static_cast<std::size_t>(items[i].group)].marker == Case::kSubject;
  };
  for (std::size_t i = likewise; i-- > 0;) {
    const Item& it = items[i];
    if (isSubject(i)) return it.group;
    const bool leads = it.is_adverb || it.is_have || it.is_infinitive || it.is_be ||
                       it.punctuation == U',' || it.date >= 0 || it.marker == Case::kOn ||
                       !it.cues.empty();
    if (it.group >= 0 || !leads) break;
  }
  std::size_t name = likewise + 1;
  while (name < items.size() && items[name].group < 0 &&
         (items[name].is_article || items[name].is_adverb))
    ++name;
  return name < items.size() && likewise < 2 ? items[name].group : -1;
}

bool DocumentReader::isBehind(const SentenceItems& sentence, std::size_t at, std::int32_t group) {
  return std::none_of(sentence.items.begin(),
                      sentence.items.begin() + static_cast<std::ptrdiff_t>(at),
                      [group](const Item& item) { return item.group == group; });
}

// What the words before say of whether something comes about.
Status DocumentReader::statusBefore(const SentenceItems& sentence, std::size_t at) const {
  Status status = Status::kHappened;
  for (std::size_t i = 0; i <= at; ++i) {
    for (const std::uint32_t row : sentence.items[i].cues) {
      const CueRow& cue = image_.cues()[row];
      if (cue.language == sentence.language && cue.scope != CueScope::kAfter &&
          status != Status::kDenied)
        status = cue.status;
    }
  }
  return status;
}

// "Germany recalled its ambassador from Nigeria. Austria followed suit.": what the sentence before
// says of its first to act, of another.
void DocumentReader::readLikewise(std::uint32_t index) {
  constexpr std::uint32_t kReach = 2;  // sentences
  const SentenceItems& sentence = sentences_[index];
  if (bearsMarkersBehind(index) || outcomes_.empty()) return;
  std::size_t likewise = 0;
  while (likewise < sentence.items.size() && !sentence.items[likewise].is_likewise) ++likewise;
  if (likewise == sentence.items.size()) return;
  const std::int32_t doer = doerOf(sentence, likewise);
  if (doer < 0) return;
  std::size_t last = outcomes_.size();
  for (std::size_t i = last; i-- > 0 && outcomes_[i].sentence == index;) {
    const bool own = outcomes_[i].reading.subject.group == doer && !outcomes_[i].candidates.empty();
    if (outcomes_[i].reading.item < likewise || own) return;  // it is told what was done
    last = i;
  }
  std::size_t first = last;
  while (first > 0 && outcomes_[first - 1].sentence + kReach >= index &&
         outcomes_[first - 1].sentence == outcomes_[last - 1].sentence)
    --first;
  const auto isNamed = [](const Outcome& told) {
    return !told.candidates.empty() && !told.reading.object.implied;
  };
  const bool named = std::any_of(outcomes_.begin() + static_cast<std::ptrdiff_t>(first),
                                 outcomes_.begin() + static_cast<std::ptrdiff_t>(last), isNamed);
  std::optional<std::uint32_t> whose;
  const std::vector<GroupNature> natures = naturesOf(sentence);
  for (std::size_t i = first; i < last; ++i) {
    const Outcome& told = outcomes_[i];
    if (told.candidates.empty() || (named && !isNamed(told)) || told.reading.each_other ||
        told.reading.tense == ReadingTense::kBefore)
      continue;
    if (!whose) whose = told.candidates.front().subject;
    if (told.candidates.front().subject != *whose) continue;
    Reading reading;
    reading.item = static_cast<std::uint32_t>(likewise);
    reading.trigger = told.reading.trigger;
    reading.subject.group = doer;
    reading.object.told = static_cast<std::int32_t>(i);
    reading.clause_last = static_cast<std::uint32_t>(sentence.items.size());
    // "So will Scholz" goes on as it was told; "Austria followed suit" is done
    reading.status =
        isBehind(sentence, likewise, doer) ? told.reading.status : statusBefore(sentence, likewise);
    settle(sentence, reading, natures);
  }
}

// "arrived in Luanda on an official visit to Angola": one visit, to the country, there.
void DocumentReader::uniteDestinations(std::uint32_t index) {
  std::size_t first = outcomes_.size();
  while (first > 0 && outcomes_[first - 1].sentence == index) --first;
  const auto isVisit = [](const Candidate& candidate) {
    return candidate.relation == Relation::kVisit;
  };
  // "came to Luanda on Sunday for a three-day visit to Angola"
  const auto lasts = [](const Candidate& country, const Candidate& city) {
    return country.date && city.date && country.date->first == city.date->first &&
           country.date->last.since_1970 > city.date->last.since_1970;
  };
  for (std::size_t i = first; i < outcomes_.size(); ++i) {
    for (Candidate& country : outcomes_[i].candidates) {
      if (!isVisit(country) || cast_.actor(country.object).type != EntityType::kCountry) continue;
      for (std::size_t j = first; j < outcomes_.size(); ++j) {
        std::erase_if(outcomes_[j].candidates, [&](const Candidate& city) {
          const bool inside = isVisit(city) && city.subject == country.subject &&
                              cast_.actor(city.object).type == EntityType::kPlace &&
                              cast_.countryOf(city.object) == cast_.actor(country.object).entity &&
                              city.status == country.status &&
                              (city.date == country.date || lasts(country, city));
          if (inside && !country.place) country.place = city.object;
          return inside;
        });
      }
    }
  }
}

// "Modi and Morrison held talks at the first summit between the two countries": one event, theirs.
void DocumentReader::dropStatesOfPersons(std::uint32_t index) {
  const auto ofStates = [this](const Candidate& candidate) {
    return cast_.actor(candidate.subject).type == EntityType::kCountry &&
           cast_.actor(candidate.object).type == EntityType::kCountry;
  };
  std::size_t first = outcomes_.size();
  while (first > 0 && outcomes_[first - 1].sentence == index) --first;
  for (std::size_t i = first; i < outcomes_.size(); ++i) {
    const SentenceItems& sentence = sentences_[index];
    const std::int32_t group = outcomes_[i].reading.subject.group;
    if (!outcomes_[i].reading.each_other || group < 0) continue;
    const Phrase& phrase =
        sentence.phrases[sentence.groups[static_cast<std::size_t>(group)].phrases.front()];
    if (!phrase.states) continue;
    std::erase_if(outcomes_[i].candidates, [&](const Candidate& candidate) {
      if (!ofStates(candidate)) return false;
      return std::any_of(outcomes_.begin() + static_cast<std::ptrdiff_t>(first), outcomes_.end(),
                         [&](const Outcome& other) {
                           return std::any_of(other.candidates.begin(), other.candidates.end(),
                                              [&](const Candidate& c) {
                                                return c.relation == candidate.relation &&
                                                       !ofStates(c);
                                              });
                         });
    });
  }
}

// "After the summit, the two sides signed": that of the two persons of whom was told that they met.
void DocumentReader::giveOccasionToPersons(std::uint32_t index) {
  constexpr std::uint32_t kReach = 4;  // sentences
  const auto isOccasion = [](Relation relation) {
    return relation == Relation::kMeet || relation == Relation::kTalk;
  };
  const auto isOf = [this](const Candidate& told, const Candidate& candidate) {
    const auto type = [this](std::uint32_t actor) { return cast_.actor(actor).type; };
    if (type(told.subject) != EntityType::kPerson || type(told.object) != EntityType::kPerson)
      return false;
    const std::uint32_t one = cast_.countryOf(told.subject);
    const std::uint32_t other = cast_.countryOf(told.object);
    const std::uint32_t subject = cast_.countryOf(candidate.subject);
    const std::uint32_t object = cast_.countryOf(candidate.object);
    return one != kNone && other != kNone &&
           ((one == subject && other == object) || (one == object && other == subject));
  };
  std::size_t first = outcomes_.size();
  while (first > 0 && outcomes_[first - 1].sentence == index) --first;
  std::size_t reach = first;
  while (reach > 0 && outcomes_[reach - 1].sentence + kReach >= index) --reach;
  for (std::size_t i = first; i < outcomes_.size(); ++i) {
    Outcome& outcome = outcomes_[i];
    if (!outcome.reading.each_other) continue;
    const SentenceItems& sentence = sentences_[index];
    const std::size_t at = outcome.reading.item;
    const bool named = sentence.items[at].is_verb || at == 0;
    std::size_t before = at;
    while (before > 0 && sentence.items[before - 1].is_article) --before;
    if (named || before == 0 || !sentence.items[before - 1].marker) continue;
    for (Candidate& candidate : outcome.candidates) {
      if (!isOccasion(candidate.relation) ||
          cast_.actor(candidate.subject).type != EntityType::kCountry ||
          cast_.actor(candidate.object).type != EntityType::kCountry)
        continue;
      const Candidate* last = nullptr;
      for (std::size_t j = reach; j < first; ++j) {
        for (const Candidate& told : outcomes_[j].candidates) {
          if (isOccasion(told.relation) && told.status == candidate.status && isOf(told, candidate))
            last = &told;
        }
      }
      if (last == nullptr) continue;
      candidate.subject = last->subject;
      candidate.object = last->object;
      if (!candidate.place && !last->remote) candidate.place = last->place;
    }
  }
}

// The country of the place that the sentence names, else of where the story is.
std::uint32_t DocumentReader::countryOfPlace(const SentenceItems& sentence, Relation relation) {
  bool ministry = false;  // "was summoned to the foreign ministry": to that of where the story is
  for (const Item& item : sentence.items) {
    if (item.group < 0) continue;
    const Group& group = sentence.groups[static_cast<std::size_t>(item.group)];
    const Case marker = group.marker;
    const Phrase& only = sentence.phrases[group.phrases.front()];
    ministry = ministry || (marker == Case::kTo && only.collective && only.of_state);
    if (marker != Case::kIn && marker != Case::kAt) continue;
    if (const auto place = placeOf(sentence, item); place && cast_.countryOf(*place) != kNone)
      return cast_.countryOf(*place);
  }
  // a summons is not of where the story is
  if (ministry && dateline_) return cast_.countryOf(*dateline_);
  const bool here = scenes_[0].place && (ministry || !isConflict(relation));
  return here ? cast_.countryOf(*scenes_[0].place) : kNone;
}

}  // namespace chancery
