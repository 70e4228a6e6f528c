// Who speaks: posts, quotations, and to whom they are said.
#include <algorithm>
#include <numeric>

#include "extract/engine/actor_list.h"
#include "extract/engine/clauses.h"
#include "extract/engine/date_resolver.h"
#include "extract/engine/discourse.h"
#include "extract/engine/narrators.h"

namespace chancery {
namespace {

constexpr std::uint32_t kSignatureReach = 3;  // lexemes between the dash and the name

bool isDash(const Item& item) {
  return item.punctuation == U'—' || item.punctuation == U'–' || item.punctuation == U'-';
}

// "Abdulla Shahid, Foreign Minister": the person, where the sentence says nothing of him.
std::optional<std::uint32_t> nameAlone(const SentenceItems& sentence) {
  if (sentence.items.empty() || sentence.items.front().group < 0) return std::nullopt;
  const auto& items = sentence.items;
  const bool says_more = std::any_of(items.begin(), items.end(), [](const Item& item) {
    return item.is_verb || item.is_be || item.marker.value_or(Case::kFor) != Case::kFor ||
           !item.triggers.empty();
  });
  const Group& group = sentence.groups[static_cast<std::size_t>(items.front().group)];
  const Phrase& phrase = sentence.phrases[group.phrases.front()];
  if (says_more || phrase.actors.size() != 1) return std::nullopt;
  return phrase.actors.front();
}

// "Abdulla Shahid @abdulla_shahid · Nov 25, 2022": who writes what follows; nobody if it says more.
std::optional<std::uint32_t> authorInHead(const LexedText& text, const SentenceItems& sentence) {
  const auto& items = sentence.items;
  const bool handle = std::any_of(items.begin(), items.end(), [&](const Item& item) {
    return text.tokenOf(text.lexemes[item.last - 1]).kind == TokenKind::kHandle;
  });
  return handle ? nameAlone(sentence) : std::nullopt;
}

// "I am due in Majuro. … Jean-Marc Bulekone, Minister for Climate": a text in the first person with
// its author's name below.
std::optional<Post> signedText(const LexedText& text, const std::vector<SentenceItems>& sentences,
                               const Cast& cast) {
  const std::vector<Sentence>& cut = text.tokens.sentences;
  if (sentences.size() < 2 || cut[sentences.size() - 2].paragraph == cut.back().paragraph)
    return std::nullopt;
  const auto author = nameAlone(sentences.back());
  const bool person = author && cast.actor(*author).type == EntityType::kPerson;
  if (!person || std::none_of(sentences.begin(), sentences.end(), speaksInFirstPerson))
    return std::nullopt;
  Post post;
  post.author = *author;
  post.last_sentence = static_cast<std::uint32_t>(sentences.size());
  return post;
}

// "28 April 2022", alone: the day of the next post.
bool isOnlyDate(const SentenceItems& sentence) {
  return !sentence.dates.empty() &&
         std::all_of(sentence.items.begin(), sentence.items.end(),
                     [](const Item& item) { return item.date >= 0 || item.punctuation != 0; });
}

// Posts one below the other, each under the name of whoever wrote it, or his next under its date.
std::vector<Post> findThreads(const LexedText& text, const std::vector<SentenceItems>& sentences,
                              std::optional<Day> document) {
  std::vector<Post> posts;
  for (std::uint32_t s = 0; s < sentences.size(); ++s) {
    auto author = authorInHead(text, sentences[s]);
    if (!author && !posts.empty() && isOnlyDate(sentences[s])) author = posts.back().author;
    if (!author) continue;
    if (!posts.empty()) posts.back().last_sentence = s;
    Post post;
    post.author = *author;
    post.first_sentence = s;
    post.last_sentence = static_cast<std::uint32_t>(sentences.size());
    DateAnchor anchor;
    anchor.document = document;
    for (const DateExpression& date : sentences[s].dates) {
      if (const auto span = resolveDate(date, anchor, Tense::kPast)) post.date = span->first;
    }
    posts.push_back(post);
  }
  return posts;
}

// One signature, at the end of a text that says "I" before, too: all of it is the author's.
void takeThread(const std::vector<SentenceItems>& sentences, std::vector<Post>& posts) {
  if (posts.size() != 1 || posts.front().last_sentence != sentences.size()) return;
  Post& post = posts.front();
  if (std::any_of(sentences.begin(), sentences.begin() + post.first_sentence, speaksInFirstPerson))
    post.first_sentence = 0;
}

}  // namespace

// A dash at the beginning of a sentence or behind one, a name with a handle, and a date.
std::vector<Post> findPosts(const LexedText& text, const std::vector<SentenceItems>& sentences,
                            const Cast& cast, std::optional<Day> document) {
  std::vector<Post> posts = findThreads(text, sentences, document);
  if (!posts.empty()) return posts;
  if (const auto post = signedText(text, sentences, cast)) return {*post};
  for (std::uint32_t s = 0; s < sentences.size(); ++s) {
    const SentenceItems& sentence = sentences[s];
    for (std::size_t i = 0; i + 1 < sentence.items.size(); ++i) {
      if (!isDash(sentence.items[i])) continue;
      const Item& signature = sentence.items[i + 1];
      if (signature.group < 0) continue;
      bool handle = false;
      for (std::uint32_t l = signature.first; l < text.first_lexeme[s + 1] && !handle; ++l) {
        handle = text.tokenOf(text.lexemes[l]).kind == TokenKind::kHandle;
        if (l > signature.last + kSignatureReach) break;
      }
      const Phrase& phrase =
          sentence
              .phrases[sentence.groups[static_cast<std::size_t>(signature.group)].phrases.front()];
      if (!handle || phrase.actors.empty()) continue;
      Post post;
      post.author = phrase.actors.front();
      post.last_sentence = s + 1;
      post.first_sentence = s;
      const std::uint32_t before = posts.empty() ? 0 : posts.back().last_sentence;
      const std::vector<Sentence>& cut = text.tokens.sentences;
      std::uint32_t paragraph = cut[s].paragraph;
      // a signature in a paragraph of its own belongs to the paragraph before
      if (i == 0 && s > before && (s == 0 || cut[s - 1].paragraph != paragraph) && s > 0) {
        paragraph = cut[s - 1].paragraph;
      }
      while (post.first_sentence > before && cut[post.first_sentence - 1].paragraph >= paragraph)
        --post.first_sentence;
      DateAnchor anchor;
      anchor.document = document;
      for (const DateExpression& date : sentence.dates) {
        if (date.first < signature.first) continue;
        if (const auto span = resolveDate(date, anchor, Tense::kPast)) post.date = span->first;
      }
      posts.push_back(post);
      break;
    }
  }
  takeThread(sentences, posts);
  return posts;
}

// The actor of the item's group where it is one person (or one state), settled by name.
std::optional<std::uint32_t> Discourse::speakerAt(const SentenceItems& sentence,
                                                  std::size_t item) const {
  const std::int32_t group = sentence.items[item].group;
  if (group < 0) return std::nullopt;
  const Phrase& phrase =
      sentence.phrases[sentence.groups[static_cast<std::size_t>(group)].phrases.front()];
  if (phrase.actors.empty() && phrase.hasRole() && !phrase.hasName() && !phrase.relational) {
    std::vector<std::uint32_t> everybody(cast_.actors().size());
    std::iota(everybody.begin(), everybody.end(), 0u);
    return cast_.holderAmong(everybody, phrase, phrase.country);
  }
  if (phrase.actors.size() != 1) return std::nullopt;
  if (cast_.actor(phrase.actors.front()).type == EntityType::kPlace) return std::nullopt;
  return phrase.actors.front();
}

// The subject of a verb of speech in the sentence, outside the quotation.
std::optional<std::uint32_t> Discourse::speakerBeside(std::uint32_t index, std::int32_t quotation) {
  if (index >= sentences_.size()) return std::nullopt;
  const SentenceItems& sentence = sentences_[index];
  for (std::size_t i = 0; i < sentence.items.size(); ++i) {
    if (!sentence.items[i].is_speech || quotationOf(text_, sentence.items[i]) == quotation)
      continue;
    for (std::size_t j = i; j-- > 0;) {
      if (quotationOf(text_, sentence.items[j]) >= 0) break;
      const std::int32_t group = sentence.items[j].group;
      if (group < 0) continue;
      const Case marker = sentence.groups[static_cast<std::size_t>(group)].marker;
      if (marker != Case::kSubject && marker != Case::kErgative) continue;
      if (auto actor = speakerAt(sentence, j)) return actor;
    }
    // "…", said Modi
    if (i + 1 < sentence.items.size() && quotationOf(text_, sentence.items[i + 1]) < 0) {
      if (auto actor = speakerAt(sentence, i + 1)) return actor;
    }
  }
  return speakerBeforeColon(sentence, quotation);
}

// "Zelensky (@ZelenskyyUa), 14:31: “Glad to welcome”"
std::optional<std::uint32_t> Discourse::speakerBeforeColon(const SentenceItems& sentence,
                                                           std::int32_t quotation) const {
  std::size_t quoted = 0;
  while (quoted < sentence.items.size() && quotationOf(text_, sentence.items[quoted]) != quotation)
    ++quoted;
  if (quoted == sentence.items.size() || quoted == 0) return std::nullopt;
  std::size_t colon = quoted;
  while (colon > 0 && colon + 3 > quoted && sentence.items[colon - 1].punctuation != U':') --colon;
  if (colon == 0 || sentence.items[colon - 1].punctuation != U':') return std::nullopt;
  for (std::size_t i = 0; i < colon; ++i) {
    if (auto actor = speakerAt(sentence, i)) return actor;
  }
  return std::nullopt;
}

// True where no full stop ends the sentence, nor the paragraph.
bool Discourse::runsOn(std::uint32_t index) const {
  const Sentence& sentence = text_.tokens.sentences[index];
  const char32_t last = text_.tokens.tokens[sentence.last - 1].punctuation;
  return (last == U',' || last == U':') &&
         sentence.paragraph == text_.tokens.sentences[index + 1].paragraph;
}

void Discourse::findSpeakers() {
  const std::vector<Quotation>& quotations = text_.tokens.quotations;
  speakers_.resize(quotations.size());
  std::uint32_t sentence = 0;
  std::optional<std::uint32_t> last;
  std::uint32_t last_paragraph = 0;
  for (std::size_t q = 0; q < quotations.size(); ++q) {
    while (sentence + 1 < text_.tokens.sentences.size() &&
           text_.tokens.sentences[sentence].last <= quotations[q].first) {
      ++sentence;
    }
    std::uint32_t end = sentence;
    while (end + 1 < text_.tokens.sentences.size() &&
           text_.tokens.sentences[end].last < quotations[q].last)
      ++end;
    const auto number = static_cast<std::int32_t>(q);
    auto found = speakerBeside(sentence, number);
    // "जयशंकर ने लिखा, “…”": told in another language, and so a sentence before
    if (!found && sentence > 0 && runsOn(sentence - 1)) found = speakerBeside(sentence - 1, number);
    if (!found) found = speakerBeside(end, number);
    if (!found) found = speakerBeside(end + 1, number);
    if (!found && sentence > 0) found = speakerBeside(sentence - 1, number);
    const std::uint32_t paragraph =
        text_.tokens.sentences.empty() ? 0 : text_.tokens.sentences[sentence].paragraph;
    if (!found && last && paragraph <= last_paragraph + 1) found = last;
    if (found) {
      last = found;
      last_paragraph = paragraph;
    }
    speakers_[q] = found;
  }
}

const Post* Discourse::postAt(std::uint32_t sentence) const {
  for (const Post& post : posts_) {
    if (post.first_sentence <= sentence && sentence < post.last_sentence) return &post;
  }
  return nullptr;
}

const Post* Discourse::postOf(std::uint32_t sentence, std::uint32_t lexeme) const {
  if (const Post* post = postAt(sentence)) return post;
  // articles tell a post once more in their own language: "… ने लिखा, 'आज …'"
  const std::int32_t quotation = text_.tokenOf(text_.lexemes[lexeme]).quotation;
  if (quotation < 0 || posts_.size() != 1) return nullptr;
  const SentenceItems& said = sentences_[sentence];
  const bool of_another_day =
      std::any_of(said.items.begin(), said.items.end(),
                  [&](const Item& item) { return item.date >= 0 && quotationOf(text_, item) < 0; });
  if (of_another_day) return nullptr;
  return speakers_[static_cast<std::size_t>(quotation)] == posts_.front().author ? &posts_.front()
                                                                                 : nullptr;
}

Discourse::Actors Discourse::speaker(std::uint32_t lexeme) const {
  const std::int32_t quotation = text_.tokenOf(text_.lexemes[lexeme]).quotation;
  if (quotation >= 0 && speakers_[static_cast<std::size_t>(quotation)]) {
    return {*speakers_[static_cast<std::size_t>(quotation)]};
  }
  if (const Post* post = postAt(sentence_)) return {post->author};
  return {};
}

// "राष्ट्रपति ट्रंप, मैं आपका …"
Discourse::Actors Discourse::calledByName(std::uint32_t lexeme) const {
  const SentenceItems& sentence = sentences_[sentence_];
  for (std::size_t i = 0; marksFollow() && i + 2 < sentence.items.size(); ++i) {
    const Item& item = sentence.items[i];
    if (item.first >= lexeme) break;
    const char32_t behind = sentence.items[i + 1].punctuation;
    if (item.group < 0 || sentence.items[i + 2].group < 0 || (behind != U',' && behind != U'!'))
      continue;
    const Group& group = sentence.groups[static_cast<std::size_t>(item.group)];
    const Phrase& phrase = sentence.phrases[group.phrases.front()];
    if (group.marker == Case::kOther && group.phrases.size() == 1 && phrase.actors.size() == 1 &&
        cast_.actor(phrase.actors.front()).type == EntityType::kPerson)
      return phrase.actors;
  }
  return {};
}

// Whom a quotation is said to: "…, Rouhani wrote to Obama".
Discourse::Actors Discourse::addressee(std::uint32_t lexeme) const {
  if (Actors called = calledByName(lexeme); !called.empty()) return called;
  const std::int32_t quotation = text_.tokenOf(text_.lexemes[lexeme]).quotation;
  const SentenceItems& sentence = sentences_[sentence_];
  if (quotation < 0) return last_object_;
  for (std::size_t i = 0; i + 1 < sentence.items.size(); ++i) {
    if (!sentence.items[i].is_speech || quotationOf(text_, sentence.items[i]) >= 0) continue;
    for (std::size_t j = i + 1; j < sentence.items.size(); ++j) {
      const std::int32_t group = sentence.items[j].group;
      if (group < 0) continue;
      const Case marker = sentence.groups[static_cast<std::size_t>(group)].marker;
      if (marker != Case::kObject && marker != Case::kTo) break;
      const Phrase& phrase =
          sentence.phrases[sentence.groups[static_cast<std::size_t>(group)].phrases.front()];
      if (!phrase.actors.empty()) return phrase.actors;
      if (phrase.hasRole() && !phrase.hasName()) return holders(phrase, phrase.country, {});
      break;
    }
  }
  return last_object_;
}

}  // namespace chancery
