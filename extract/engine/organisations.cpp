#include "extract/engine/organisations.h"

#include <algorithm>

namespace chancery {
namespace {

constexpr std::uint32_t kLongestVenue = 4;         // lexemes before its head
constexpr std::uint32_t kLongestOrganisation = 8;  // lexemes
constexpr std::size_t kLongestAcronym = 6;         // letters

class OrganisationFinder {
 public:
  OrganisationFinder(const LexedText& text, std::uint32_t last) : text_(text), last_(last) {}

  std::optional<OrganisationName> find(std::uint32_t at) const {
    OrganisationName found;
    std::uint32_t end = at;
    std::uint32_t words = 0;
    while (end < last_ && end - at < kLongestOrganisation) {
      if (isHead(end)) {
        const bool state = text_.is(text_.lexemes[end], NamePart::kStateHead);
        const std::uint32_t behind = complement(end + 1);
        if (words > 0 || behind > end + 1) {
          found.last = behind;
          found.belongs_to_state = state;
        }
        if (behind > end + 1) break;
      } else if (!isWord(end)) {
        break;
      }
      ++end;
      ++words;
    }
    if (found.last == 0) return std::nullopt;
    return found;
  }

  std::uint32_t venue(std::uint32_t at) const {
    std::uint32_t end = at;
    while (end < last_ && end - at < kLongestVenue && isWord(end)) {
      ++end;
      if (end < last_ && isCapitalised(end) && text_.is(text_.lexemes[end], NamePart::kPlaceHead) &&
          !isHead(end))
        return end + 1;
    }
    return at;
  }

 private:
  bool isCapitalised(std::uint32_t at) const {
    if (at >= last_) return false;
    const Token& token = text_.tokenOf(text_.lexemes[at]);
    return token.kind == TokenKind::kWord && token.script == Script::kLatin && token.capitalised &&
           !token.all_capitals;
  }

  bool isHead(std::uint32_t at) const {
    return isCapitalised(at) && text_.is(text_.lexemes[at], NamePart::kOrganisationHead);
  }

  // "the National Trade Commission": words that hold no sentence together.
  static bool isOfContent(Grammar word) {
    switch (word) {
      case Grammar::kSituation:
      case Grammar::kReciprocal:
      case Grammar::kGoods:
      case Grammar::kPact:
      case Grammar::kBacking:
      case Grammar::kElsewhere:
      case Grammar::kCraft: return true;
      default: return false;
    }
  }

  // Whatever may stand before the head: no office, no person whom the base knows, no date.
  bool isWord(std::uint32_t at) const {
    if (!isCapitalised(at)) return false;
    const Lexeme& lexeme = text_.lexemes[at];
    const auto entries = text_.entriesOf(lexeme);
    return std::all_of(entries.begin(), entries.end(), [](const EntryRow& row) {
      if (row.kind == EntryKind::kGrammar) return isOfContent(static_cast<Grammar>(row.value));
      // "the Central Military Commission", but no office
      if (row.kind == EntryKind::kRole)
        return row.aux == static_cast<std::uint8_t>(RoleKind::kBelonging) ||
               row.aux == static_cast<std::uint8_t>(RoleKind::kCollective);
      return row.kind != EntryKind::kPronoun && row.kind != EntryKind::kMarker &&
             row.kind != EntryKind::kDate;
    });
  }

  // "of the West Indies", "for National Reconciliation": the end of what belongs to the head.
  std::uint32_t complement(std::uint32_t at) const {
    if (at >= last_) return at;
    const EntryRow* marker = text_.find(text_.lexemes[at], EntryKind::kMarker);
    if (marker == nullptr) return at;
    const auto value = static_cast<Case>(marker->value);
    if (value != Case::kOf && value != Case::kFor) return at;
    std::uint32_t end = at + 1;
    if (end < last_ && text_.is(text_.lexemes[end], Grammar::kArticle)) ++end;
    const std::uint32_t first = end;
    while (end < last_ && end - at < kLongestOrganisation && (isWord(end) || isHead(end))) ++end;
    return end > first ? end : at;
  }

  const LexedText& text_;
  std::uint32_t last_;
};

}  // namespace

std::optional<OrganisationName> organisationAt(const LexedText& text, std::uint32_t at,
                                               std::uint32_t last) {
  return OrganisationFinder(text, last).find(at);
}

std::uint32_t venueAt(const LexedText& text, std::uint32_t at, std::uint32_t last) {
  return OrganisationFinder(text, last).venue(at);
}

bool isUnknownAcronym(const LexedText& text, const Lexeme& lexeme) {
  const Token& token = text.tokenOf(lexeme);
  const std::size_t length = token.end - token.begin;
  return lexeme.entry_count == 0 && token.all_capitals && token.script == Script::kLatin &&
         token.kind == TokenKind::kWord && length > 1 && length <= kLongestAcronym;
}

bool isAcronymOf(std::string_view acronym, std::string_view name) {
  std::size_t at = 0;
  bool begins = true;
  for (const char c : name) {
    const bool capital = c >= 'A' && c <= 'Z';
    if (begins && capital) {
      if (at == acronym.size() || acronym[at] != c) return false;
      ++at;
    }
    begins = c == ' ' || c == '-';
  }
  return at == acronym.size() && at > 1;
}

}  // namespace chancery
