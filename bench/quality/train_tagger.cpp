// Trains the weights by which names that no table lists get their type
// (extract/engine/name_tagger.h).
//
// usage: train_tagger LANGUAGES GOLD [--folds]
//
// GOLD is the folder of the annotated articles (tests/gold): of each language the articles for
// tuning (LANGUAGE-*-tune.jsonl) and the sentences of names-LANGUAGE.tsv are read, in which every
// name stands in brackets, "[P …]" a person's, "[O …]" a body's, "[L …]" a place's. Writes
// name_weights.tsv into the folder of each language in LANGUAGES that has sentences. --folds writes
// nothing, but says how often names are typed as their annotators did by weights that were trained
// on four fifths of the texts and tried on the fifth.
//
// What the lexicon knows of a name is hidden: only what stands around it, and its form, is learnt.
// Of an article the names of its entities count, and the people, bodies and places that the
// knowledge base lists; a word that no table lists and nobody annotated counts for nothing, for it
// may be a name. Words of the language that are none, as if no table listed them, stand for what is
// no name.
//
// The same on every machine: integers, and an order of its own.

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "extract/engine/name_tagger.h"

namespace chancery {
namespace {

constexpr int kRounds = 8;
constexpr std::size_t kFolds = 5;
constexpr std::int64_t kScale = 64;        // of what is written: an averaged weight of 1
constexpr std::int64_t kLeastWeight = 12;  // a row of smaller ones is left out
constexpr std::size_t kEachWord = 6;  // without capitals, one word in so many stands for no name

struct Span {
  std::size_t begin = 0;  // bytes of the text, end excluded
  std::size_t end = 0;
  NameTag type = NameTag::kNoName;
};

struct AnnotatedText {
  std::string text;
  std::vector<Span> spans;
  bool complete = false;  // every name is annotated
};

// The words of one run, with what they are.
struct Example {
  std::vector<NameTag> tags;
  std::vector<std::array<std::vector<std::string>, kNameTags>> features;  // by the tag before
  std::size_t text = 0;
};

std::optional<NameTag> typeNamed(const std::string& name) {
  if (name == "person" || name == "P") return NameTag::kPerson;
  if (name == "organisation" || name == "organization" || name == "O")
    return NameTag::kOrganisation;
  if (name == "place" || name == "city" || name == "L") return NameTag::kPlace;
  return std::nullopt;
}

AnnotatedText readSentence(const std::string& line) {
  AnnotatedText result;
  result.complete = true;
  for (std::size_t at = 0; at < line.size();) {
    if (line[at] != '[') {
      result.text += line[at++];
      continue;
    }
    const std::size_t close = line.find(']', at);
    const auto type = typeNamed(line.substr(at + 1, 1));
    if (close == std::string::npos || !type || line[at + 2] != ' ')
      throw std::runtime_error("a bracket is not as it should be: " + line);
    const std::string name = line.substr(at + 3, close - at - 3);
    result.spans.push_back({result.text.size(), result.text.size() + name.size(), *type});
    result.text += name;
    at = close + 1;
  }
  return result;
}

AnnotatedText readArticle(const nlohmann::json& article) {
  AnnotatedText result;
  result.text = article.at("text").get<std::string>();
  std::vector<std::pair<std::string, NameTag>> names;
  for (const auto& [label, entity] : article.at("entities").items()) {
    const auto type = typeNamed(entity.value("type", ""));
    if (!type) continue;
    names.emplace_back(label, *type);
    for (const auto& alias : entity.value("aliases", nlohmann::json::array()))
      names.emplace_back(alias.get<std::string>(), *type);
  }
  std::stable_sort(names.begin(), names.end(), [](const auto& a, const auto& b) {
    return a.first.size() > b.first.size();  // the longest first
  });
  for (const auto& [name, type] : names) {
    if (name.empty()) continue;
    for (std::size_t at = result.text.find(name); at != std::string::npos;
         at = result.text.find(name, at + name.size())) {
      const std::size_t end = at + name.size();
      const bool taken =
          std::any_of(result.spans.begin(), result.spans.end(),
                      [&](const Span& span) { return span.begin < end && at < span.end; });
      if (!taken) result.spans.push_back({at, end, type});
    }
  }
  return result;
}

std::vector<AnnotatedText> readTexts(const std::filesystem::path& gold, const std::string& code) {
  std::vector<AnnotatedText> texts;
  std::string line;
  std::ifstream sentences(gold / ("names-" + code + ".tsv"));
  bool header = true;
  while (std::getline(sentences, line)) {
    if (line.empty() || line.front() == '#') continue;
    if (!header) texts.push_back(readSentence(line));
    header = false;
  }
  if (texts.empty()) return texts;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(gold)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(code + "-") && name.ends_with("tune.jsonl")) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const std::filesystem::path& file : files) {
    std::ifstream articles(file);
    while (std::getline(articles, line)) {
      if (!line.empty()) texts.push_back(readArticle(nlohmann::json::parse(line)));
    }
  }
  return texts;
}

