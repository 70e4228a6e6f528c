// How likely an event is that the rules propose: tables, confidence, and what sort of text it is
// in.
#include <algorithm>

#include "extract/engine/ranker.h"
#include "extract/pack/rank_features.h"
#include "reading.h"
#include "support/catch.h"

namespace chancery {
namespace {

// The confidence of the surest event, 0 where none is told.
int surest(const std::string& text) {
  int most = 0;
  for (const Event& event : test::read(text, "2024-05-15").events)
    most = std::max(most, event.confidence_permille);
  return most;
}

TEST_CASE("The image has a weight for each feature in each language", "[ranking]") {
  const Image& image = Image::builtIn();
  CHECK(image.rankWeights().size() == (image.languages().size() + 1) * kRankFeatures);
  CHECK(std::any_of(image.rankWeights().begin(), image.rankWeights().end(),
                    [](std::int32_t weight) { return weight != 0; }));
}

TEST_CASE("Each feature has a name of its own", "[ranking]") {
  for (std::size_t feature = 0; feature < kRankFeatures; ++feature) {
    const std::string name = nameOfRankFeature(feature);
    CHECK_FALSE(name.empty());
    CHECK(rankFeatureNamed(name) == feature);
  }
}

TEST_CASE("Confidence rises with the score, and is from 0 to 1000", "[ranking]") {
  const Image& image = Image::builtIn();
  int before = 0;
  for (std::int32_t score = -2000; score <= 2000; ++score) {
    const int confidence = confidenceOf(score, image);
    REQUIRE(confidence >= before);
    REQUIRE(confidence <= 1000);
    before = confidence;
  }
  CHECK(confidenceOf(2000, image) > confidenceOf(-2000, image));
}

TEST_CASE("What is told of chess is less sure than the same of ministers", "[ranking]") {
  const std::string chess =
      "The tournament enters its last week. Anna Lindqvist met Viktor Malashenko on Monday. "
      "The hall was full. Both had slept badly before the game. The prize is small.";
  const std::string ministers =
      "Sweden and Ukraine spoke of trade. Swedish Foreign Minister Anna Lindqvist met Ukrainian "
      "Prime Minister Viktor Malashenko in Kyiv on Monday. The ministry called it a success. "
      "The embassy was told of the results. A treaty is being prepared.";
  CHECK(surest(ministers) > 800);
  CHECK(surest(chess) < surest(ministers));
}

}  // namespace
}  // namespace chancery
