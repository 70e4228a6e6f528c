#include "extract/pack/phrases.h"

#include <algorithm>

namespace chancery {
namespace {

constexpr std::size_t kLongestAcronym = 5;

bool endsWith(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

}  // namespace

Paradigms Paradigms::read(const std::filesystem::path& file, Faults& faults) {
  Paradigms result;
  const Table table = readTable(file, {"paradigm", "strip", "add"}, faults);
  for (const char* column : {"paradigm", "strip", "add"}) {
    if (table.column(column) < 0) return result;
  }
  const auto name = static_cast<std::size_t>(table.column("paradigm"));
  const auto strip = static_cast<std::size_t>(table.column("strip"));
  const auto add = static_cast<std::size_t>(table.column("add"));
  for (const TableRow& row : table.rows) {
    Paradigm paradigm;
    if (row.cells[strip] != "-") paradigm.strip = row.cells[strip];
    for (std::string& ending : alternatives(row.cells[add])) {
      const bool plural = ending.starts_with('+');
      if (plural) ending.erase(0, 1);
      paradigm.endings.push_back({ending == "-" ? "" : std::move(ending), plural});
    }
    if (paradigm.endings.empty()) faults.add(table.file, row.line, "adds nothing");
    if (!result.paradigms_.emplace(row.cells[name], std::move(paradigm)).second) {
      faults.add(table.file, row.line, "paradigm '" + row.cells[name] + "' stands here again");
    }
  }
  return result;
}

std::vector<InflectedForm> Paradigms::expand(const std::string& lemma, const std::string& paradigm,
                                             const Table& table, int line, Faults& faults) const {
  const std::size_t star = lemma.find('*');
  const std::string head = lemma.substr(0, star);
  const std::string tail = star == std::string::npos ? "" : lemma.substr(star + 1);
  if (paradigm.empty()) return {{head + tail, false}};
  const auto found = paradigms_.find(paradigm);
  if (found == paradigms_.end()) {
    faults.add(table.file, line, "paradigm '" + paradigm + "' is not in paradigms.tsv");
    return {};
  }
  const Paradigm& rules = found->second;
  if (!endsWith(head, rules.strip)) {
    faults.add(table.file, line,
               "'" + head + "' does not end in '" + rules.strip + "', as paradigm '" + paradigm +
                   "' wants");
    return {};
  }
  const std::string stem = head.substr(0, head.size() - rules.strip.size());
  std::vector<InflectedForm> forms;
  for (const InflectedForm& ending : rules.endings)
    forms.push_back({stem + ending.text + tail, ending.plural});
  return forms;
}

PhraseMaker PhraseMaker::like(const Image& image, ImageBuilder& builder) {
  PhraseMaker phrases(builder, characterFoldsOf(image));
  for (const ImageString abbreviation : image.abbreviations()) {
    phrases.abbreviations_[std::string(image.text(abbreviation))] = true;
  }
  return phrases;
}

void PhraseMaker::addAbbreviation(const std::string& form) {
  const std::string normal = normalised(form);
  abbreviations_[normal] = true;
  builder_.abbreviations.push_back(normal);
}

bool PhraseMaker::isAbbreviation(std::string_view word) const {
  return abbreviations_.contains(normalised(word));
}

std::vector<std::uint32_t> PhraseMaker::wordsOf(std::string_view form) {
  // what hangs on a word ("'s") is a token only behind one
  const bool hangs = form.substr(0, 1) == "'" || form.substr(0, 3) == "\u2019";
  const std::string whole = (hangs ? "x" : "") + std::string(form);
  const TokenizedText text =
      tokenize(whole, [this](std::string_view word) { return isAbbreviation(word); });
  std::vector<std::uint32_t> words;
  for (std::size_t i = hangs ? 1 : 0; i < text.tokens.size(); ++i) {
    words.push_back(builder_.word(normalised(text.textOf(text.tokens[i]))));
  }
  return words;
}

bool PhraseMaker::add(std::string_view form, EntryRow entry) {
  const std::vector<std::uint32_t> words = wordsOf(form);
  if (words.empty()) return false;
  builder_.addPhrase(words, entry);
  return true;
}

std::uint8_t capitalFlags(std::string_view name) {
  std::size_t letters = 0;
  bool upper = true;
  for (char c : name) {
    const bool is_letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (!is_letter && static_cast<unsigned char>(c) >= 0x80) return kNeedsCapital;
    if (!is_letter) continue;
    ++letters;
    upper = upper && c <= 'Z';
  }
  if (letters == 0) return 0;
  if (upper && letters <= kLongestAcronym) return kNeedsCapitals;
  return kNeedsCapital;
}

}  // namespace chancery
