#include "cli/unlisted.h"

#include <algorithm>

#include "cli/format.h"

namespace chancery::cli {
namespace {

constexpr std::size_t kLongestSentence = 300;  // bytes

// On one line, without what would part cells.
std::string oneLineOf(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!space) {
      line += c;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  return line;
}

std::string shortened(std::string line) {
  if (line.size() <= kLongestSentence) return line;
  std::size_t end = kLongestSentence;
  while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) --end;
  line.resize(end);
  return line + "…";
}

std::string_view listedAs(bool is_word) { return is_word ? "word" : ""; }

}  // namespace

std::vector<UnlistedUse> usesOf(const Article& article, std::vector<UnlistedWord> words) {
  std::vector<UnlistedUse> uses;
  uses.reserve(words.size());
  for (UnlistedWord& word : words) {
    UnlistedUse use;
    use.sentence = shortened(
        oneLineOf(std::string_view(article.text).substr(word.begin, word.end - word.begin)));
    word.form = oneLineOf(word.form);
    use.word = std::move(word);
    uses.push_back(std::move(use));
  }
  return uses;
}

std::size_t sizeOf(const std::vector<UnlistedUse>& uses) {
  std::size_t size = 0;
  for (const UnlistedUse& use : uses) {
    size += sizeof use + use.sentence.size() + use.word.form.size();
  }
  return size;
}

void UnlistedCount::add(const std::string& document, const std::vector<UnlistedUse>& uses) {
  ++documents_;
  for (const UnlistedUse& use : uses) {
    Count& count = counts_[Key(use.word.kind, use.word.language, use.word.form)];
    if (count.uses++ == 0) {
      count.document = document;
      count.sentence = use.sentence;
      count.is_word = use.word.is_word;
    }
    if (count.last_document != documents_) ++count.documents;
    count.last_document = documents_;
  }
  if (counts_.size() > most_forms_) forgetRarest();
}

void UnlistedCount::forgetRarest() {
  std::vector<std::uint64_t> uses;
  uses.reserve(counts_.size());
  for (const Row& row : counts_) uses.push_back(row.second.uses);
  const auto middle = uses.begin() + static_cast<std::ptrdiff_t>(uses.size() / 2);
  std::nth_element(uses.begin(), middle, uses.end());
  most_forgotten_ = std::max(most_forgotten_, *middle);
  for (auto row = counts_.begin(); row != counts_.end();) {
    row = row->second.uses <= *middle ? counts_.erase(row) : std::next(row);
  }
}

std::vector<const UnlistedCount::Row*> UnlistedCount::sorted() const {
  std::vector<const Row*> rows;
  rows.reserve(counts_.size());
  for (const Row& row : counts_) rows.push_back(&row);
  // what no table has at all before what one has as a word; the map's order settles equals
  std::stable_sort(rows.begin(), rows.end(), [](const Row* a, const Row* b) {
    const auto rank = [](const Row* row) {
      return std::tuple(std::get<0>(row->first), row->second.is_word, ~row->second.uses);
    };
    return rank(a) < rank(b);
  });
  return rows;
}

void UnlistedCount::printTsv(std::ostream& out) const {
  out << "kind\tlanguage\tform\tcount\tdocuments\tlisted\tdocument\tsentence\n";
  for (const Row* row : sorted()) {
    const auto& [kind, language, form] = row->first;
    const Count& count = row->second;
    out << nameOf(kind) << '\t' << language << '\t' << form << '\t' << count.uses << '\t'
        << count.documents << '\t' << listedAs(count.is_word) << '\t' << oneLineOf(count.document)
        << '\t' << count.sentence << '\n';
  }
}

void UnlistedCount::printJson(std::ostream& out) const {
  std::string_view before = "[\n";
  for (const Row* row : sorted()) {
    const auto& [kind, language, form] = row->first;
    const Count& count = row->second;
    const Json object = {{"kind", nameOf(kind)},
                         {"language", language},
                         {"form", form},
                         {"count", count.uses},
                         {"documents", count.documents},
                         {"listed", listedAs(count.is_word)},
                         {"document", count.document},
                         {"sentence", count.sentence}};
    out << before << object.dump(-1, ' ', false, Json::error_handler_t::replace);
    before = ",\n";
  }
  out << (counts_.empty() ? "[]\n" : "\n]\n");
}

}  // namespace chancery::cli
