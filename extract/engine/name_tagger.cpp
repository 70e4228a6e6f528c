#include "extract/engine/name_tagger.h"

#include <algorithm>

#include "extract/pack/vocabulary.h"

namespace chancery {
namespace {

constexpr std::int64_t kReachOfTrigger = 8;  // lexemes

constexpr std::array<std::string_view, kNameTags> kTagNames = {
    "none",  "person",      "person inside", "organisation", "organisation inside",
    "place", "place inside"};

// Where the character that ends at `end` begins.
std::size_t characterBefore(std::string_view text, std::size_t end) {
  do {
    --end;
  } while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80);
  return end;
}

// The last `count` characters; the whole word where it has no more.
std::string_view ending(std::string_view word, int count) {
  std::size_t at = word.size();
  while (at > 0 && count-- > 0) at = characterBefore(word, at);
  return word.substr(at);
}

void addWeights(const Image& image, std::uint8_t language, const std::string& feature,
                NameScores& scores) {
  const NameWeightRow* row = image.nameWeights(language, feature);
  if (row == nullptr) return;
  for (std::size_t tag = 0; tag < kNameTags; ++tag) scores[tag] += row->weights[tag];
}

std::int64_t scoreOf(const NameScores& scores, NameTag tag) {
  return scores[static_cast<std::size_t>(tag)];
}

bool mayFollow(NameTag tag, NameTag before) {
  const bool inside = tag == NameTag::kPersonInside || tag == NameTag::kOrganisationInside ||
                      tag == NameTag::kPlaceInside;
  return !inside || before == tag || insideOf(before) == tag;
}

}  // namespace

std::string_view nameOf(NameTag tag) { return kTagNames[static_cast<std::size_t>(tag)]; }

NameTag insideOf(NameTag type) {
  switch (type) {
    case NameTag::kPerson: return NameTag::kPersonInside;
    case NameTag::kOrganisation: return NameTag::kOrganisationInside;
    case NameTag::kPlace: return NameTag::kPlaceInside;
    default: return type;
  }
}

NameRun::NameRun(const LexedText& text, const Image& image, const CharacterFolds& folds,
                 std::uint8_t language, std::uint32_t sentence_first, std::uint32_t sentence_last,
                 std::uint32_t first, std::uint32_t last)
    : text_(text),
      image_(image),
      folds_(folds),
      language_(language),
      sentence_first_(sentence_first),
      sentence_last_(sentence_last),
      first_(first),
      last_(last) {
  lexeme_behind_ = sentence_first;
  while (lexeme_behind_ < sentence_last && text.lexemes[lexeme_behind_].first < last)
    ++lexeme_behind_;
  lexeme_before_ = lexeme_behind_ - 1;
  while (lexeme_before_ >= sentence_first && text.lexemes[lexeme_before_].last > first)
    --lexeme_before_;
  const std::string before = nameOfLexeme(lexeme_before_);
  const std::string behind = nameOfLexeme(lexeme_behind_);
  context_ = {"before " + before,
              "before " + nameOfLexeme(lexeme_before_ - 1) + " " + before,
              "behind " + behind,
              "behind " + behind + " " + nameOfLexeme(lexeme_behind_ + 1),
              "between " + before + " " + behind,
              "deed before " + triggerNear(false),
              "deed behind " + triggerNear(true),
              "deed behind " + behind + " " + triggerNear(true),
              "words " + std::to_string(std::min(last - first, 4u))};
}

// A word by itself where it holds a sentence together, else what it is, so that no name is learnt.
std::string NameRun::nameOfLexeme(std::int64_t at) const {
  if (at < sentence_first_ || at >= sentence_last_) return "|";
  const Lexeme& lexeme = text_.lexemes[static_cast<std::size_t>(at)];
  const Token& token = text_.tokenOf(lexeme);
  if (token.kind == TokenKind::kPunctuation) return std::string(text_.textOf(lexeme));
  if (token.kind == TokenKind::kNumber) return "<number>";
  if (lexeme.has(EntryKind::kMarker)) return normalizeWord(text_.textOf(lexeme), folds_);
  if (lexeme.has(EntryKind::kPronoun)) return "<pronoun>";
  if (lexeme.has(EntryKind::kRole)) return "<title>";
  if (const EntryRow* row = text_.find(lexeme, EntryKind::kEntity)) {
    if (row->aux == static_cast<std::uint8_t>(AliasKind::kAdjective)) return "<adjective>";
    return "<" + std::string(chancery::nameOf(image_.entities()[row->value].type)) + ">";
  }
  if (lexeme.entry_count == 0) {
    const bool name = token.script == Script::kDevanagari || token.capitalised;
    return name ? "<unlisted>" : "<word>";
  }
  if (lexeme.has(EntryKind::kDate) && !lexeme.has(EntryKind::kWord)) return "<date>";
  return normalizeWord(text_.textOf(lexeme), folds_);
}