class ExampleMaker {
 public:
  ExampleMaker(const Image& image, std::uint8_t language)
      : image_(image), lexer_(image), language_(language) {}

  void add(const AnnotatedText& annotated, std::size_t number, std::vector<Example>& examples) {
    const LexedText text = lexer_.lex(annotated.text);
    for (std::size_t s = 0; s < text.tokens.sentences.size(); ++s) {
      if (languageOfScript(image_, text.tokens.sentences[s].script) != language_) continue;
      addSentence(annotated, text, s, number, examples);
    }
  }

 private:
  enum class Word : std::uint8_t { kOther, kUnclear, kTagged };

  void addSentence(const AnnotatedText& annotated, const LexedText& text, std::size_t s,
                   std::size_t number, std::vector<Example>& examples) {
    const std::uint32_t begin = text.tokens.sentences[s].first;
    const std::uint32_t end = text.tokens.sentences[s].last;
    std::vector<Word> words(end - begin, Word::kOther);
    std::vector<NameTag> tags(end - begin, NameTag::kNoName);
    const auto tag = [&](std::uint32_t first, std::uint32_t last, NameTag type) {
      for (std::uint32_t t = first; t < last; ++t) {
        words[t - begin] = Word::kTagged;
        tags[t - begin] = t == first ? type : insideOf(type);
      }
    };
    for (std::uint32_t l = text.first_lexeme[s]; l < text.first_lexeme[s + 1]; ++l) {
      const Lexeme& lexeme = text.lexemes[l];
      if (const auto type = listedType(text, lexeme)) {
        tag(lexeme.first, lexeme.last, *type);
      } else if (lexeme.entry_count == 0 && isWrittenAsName(text.tokenOf(lexeme))) {
        for (std::uint32_t t = lexeme.first; t < lexeme.last; ++t)
          words[t - begin] = annotated.complete ? Word::kTagged : Word::kUnclear;
      } else if (isPlainWord(text, lexeme) && isTaken()) {
        words[lexeme.first - begin] = Word::kTagged;
      }
    }
    for (const Span& span : annotated.spans) {
      std::uint32_t first = begin;
      while (first < end && text.tokens.tokens[first].begin < span.begin) ++first;
      std::uint32_t last = first;
      while (last < end && text.tokens.tokens[last].end <= span.end) ++last;
      // "President Roe" is annotated with the title
      while (first < last && isTitle(text, s, first)) ++first;
      if (last > first) tag(first, last, span.type);
    }
    for (std::uint32_t t = begin; t < end;) {
      std::uint32_t last = t;
      bool clear = true;
      while (last < end && words[last - begin] != Word::kOther) {
        clear = clear && words[last - begin] == Word::kTagged;
        ++last;
      }
      if (last == t) {
        ++t;
        continue;
      }
      if (clear) {
        const NameRun run(text, image_, lexer_.folds(), language_, text.first_lexeme[s],
                          text.first_lexeme[s + 1], t, last);
        Example example;
        example.text = number;
        for (std::uint32_t at = 0; at < last - t; ++at) {
          example.tags.push_back(tags[t + at - begin]);
          example.features.emplace_back();
          for (std::size_t before = 0; before < kNameTags; ++before) {
            std::vector<std::string>& features = example.features.back()[before];
            features = run.features(at);
            features.push_back(NameRun::featureOf(static_cast<NameTag>(before)));
          }
        }
        examples.push_back(std::move(example));
      }
      t = last;
    }
  }

  bool isTitle(const LexedText& text, std::size_t s, std::uint32_t token) const {
    for (std::uint32_t l = text.first_lexeme[s]; l < text.first_lexeme[s + 1]; ++l) {
      const Lexeme& lexeme = text.lexemes[l];
      if (lexeme.first <= token && token < lexeme.last) return lexeme.has(EntryKind::kRole);
    }
    return false;
  }

