// The tables of the ranking: what shows that an event is right, and how sure a score makes of it.

#include <algorithm>
#include <charconv>

#include "extract/pack/knowledge_compiler.h"
#include "extract/pack/phrases.h"
#include "extract/pack/rank_features.h"

namespace chancery {
namespace {

// Weights are small enough for a score to fit in 32 bits, whatever comes together.
constexpr std::int32_t kMostWeight = 100'000;
constexpr std::int32_t kMostPermille = 1000;

std::optional<std::int32_t> integer(const std::string& text, std::int32_t least,
                                    std::int32_t most) {
  std::int32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < least || value > most)
    return std::nullopt;
  return value;
}

void readWeights(const std::filesystem::path& file,
                 const std::map<std::string, std::uint8_t>& numbers, ImageBuilder& builder,
                 Faults& faults) {
  builder.rank_weights.assign((numbers.size() + 1) * kRankFeatures, 0);
  const Table table = readTable(file, {"feature", "all"}, faults);
  if (table.column("feature") < 0 || table.column("all") < 0) return;
  std::map<std::string, std::uint8_t> columns = numbers;
  columns["all"] = 0;
  std::vector<bool> seen(kRankFeatures, false);
  for (const TableRow& row : table.rows) {
    const std::string name = cellOf(table, row, "feature");
    const auto feature = rankFeatureNamed(name);
    if (!feature) {
      faults.add(table.file, row.line, "feature '" + name + "' is not known");
      continue;
    }
    if (seen[*feature]) faults.add(table.file, row.line, "feature '" + name + "' stands twice");
    seen[*feature] = true;
    for (const auto& [column, language] : columns) {
      const std::string cell = cellOf(table, row, column);
      if (cell.empty()) continue;
      const auto weight = integer(cell, -kMostWeight, kMostWeight);
      if (!weight) {
        faults.add(table.file, row.line, "weight '" + cell + "' is no number up to 100000");
        continue;
      }
      builder.rank_weights[language * kRankFeatures + *feature] = *weight;
    }
  }
}

void readConfidences(const std::filesystem::path& file, ImageBuilder& builder, Faults& faults) {
  const Table table = readTable(file, {"score", "confidence"}, faults);
  if (table.column("score") < 0 || table.column("confidence") < 0) return;
  for (const TableRow& row : table.rows) {
    const auto score = integer(cellOf(table, row, "score"), -kMostWeight, kMostWeight);
    const auto permille = integer(cellOf(table, row, "confidence"), 0, kMostPermille);
    if (!score || !permille) {
      faults.add(table.file, row.line, "a score and a confidence of 0 to 1000 are numbers");
      continue;
    }
    const bool rises =
        builder.confidences.empty() || (builder.confidences.back().score < *score &&
                                        builder.confidences.back().permille <= *permille);
    if (!rises) faults.add(table.file, row.line, "scores and confidences rise from row to row");
    builder.confidences.push_back({*score, *permille});
  }
  if (builder.confidences.empty()) faults.add(table.file, 1, "has no row");
}

}  // namespace

void compileRanking(const std::filesystem::path& languages,
                    const std::map<std::string, std::uint8_t>& numbers, ImageBuilder& builder,
                    Faults& faults) {
  readWeights(languages / "ranking.tsv", numbers, builder, faults);
  readConfidences(languages / "confidence.tsv", builder, faults);
}

}  // namespace chancery
