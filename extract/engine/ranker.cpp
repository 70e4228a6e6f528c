#include "extract/engine/ranker.h"

#include <algorithm>
#include <bit>

#include "extract/pack/rank_features.h"

namespace chancery {

std::int32_t scoreOf(const RankFeatureSet& features, std::uint8_t language, const Image& image) {
  const std::span<const std::int32_t> weights = image.rankWeights();
  const std::size_t own = language * kRankFeatures;
  std::int32_t score = 0;
  // few are set of many, so whole words of bits are passed over
  constexpr std::size_t kBits = 64;
  static const RankFeatureSet kWord(~0ull);
  for (std::size_t first = 0; first < kRankFeatures; first += kBits) {
    std::uint64_t word = ((features >> first) & kWord).to_ullong();
    for (; word != 0; word &= word - 1) {
      const std::size_t feature = first + static_cast<std::size_t>(std::countr_zero(word));
      score += weights[feature];
      if (own != 0) score += weights[own + feature];
    }
  }
  return score;
}

// Between two rows of the table it grows evenly.
int confidenceOf(std::int32_t score, const Image& image) {
  const std::span<const ConfidenceRow> rows = image.confidences();
  const auto above = std::find_if(rows.begin(), rows.end(),
                                  [score](const ConfidenceRow& row) { return row.score > score; });
  if (above == rows.begin()) return above->permille;
  const ConfidenceRow& low = *(above - 1);
  if (above == rows.end()) return low.permille;
  return low.permille +
         (above->permille - low.permille) * (score - low.score) / (above->score - low.score);
}

std::int32_t leastScore(const Image& image) { return image.confidences().front().score; }

void scoreCandidates(const RankInput& input, std::vector<Outcome>& outcomes) {
  for (Outcome& outcome : outcomes) {
    const std::uint8_t language = input.sentences[outcome.sentence].language;
    for (Candidate& candidate : outcome.candidates) {
      candidate.score = scoreOf(candidate.features, language, input.image);
      candidate.confidence_permille = confidenceOf(candidate.score, input.image);
    }
  }
}

}  // namespace chancery
