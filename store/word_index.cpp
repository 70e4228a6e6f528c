#include "store/word_index.h"

#include <algorithm>
#include <utility>

#include "store/coder.h"
#include "store/words.h"

namespace chancery::store {
namespace {

std::string wordKey(const std::string& word, DocumentNumber document) {
  return searchKey(word, EntityNumber{document.value});
}

std::string encodePositions(const std::vector<std::uint32_t>& positions) {
  Encoder out;
  std::uint32_t before = 0;
  for (std::uint32_t position : positions) {
    out.number(position - before);
    before = position;
  }
  return out.take();
}

// False for what nobody can have written.
bool addPositions(std::string_view bytes, DocumentNumber document, std::vector<Telling>& tellings) {
  Decoder in(bytes);
  std::uint32_t position = 0;
  while (in.hasMore()) {
    position += static_cast<std::uint32_t>(in.number());
    tellings.push_back({document, position});
  }
  return in.done();
}

}  // namespace

void DocumentWords::add(std::uint32_t position, std::string_view passage) {
  for (std::string& word : wordsOf(passage)) {
    std::vector<std::uint32_t>& positions = positions_[std::move(word)];
    if (positions.empty() || positions.back() != position) positions.push_back(position);
  }
}

void DocumentWords::put(const DocumentWords& before, DocumentNumber document, RowSink& sink) const {
  for (const auto& [word, positions] : before.positions_) {
    if (!positions_.contains(word)) sink.erase(Family::kWords, wordKey(word, document));
  }
  for (const auto& [word, positions] : positions_) {
    const auto held = before.positions_.find(word);
    if (held != before.positions_.end() && held->second == positions) continue;
    sink.put(Family::kWords, wordKey(word, document), encodePositions(positions));
  }
}

DocumentWords wordsIn(const DocumentEvents& said) {
  DocumentWords words;
  for (std::uint32_t position = 0; position < said.events.size(); ++position) {
    for (const Mention& mention : said.events[position].mentions) words.add(position, mention.text);
  }
  return words;
}

Result<DocumentWords> wordsHeld(const View& view, DocumentNumber document, std::uint32_t events) {
  DocumentWords words;
  for (std::uint32_t position = 0; position < events; ++position) {
    const auto records = view.evidence({document, position});
    if (!records) return tl::unexpected(records.error());
    for (const MentionRecord& record : *records) words.add(position, record.mention.text);
  }
  return words;
}

std::string wordPrefix(const std::string& word, bool is_beginning) {
  return is_beginning ? searchKeyBeginning(word) : searchKeyPrefix(word);
}

Result<std::vector<Telling>> tellingsWith(const View& view, const std::string& word,
                                          bool is_beginning) {
  std::vector<Telling> tellings;
  const std::string prefix = wordPrefix(word, is_beginning);
  Scan rows(view, Family::kWords, prefix, endOfPrefix(prefix));
  for (; rows.valid(); rows.next()) {
    const auto row = readSearchKey(rows.key());
    if (!row || !addPositions(rows.value(), {row->entity.value}, tellings)) {
      return corrupt(Family::kWords, "a row cannot be read");
    }
  }
  const auto status = rows.status();
  if (!status) return tl::unexpected(status.error());
  if (!is_beginning) return tellings;
  std::sort(tellings.begin(), tellings.end());
  tellings.erase(std::unique(tellings.begin(), tellings.end()), tellings.end());
  return tellings;
}

Result<void> forEachEvidence(const View& view, const EvidenceVisitor& visit) {
  Scan rows(view, Family::kEvidence, "", "");
  for (; rows.valid(); rows.next()) {
    const auto mentions = decodeMentions(rows.value());
    if (!mentions || rows.key().size() != 2 * sizeof(std::uint32_t)) {
      return corrupt(Family::kEvidence, "a row cannot be read");
    }
    const Telling telling{{readUint32(rows.key())}, readUint32(rows.key().substr(4))};
    const auto visited = visit(telling, *mentions);
    if (!visited) return visited;
  }
  return rows.status();
}

}  // namespace chancery::store
