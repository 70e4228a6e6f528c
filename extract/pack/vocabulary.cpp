#include "extract/pack/vocabulary.h"

#include <array>
#include <cstddef>

namespace chancery {
namespace {

constexpr std::array<std::string_view, kCaseCount> kCases = {
    "none",    "subj",   "obj",   "erg",  "dat",  "abl",   "with",   "of",     "poss",
    "between", "behalf", "by",    "to",   "from", "in",    "at",     "on",     "for",
    "against", "toward", "about", "into", "via",  "after", "before", "during", "other"};
constexpr std::array<std::string_view, 11> kEntryKinds = {
    "entity", "role",  "marker", "trigger",   "pronoun", "cue",
    "date",   "topic", "word",   "name part", "grammar"};
constexpr std::array<std::string_view, 6> kRoleKinds = {"title",      "honorific", "relational",
                                                        "collective", "belonging", "state"};
constexpr std::array<std::string_view, 9> kWordClasses = {"func", "num",    "verb", "noun", "adj",
                                                          "adv",  "interj", "time", "maybe"};
constexpr std::array<std::string_view, 10> kNameParts = {
    "given",     "particle", "org_head", "place_head", "org_word",
    "city_head", "venue",    "state_of", "state_head", "feminine"};
constexpr std::array<std::string_view, 13> kPronounKinds = {
    "i",   "we",  "he",    "they", "own", "each_other", "both",
    "who", "you", "there", "here", "man", "woman"};
constexpr std::array<std::string_view, kGrammarClasses> kGrammar = {
    "and",       "or",          "clause",   "that",       "relative",   "who",        "where",
    "not",       "be",          "have",     "ending",     "perfect",    "pluperfect", "speech",
    "support",   "passive",     "former",   "infinitive", "participle", "finite",     "possessive",
    "article",   "signed",      "media",    "capital",    "states",     "accept",     "side",
    "three_way", "led",         "pact",     "goods",      "giving",     "receiving",  "undone",
    "light",     "transparent", "backing",  "alias",      "remote",     "contest",    "elsewhere",
    "arising",   "indefinite",  "host",     "guest",      "blame",      "deed",       "reciprocal",
    "likewise",  "pledge",      "it",       "earlier",    "company",    "then",       "act",
    "offer",     "honour",      "joining",  "lasting",    "causing",    "as",         "wishing",
    "auxiliary", "such",        "party",    "craft",      "habit",      "situation",  "witness",
    "promise",   "courtesy",    "occasion", "turning",    "whose",      "unreal",     "land",
    "agenda",    "praise"};
constexpr std::array<std::string_view, 4> kCueScopes = {"before", "after", "both", "ending"};
constexpr std::array<std::string_view, 24> kDateOperators = {
    "month",      "weekday",   "day_offset", "day_either", "unit",           "last",
    "this",       "next",      "ago",        "later",      "number",         "same_day",
    "early_late", "day_part",  "until",      "since",      "ordinal_suffix", "fixed",
    "hours_ago",  "from_text", "unit_now",   "same_unit",  "year_word",      "season"};
constexpr std::array<std::string_view, 7> kUnits = {"day",  "week", "month",  "quarter",
                                                    "year", "hour", "weekend"};

template <typename Enum, std::size_t n>
std::optional<Enum> named(const std::array<std::string_view, n>& names, std::string_view name) {
  for (std::size_t i = 0; i < n; ++i) {
    if (names[i] == name) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace

std::string_view nameOf(Case value) { return kCases[static_cast<std::size_t>(value)]; }
std::string_view nameOf(EntryKind kind) { return kEntryKinds[static_cast<std::size_t>(kind)]; }
std::string_view nameOf(Grammar grammar) { return kGrammar[static_cast<std::size_t>(grammar)]; }

std::optional<Case> caseNamed(std::string_view name) { return named<Case>(kCases, name); }
std::optional<EntryKind> entryKindNamed(std::string_view name) {
  return named<EntryKind>(kEntryKinds, name);
}
std::optional<RoleKind> roleKindNamed(std::string_view name) {
  return named<RoleKind>(kRoleKinds, name);
}
std::optional<WordClass> wordClassNamed(std::string_view name) {
  return named<WordClass>(kWordClasses, name);
}
std::optional<NamePart> namePartNamed(std::string_view name) {
  return named<NamePart>(kNameParts, name);
}
std::optional<PronounKind> pronounKindNamed(std::string_view name) {
  return named<PronounKind>(kPronounKinds, name);
}
std::optional<Grammar> grammarNamed(std::string_view name) {
  return named<Grammar>(kGrammar, name);
}
std::optional<CueScope> cueScopeNamed(std::string_view name) {
  return named<CueScope>(kCueScopes, name);
}
std::optional<DateOperator> dateOperatorNamed(std::string_view name) {
  return named<DateOperator>(kDateOperators, name);
}
std::optional<Unit> unitNamed(std::string_view name) { return named<Unit>(kUnits, name); }

}  // namespace chancery