  // A person, a body or a place, and nothing else.
  std::optional<NameTag> listedType(const LexedText& text, const Lexeme& lexeme) const {
    std::optional<NameTag> type;
    for (const EntryRow& row : text.entriesOf(lexeme)) {
      if (row.kind == EntryKind::kNamePart) continue;
      if (row.kind != EntryKind::kEntity ||
          row.aux == static_cast<std::uint8_t>(AliasKind::kAdjective))
        return std::nullopt;
      const auto here = typeNamed(std::string(nameOf(image_.entities()[row.value].type)));
      if (!here || (type && *type != *here)) return std::nullopt;
      type = here;
    }
    return type;
  }

  bool isWrittenAsName(const Token& token) const {
    return token.kind == TokenKind::kWord &&
           (token.script == Script::kDevanagari || token.capitalised);
  }

  bool isPlainWord(const LexedText& text, const Lexeme& lexeme) const {
    if (lexeme.entry_count == 0 || lexeme.last != lexeme.first + 1 ||
        !isWrittenAsName(text.tokenOf(lexeme)))
      return false;
    const auto entries = text.entriesOf(lexeme);
    return std::all_of(entries.begin(), entries.end(),
                       [](const EntryRow& row) { return row.kind == EntryKind::kWord; });
  }

  bool isTaken() {
    if (image_.languages()[language_ - 1u].has_capitals != 0) return true;
    return ++plain_words_ % kEachWord == 0;
  }

  const Image& image_;
  Lexer lexer_;
  std::uint8_t language_;
  std::size_t plain_words_ = 0;
};

// An averaged perceptron: weights that gave a wrong tag are mended by one, and the mean of all
// their states counts.
class Perceptron {
 public:
  void train(const std::vector<const Example*>& given) {
    std::vector<const Example*> examples = given;
    std::mt19937 random(1);  // the same numbers everywhere
    for (int round = 0; round < kRounds; ++round) {
      for (std::size_t i = examples.size(); i > 1; --i)
        std::swap(examples[i - 1], examples[random() % i]);
      for (const Example* example : examples) learn(*example);
    }
  }

  std::map<std::string, std::array<std::int64_t, kNameTags>> averaged() const {
    std::map<std::string, std::array<std::int64_t, kNameTags>> result;
    for (const auto& [feature, row] : rows_) {
      std::array<std::int64_t, kNameTags> weights{};
      bool any = false;
      for (std::size_t tag = 0; tag < kNameTags; ++tag) {
        const std::int64_t sum = row.sums[tag] + row.weights[tag] * (step_ - row.since[tag]);
        weights[tag] = sum * kScale / step_;
        any = any || std::abs(weights[tag]) >= kLeastWeight;
      }
      if (any || feature == "tag before none") result.emplace(feature, weights);
    }
    return result;
  }

 private:
  struct Row {
    NameScores weights{};
    NameScores sums{};
    NameScores since{};
  };

  void learn(const Example& example) {
    std::size_t before = 0;
    for (std::size_t at = 0; at < example.tags.size(); ++at) {
      ++step_;
      const std::vector<std::string>& features = example.features[at][before];
      NameScores scores{};
      for (const std::string& feature : features) {
        const auto row = rows_.find(feature);
        for (std::size_t tag = 0; row != rows_.end() && tag < kNameTags; ++tag)
          scores[tag] += row->second.weights[tag];
      }
      const auto best =
          static_cast<std::size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
      const auto right = static_cast<std::size_t>(example.tags[at]);
      if (best != right) {
        for (const std::string& feature : features) {
          change(rows_[feature], right, 1);
          change(rows_[feature], best, -1);
        }
      }
      before = right;
    }
  }

  void change(Row& row, std::size_t tag, std::int64_t by) const {
    row.sums[tag] += row.weights[tag] * (step_ - row.since[tag]);
    row.since[tag] = step_;
    row.weights[tag] += by;
  }

  std::map<std::string, Row> rows_;
  std::int64_t step_ = 0;
};

using Weights = std::map<std::string, std::array<std::int64_t, kNameTags>>;

// The type of a run that is one name, or none, and by how much.
std::pair<NameTag, std::int64_t> typeOf(const Example& example, const Weights& weights) {
  std::vector<std::pair<std::int64_t, NameTag>> totals;
  for (const NameTag type : kNameTypes) {
    std::int64_t total = 0;
    auto before = NameTag::kNoName;
    for (std::size_t at = 0; at < example.tags.size(); ++at) {
      const NameTag tag = at == 0 ? type : insideOf(type);
      for (const std::string& feature : example.features[at][static_cast<std::size_t>(before)]) {
        const auto row = weights.find(feature);
        if (row != weights.end()) total += row->second[static_cast<std::size_t>(tag)];
      }
      before = tag;
    }
    totals.emplace_back(total, type);
  }
  std::sort(totals.rbegin(), totals.rend());
  return {totals[0].second, totals[0].first - totals[1].first};
}

