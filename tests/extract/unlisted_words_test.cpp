// What a text uses and no table knows: the to-do list of whoever writes a language pack.
#include <map>
#include <set>

#include "reading.h"
#include "support/catch.h"

namespace chancery {
namespace {

std::vector<UnlistedWord> wordsIn(const std::string& text) {
  Article article;
  article.id = "test";
  article.text = text;
  return test::sharedExtractor().unlistedWords(article).value();
}

std::multiset<std::string> formsIn(const std::string& text, UnlistedKind kind) {
  std::multiset<std::string> forms;
  for (const UnlistedWord& word : wordsIn(text)) {
    if (word.kind == kind) forms.insert(word.form);
  }
  return forms;
}

using Forms = std::multiset<std::string>;

TEST_CASE("A name that no table lists is told by its longest form, as often as it stands",
          "[unlisted]") {
  CHECK(formsIn("Adaeze Okwuosa met Lavrov in Moscow. Talks with Okwuosa went well.",
                UnlistedKind::kName) == Forms{"Adaeze Okwuosa", "Adaeze Okwuosa"});
  CHECK(formsIn("ओलुवातोबी अडेगोके ने सर्गेई लावरोव से मुलाकात की।", UnlistedKind::kName) ==
        Forms{"ओलुवातोबी अडेगोके"});
  CHECK(formsIn("The Moro Farmers Council met Putin.", UnlistedKind::kName) ==
        Forms{"Moro Farmers Council"});
}

TEST_CASE("Names that the tables have are not on the list", "[unlisted]") {
  CHECK(formsIn("Narendra Modi met Vladimir Putin in Moscow.", UnlistedKind::kName).empty());
  CHECK(formsIn("नरेंद्र मोदी ने मॉस्को में पुतिन से मुलाकात की।", UnlistedKind::kName).empty());
}

TEST_CASE("A title that no table lists stands before a name", "[unlisted]") {
  CHECK(formsIn("Burgrave Emmanuel Macron met Putin.", UnlistedKind::kTitle) == Forms{"Burgrave"});
  CHECK(formsIn("The Russian burgrave Sergey Lavrov met Modi in Delhi.", UnlistedKind::kTitle) ==
        Forms{"burgrave"});
  CHECK(formsIn("रूस के महाधिपाल व्लादिमीर पुतिन ने मोदी से बात की।", UnlistedKind::kTitle) ==
        Forms{"महाधिपाल"});
  CHECK(formsIn("President Emmanuel Macron met Putin.", UnlistedKind::kTitle).empty());
}

TEST_CASE("A verb between two who are known, of which no frame says anything, is on the list",
          "[unlisted]") {
  CHECK(formsIn("Macron exonerates Erdogan.", UnlistedKind::kVerb) == Forms{"exonerates"});
  CHECK(formsIn("Macron outfoxed Erdogan.", UnlistedKind::kVerb) == Forms{"outfoxed"});
  CHECK(formsIn("रूस ने भारत को झिंझोड़ा।", UnlistedKind::kVerb) == Forms{"झिंझोड़ा"});
  CHECK(formsIn("मोदी ने पुतिन को ताकीद की।", UnlistedKind::kVerb) == Forms{"ताकीद की"});
  CHECK(formsIn("Macron congratulated Erdogan.", UnlistedKind::kVerb).empty());
  CHECK(formsIn("मोदी ने पुतिन को बधाई दी।", UnlistedKind::kVerb).empty());
  CHECK(formsIn("Macron slept.", UnlistedKind::kVerb).empty());
}

TEST_CASE("A word that the pack has as a mere word is told from one that it does not have",
          "[unlisted]") {
  std::map<std::string, bool> is_word;
  for (const UnlistedWord& word : wordsIn("मोदी ने पुतिन को ताकीद की। रूस ने भारत को झिंझोड़ा।")) {
    is_word[word.form] = word.is_word;
  }
  CHECK(is_word == std::map<std::string, bool>{{"ताकीद की", true}, {"झिंझोड़ा", false}});
}

TEST_CASE("Each word comes with its language and its sentence", "[unlisted]") {
  const std::string text = "Rain fell.\n\nMacron exonerates Erdogan. More rain.";
  const auto words = wordsIn(text);
  REQUIRE(words.size() == 1);
  CHECK(words[0].language == "en");
  CHECK(text.substr(words[0].begin, words[0].end - words[0].begin) == "Macron exonerates Erdogan.");
}

TEST_CASE("Sentences of a long text are found where they stand in it", "[unlisted]") {
  std::string text;
  while (text.size() < (300u << 10)) text += "Nothing was said of it that day.\n";
  text += "Macron exonerates Erdogan.";
  const auto words = wordsIn(text);
  REQUIRE_FALSE(words.empty());
  const UnlistedWord& last = words.back();
  CHECK(text.substr(last.begin, last.end - last.begin) == "Macron exonerates Erdogan.");
}

TEST_CASE("Of texts about sport nothing is listed", "[unlisted]") {
  CHECK(
      wordsIn("The batsman Qoru Zintak hit a century and the bowler took five wickets before tea. "
              "The umpire stopped the innings.")
          .empty());
}

}  // namespace
}  // namespace chancery
