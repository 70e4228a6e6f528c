#include "extract/pack/compiler.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <map>

#include "extract/pack/knowledge_compiler.h"
#include "extract/pack/phrases.h"

namespace chancery {
namespace {

std::vector<std::filesystem::path> packFolders(const std::filesystem::path& languages) {
  std::vector<std::filesystem::path> folders;
  for (const auto& entry : std::filesystem::directory_iterator(languages)) {
    if (entry.is_directory()) folders.push_back(entry.path());
  }
  std::sort(folders.begin(), folders.end());
  return folders;
}

LanguageRow readPack(const std::filesystem::path& file, ImageBuilder& builder, Faults& faults) {
  static const std::map<std::string, Script> kScripts = {{"Deva", Script::kDevanagari},
                                                         {"Latn", Script::kLatin}};
  LanguageRow language;
  const Table table = readTable(file, {"key", "value"}, faults);
  if (table.column("key") < 0 || table.column("value") < 0) return language;
  for (const TableRow& row : table.rows) {
    const std::string& key = row.cells[static_cast<std::size_t>(table.column("key"))];
    const std::string& value = row.cells[static_cast<std::size_t>(table.column("value"))];
    const bool yes = value == "yes";
    if (key == "code") {
      language.code = builder.string(value);
    } else if (key == "name") {
      language.name = builder.string(value);
    } else if (key == "home") {
      language.home = builder.string(value);
    } else if (key == "participle_endings") {
      language.participle_endings = builder.string(value);
    } else if (key == "infinitive_endings") {
      language.infinitive_endings = builder.string(value);
    } else if (key == "past_ending") {
      language.past_ending = builder.string(value);
    } else if (key == "present_ending") {
      language.present_ending = builder.string(value);
    } else if (key == "plural_ending") {
      language.plural_ending = builder.string(value);
    } else if (key == "person_endings") {
      language.person_endings = builder.string(value);
    } else if (key == "woman_endings") {
      language.woman_endings = builder.string(value);
    } else if (key == "man_endings") {
      language.man_endings = builder.string(value);
    } else if (key == "presence") {
      language.presence_frame = builder.string(value);
    } else if (key == "gerund_ending") {
      language.gerund_ending = builder.string(value);
    } else if (key == "script" && kScripts.contains(value)) {
      language.script = kScripts.at(value);
    } else if (key == "markers_follow") {
      language.markers_follow = yes;
    } else if (key == "verb_final") {
      language.verb_final = yes;
    } else if (key == "has_capitals") {
      language.has_capitals = yes;
    } else {
      faults.add(table.file, row.line, "'" + key + "' = '" + value + "' is not known");
    }
  }
  return language;
}

// Characters (or, for names, groups of letters) and what is put in their place.
std::vector<FoldRow> readFolds(const std::filesystem::path& file, ImageBuilder& builder,
                               Faults& faults) {
  std::vector<FoldRow> folds;
  if (!std::filesystem::exists(file)) return folds;
  const Table table = readTable(file, {"from", "to"}, faults);
  for (const TableRow& row : table.rows) {
    const std::string from = cellOf(table, row, "from");
    if (from.find_first_not_of("^$") == std::string::npos) {
      faults.add(table.file, row.line, "replaces nothing");
      continue;
    }
    folds.push_back({builder.string(from), builder.string(cellOf(table, row, "to")),
                     builder.string(cellOf(table, row, "before"))});
  }
  return folds;
}

void readLikeSounds(const std::filesystem::path& file, ImageBuilder& builder, Faults& faults) {
  const Table table = readTable(file, {"sound", "like"}, faults);
  for (const TableRow& row : table.rows) {
    const std::string sound = cellOf(table, row, "sound");
    const std::string like = cellOf(table, row, "like");
    const std::string both = sound + like;
    const bool letters =
        std::all_of(both.begin(), both.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (sound.size() != 1 || like.size() > 1 || !letters) {
      faults.add(table.file, row.line, "a sound is one letter from a to z");
      continue;
    }
    builder.like_sounds.emplace_back(sound, like);
  }
}

// Of no part in how articles are read, so that it stands behind what the version is made of.
void readSpellings(const std::filesystem::path& file, ImageBuilder& builder, Faults& faults) {
  const Table table = readTable(file, {"latin", "other", "habit", "cost"}, faults);
  for (const TableRow& row : table.rows) {
    const std::string cost = cellOf(table, row, "cost");
    if (cost.size() != 1 || cost.front() < '0' || cost.front() > '9') {
      faults.add(table.file, row.line, "a cost is a digit");
      continue;
    }
    std::vector<std::string> others = alternatives(cellOf(table, row, "other"));
    if (others.empty()) others.emplace_back();  // not said
    for (const std::string& other : others) {
      builder.spellings.push_back(
          {builder.string(cellOf(table, row, "latin")), builder.string(other),
           builder.string(cellOf(table, row, "habit")), static_cast<std::uint32_t>(cost[0] - '0')});
    }
  }
}

// Of no part in how articles are read either.
void readNameVariants(const std::filesystem::path& file, ImageBuilder& builder, Faults& faults) {
  const Table table = readTable(file, {"words", "least"}, faults);
  std::map<std::string, std::size_t> lines;
  for (const TableRow& row : table.rows) {
    const std::string least = cellOf(table, row, "least");
    const std::vector<std::string> words = alternatives(cellOf(table, row, "words"));
    const bool is_digit = least.size() == 1 && least.front() > '0' && least.front() <= '9';
    if (words.size() < 2 || !(least.empty() || is_digit)) {
      faults.add(table.file, row.line, "needs two spellings, and a digit or nothing beside them");
      continue;
    }
    for (const std::string& word : words) {
      const auto [at, added] = lines.try_emplace(word, row.line);
      if (!added) {
        faults.add(table.file, row.line,
                   "'" + word + "' stands in line " + std::to_string(at->second) + ", too");
      } else {
        builder.name_variants.push_back(
            {builder.string(word), builder.string(words.front()),
             least.empty() ? 0 : static_cast<std::uint32_t>(least.front() - '0')});
      }
    }
  }
}

char32_t firstCharacter(std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  std::int32_t i = 0;
  UChar32 c = 0;
  U8_NEXT_OR_FFFD(bytes, i, static_cast<std::int32_t>(text.size()), c);
  return static_cast<char32_t>(c);
}

}  // namespace

std::vector<std::byte> compilePacks(const std::filesystem::path& directory, Faults& faults) {
  ImageBuilder builder;
  const std::filesystem::path languages = directory / "languages";
  const std::vector<std::filesystem::path> folders = packFolders(languages);

  CharacterFolds folds;
  std::map<std::string, std::uint8_t> numbers;
  for (const std::filesystem::path& folder : folders) {
    builder.languages.push_back(readPack(folder / "pack.tsv", builder, faults));
    numbers[folder.filename().string()] = static_cast<std::uint8_t>(builder.languages.size());
    for (const FoldRow& fold : readFolds(folder / "chars.tsv", builder, faults)) {
      folds.add(firstCharacter(builder.text(fold.from)), std::string(builder.text(fold.to)));
      builder.word_folds.push_back(fold);
    }
    for (const FoldRow& fold : readFolds(folder / "name_folds.tsv", builder, faults)) {
      builder.name_folds.push_back(fold);
    }
  }

  readLikeSounds(languages / "sounds.tsv", builder, faults);

  PhraseMaker phrases(builder, folds);
  for (const std::filesystem::path& folder : folders) {
    const Table table = readTable(folder / "abbreviations.tsv", {"form"}, faults);
    for (const TableRow& row : table.rows) {
      for (const std::string& form : alternatives(row.cells[0])) phrases.addAbbreviation(form);
    }
  }
  compileKnowledge(directory / "knowledge", phrases, faults);
  for (const std::filesystem::path& folder : folders) {
    compileLanguage(folder, numbers[folder.filename().string()], phrases, faults);
  }
  compileTopics(languages / "topics.tsv", numbers, phrases, faults);
  compileRanking(languages, numbers, builder, faults);
  builder.seal();
  readSpellings(languages / "spellings.tsv", builder, faults);
  readNameVariants(languages / "variants.tsv", builder, faults);
  addForeignCountryNames(phrases);
  return builder.build();
}

}  // namespace chancery