// The frame of the next trigger on one side, "-" where there is none.
std::string NameRun::triggerNear(bool behind) const {
  for (std::int64_t i = 0; i < kReachOfTrigger; ++i) {
    const std::int64_t at = behind ? lexeme_behind_ + i : lexeme_before_ - i;
    if (at < sentence_first_ || at >= sentence_last_) break;
    const EntryRow* row =
        text_.find(text_.lexemes[static_cast<std::size_t>(at)], EntryKind::kTrigger);
    if (row != nullptr) return std::string(image_.text(image_.frameOf(row->value).name));
  }
  return "-";
}

std::string NameRun::formOf(const Token& token) const {
  if (token.kind != TokenKind::kWord) return "sign";
  std::string form = token.hyphen_before ? "tied" : "";
  if (token.script == Script::kDevanagari) return form + (token.dot_after ? " letter" : " word");
  if (token.all_capitals && token.end - token.begin > 1) return form + " CAPITALS";
  return form + (token.dot_after ? " letter" : token.capitalised ? " Capital" : " small");
}

std::string NameRun::featureOf(NameTag before) {
  return "tag before " + std::string(chancery::nameOf(before));
}

std::vector<std::string> NameRun::features(std::uint32_t at) const {
  const Token& token = text_.tokens.tokens[first_ + at];
  const std::string word = normalizeWord(text_.tokens.textOf(token), folds_);
  const bool is_last = first_ + at + 1 == last_;
  const std::string where = at == 0 ? (is_last ? "only" : "first") : is_last ? "last" : "middle";
  std::vector<std::string> result;
  result.reserve(context_.size() + 8);
  for (const std::string& feature : context_)
    result.push_back((at == 0 ? "" : "inside: ") + feature);
  constexpr std::array<int, 3> kEndings = {1, 2, 3};
  for (const int count : kEndings) result.push_back("ending -" + std::string(ending(word, count)));
  result.push_back(where + " ending -" + std::string(ending(word, 2)));
  result.push_back("form" + formOf(token) + " " + where);
  return result;
}

bool hasNameWeights(const Image& image, std::uint8_t language) {
  return image.nameWeights(language, "tag before none") != nullptr;
}

TaggedName tagName(const Image& image, const NameRun& run) {
  std::vector<NameScores> of_word(run.size());
  for (std::uint32_t at = 0; at < run.size(); ++at) {
    for (const std::string& feature : run.features(at))
      addWeights(image, run.language(), feature, of_word[at]);
  }
  const auto scoresAt = [&](std::uint32_t at, NameTag before) {
    NameScores scores = of_word[at];
    addWeights(image, run.language(), NameRun::featureOf(before), scores);
    return scores;
  };
  TaggedName result;
  NameTag before = NameTag::kNoName;
  for (std::uint32_t at = 0; at < run.size(); ++at) {
    const NameScores scores = scoresAt(at, before);
    NameTag best = NameTag::kNoName;
    for (std::size_t tag = 1; tag < kNameTags; ++tag) {
      const auto candidate = static_cast<NameTag>(tag);
      if (mayFollow(candidate, before) && scores[tag] > scoreOf(scores, best)) best = candidate;
    }
    result.tags.push_back(best);
    before = best;
  }
  std::array<std::int64_t, kNameTypes.size()> totals{};
  for (std::size_t type = 0; type < kNameTypes.size(); ++type) {
    before = NameTag::kNoName;
    for (std::uint32_t at = 0; at < run.size(); ++at) {
      const NameTag tag = at == 0 ? kNameTypes[type] : insideOf(kNameTypes[type]);
      totals[type] += scoreOf(scoresAt(at, before), tag);
      before = tag;
    }
  }
  const auto best = std::max_element(totals.begin(), totals.end());
  result.type = kNameTypes[static_cast<std::size_t>(best - totals.begin())];
  const std::int64_t top = *best;
  *best = totals[best == totals.begin() ? 1 : 0];
  result.margin = top - *std::max_element(totals.begin(), totals.end());
  return result;
}

}  // namespace chancery
