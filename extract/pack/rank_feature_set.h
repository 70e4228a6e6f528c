// What shows, of one event that the rules propose, whether it is right; see rank_features.h.
#pragma once

#include <bitset>
#include <cstddef>

namespace chancery {

// Room for more than there are, so that who only keeps a set need not know them.
inline constexpr std::size_t kMostRankFeatures = 512;
using RankFeatureSet = std::bitset<kMostRankFeatures>;

}  // namespace chancery
