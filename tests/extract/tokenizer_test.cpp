#include "extract/text/tokenizer.h"

#include "support/catch.h"

namespace chancery {
namespace {

bool isAbbreviation(std::string_view word) {
  return word == "Dr" || word == "Mr" || word == "S" || word == "डॉ" || word == "एस";
}

std::vector<std::string> sentencesOf(const std::string& text) {
  const TokenizedText cut = tokenize(text, isAbbreviation);
  std::vector<std::string> sentences;
  for (const Sentence& sentence : cut.sentences)
    sentences.emplace_back(cut.textOf(sentence.first, sentence.last));
  return sentences;
}

TEST_CASE("Sentences end at danda, full stop and question mark, not at titles and initials",
          "[text]") {
  CHECK(sentencesOf("डॉ. एस. जयशंकर मॉस्को पहुंचे। वे पुतिन से मिले.") ==
        std::vector<std::string>{"डॉ. एस. जयशंकर मॉस्को पहुंचे।", "वे पुतिन से मिले."});
  CHECK(sentencesOf("Modi met Mr. Putin. Did they talk? Yes.").size() == 3);
  CHECK(sentencesOf("Aid of $1.5 billion was agreed.").size() == 1);
}

TEST_CASE("A token knows the bytes of the text that it stands for", "[text]") {
  const std::string text = "पुतिन met Modi.";
  const TokenizedText cut = tokenize(text, isAbbreviation);
  REQUIRE(cut.tokens.size() == 4);
  CHECK(cut.textOf(cut.tokens[0]) == "पुतिन");
  CHECK(cut.tokens[0].script == Script::kDevanagari);
  CHECK(cut.textOf(cut.tokens[1]) == "met");
  CHECK(cut.tokens[2].capitalised);
  CHECK(text.substr(cut.tokens[2].begin, cut.tokens[2].end - cut.tokens[2].begin) == "Modi");
}

TEST_CASE("Digits of both scripts are numbers, and handles are one token", "[text]") {
  const TokenizedText cut = tokenize("२१ 21 1,500 @DrSJaishankar", isAbbreviation);
  REQUIRE(cut.tokens.size() == 4);
  CHECK(cut.tokens[0].number == 21);
  CHECK(cut.tokens[1].number == 21);
  CHECK(cut.tokens[2].number == 1500);
  CHECK(cut.tokens[3].kind == TokenKind::kHandle);
}

TEST_CASE("What stands between quotation marks is a quotation, over sentences", "[text]") {
  const TokenizedText cut =
      tokenize("He said: \"I met Modi. We spoke.\" Then he left.", isAbbreviation);
  REQUIRE(cut.quotations.size() == 1);
  CHECK(cut.textOf(cut.quotations[0].first, cut.quotations[0].last) == "I met Modi. We spoke.");
}

TEST_CASE("Text that is no text is cut without harm", "[text]") {
  std::string bytes;
  for (int i = 0; i < 4096; ++i) bytes.push_back(static_cast<char>(i * 7919 % 251));
  CHECK(tokenize(bytes, isAbbreviation).tokens.size() <= bytes.size());
  CHECK(tokenize("", isAbbreviation).sentences.empty());
  CHECK(tokenize("...!!!???।।", isAbbreviation).tokens.size() <= 11);
}

}  // namespace
}  // namespace chancery
