// Stage 9: how likely each event is that the rules propose; those that are not likely are not told.
//
// Method: a linear model. What shows how an event was read (rank_features.h) has a weight in a
// table of the packs; the sum of the weights is its score, and a second table says how often events
// of such a score are right: that is the confidence. All numbers are integers. The tables are made
// by bench/quality/train_ranking.py from articles that people read; D. Cox, "The Regression
// Analysis of Binary Sequences" (1958).
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "extract/engine/actors.h"
#include "extract/engine/candidate.h"
#include "extract/engine/discourse.h"
#include "extract/engine/items.h"
#include "extract/engine/lexer.h"
#include "extract/pack/image.h"

namespace chancery {

// Of fewer sentences nothing is left out: they do not tell what sort of text they are of.
inline constexpr std::size_t kLeastSentences = 5;

// What is looked at; all of one document, which was read to its end.
struct RankInput {
  const LexedText& text;
  const Image& image;
  const std::vector<SentenceItems>& sentences;
  const Cast& cast;
  const std::vector<Post>& posts;
  bool elsewhere = false;  // the document is about something else
};

// Writes into each candidate what shows whether it is right.
void describeCandidates(const RankInput& input, std::vector<Outcome>& outcomes);

// Writes score and confidence into each candidate, of which the features must be known.
void scoreCandidates(const RankInput& input, std::vector<Outcome>& outcomes);

// The sum of the weights in a language: its index in Image::languages() plus one, 0 for none.
std::int32_t scoreOf(const RankFeatureSet& features, std::uint8_t language, const Image& image);
// How often events of such a score are right, in 1000; rises with the score.
int confidenceOf(std::int32_t score, const Image& image);
// The score from which on an event is told.
std::int32_t leastScore(const Image& image);

}  // namespace chancery