void tryFolds(const std::string& code, const std::vector<Example>& examples) {
  // by least margin: how many of a type are typed, and how many of these as they should be
  constexpr std::array<std::int64_t, 6> kMargins = {0, 64, 128, 192, 256, 384};
  std::map<NameTag, std::array<std::array<int, 2>, kMargins.size()>> said;
  std::map<NameTag, int> there;
  for (std::size_t fold = 0; fold < kFolds; ++fold) {
    std::vector<const Example*> others;
    for (const Example& example : examples) {
      if (example.text % kFolds != fold) others.push_back(&example);
    }
    Perceptron perceptron;
    perceptron.train(others);
    const Weights weights = perceptron.averaged();
    for (const Example& example : examples) {
      const NameTag right = example.tags.front();
      bool whole = example.text % kFolds == fold;
      for (std::size_t at = 1; at < example.tags.size(); ++at)
        whole = whole && example.tags[at] == insideOf(right);
      if (!whole) continue;
      ++there[right];
      const auto [type, margin] = typeOf(example, weights);
      for (std::size_t i = 0; i < kMargins.size(); ++i) {
        if (margin < kMargins[i]) continue;
        ++said[type][i][0];
        if (type == right) ++said[type][i][1];
      }
    }
  }
  for (const NameTag type : kNameTypes) {
    std::printf("%s %-12s of %5d:", code.c_str(), std::string(nameOf(type)).c_str(), there[type]);
    for (std::size_t i = 0; i < kMargins.size(); ++i) {
      const auto [count, right] = said[type][i];
      std::printf("  >=%d P %.3f R %.3f", static_cast<int>(kMargins[i]),
                  count == 0 ? 0.0 : static_cast<double>(right) / count,
                  static_cast<double>(right) / std::max(1, there[type]));
    }
    std::printf("\n");
  }
}

void write(const std::filesystem::path& file, const Weights& weights) {
  std::ofstream out(file);
  out << "# What stands around a word and how it is formed, and how much that speaks for what it "
         "is: "
         "no name, or the\n# beginning or a further word of a name. Made by "
         "bench/quality/train_tagger.cpp; see docs/language-packs.md.\nfeature";
  for (std::size_t tag = 0; tag < kNameTags; ++tag)
    out << '\t' << nameOf(static_cast<NameTag>(tag));
  out << '\n';
  for (const auto& [feature, row] : weights) {
    out << feature;
    for (const std::int64_t weight : row) {
      out << '\t';
      if (weight != 0) out << weight;
    }
    out << '\n';
  }
}

int run(const std::filesystem::path& languages, const std::filesystem::path& gold, bool folds) {
  const Image& image = Image::builtIn();
  for (std::size_t i = 0; i < image.languages().size(); ++i) {
    const std::string code(image.text(image.languages()[i].code));
    const std::vector<AnnotatedText> texts = readTexts(gold, code);
    if (texts.empty()) continue;
    ExampleMaker maker(image, static_cast<std::uint8_t>(i + 1));
    std::vector<Example> examples;
    for (std::size_t t = 0; t < texts.size(); ++t) maker.add(texts[t], t, examples);
    if (folds) {
      tryFolds(code, examples);
      continue;
    }
    std::vector<const Example*> all;
    for (const Example& example : examples) all.push_back(&example);
    Perceptron perceptron;
    perceptron.train(all);
    const Weights weights = perceptron.averaged();
    write(languages / code / "name_weights.tsv", weights);
    std::printf("%s: %zu texts, %zu runs of words, %zu rows\n", code.c_str(), texts.size(),
                examples.size(), weights.size());
  }
  return 0;
}

}  // namespace
}  // namespace chancery

int main(int argc, char** argv) {
  const bool folds = argc == 4 && std::string(argv[3]) == "--folds";
  if (argc != 3 && !folds) {
    std::fprintf(stderr, "usage: train_tagger LANGUAGES GOLD [--folds]\n");
    return 2;
  }
  try {
    return chancery::run(argv[1], argv[2], folds);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "train_tagger: %s\n", error.what());
    return 1;
  }
}
