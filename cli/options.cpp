#include "cli/options.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cstdio>
#include <cxxopts.hpp>
#include <filesystem>
#include <sstream>
#include <thread>

#include "cli/kept_matches.h"
#include "extract/pack/image.h"

namespace chancery::cli {
namespace {

std::string longName(const OptionSpec& option) {
  const std::size_t comma = option.name.find(',');
  return std::string(comma == std::string_view::npos ? option.name : option.name.substr(comma + 1));
}

// Options whose values add up when they are given more than once.
bool isList(std::string_view option) {
  return option == "relation" || option == "family" || option == "status" || option == "topic" ||
         option == "without" || option == "country";
}

// The names of files may hold commas.
bool isListOfFiles(std::string_view option) { return option == "knowledge"; }
constexpr char kBetweenFiles = '\n';

}  // namespace

std::vector<std::string> splitAtCommas(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    if (comma > 0) parts.emplace_back(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return parts;
}

namespace {

// What cxxopts says of an unknown option, with what was probably meant.
std::string explainParseError(const Command& command, int argc, char** argv,
                              std::string_view what) {
  std::vector<std::string> known = {"help"};
  for (const OptionSpec& option : command.options) known.push_back(longName(option));
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--") break;
    if (argument.size() < 3 || argument.substr(0, 2) != "--") continue;
    const std::string name(argument.substr(2, argument.find('=') - 2));
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    const std::string near = nearest(name, known);
    return "unknown option '--" + name + "'" +
           (near.empty() ? "" : "; did you mean '--" + near + "'?");
  }
  return std::string(what);
}

// Sets `set` to the members that --`option` names.
template <typename Enum, typename Named>
Outcome<void> readSet(const Arguments& arguments, std::string_view option, Named named,
                      const std::vector<std::string>& known, EnumSet<Enum>& set) {
  if (!arguments.has(option)) return {};
  const std::vector<std::string> names = splitAtCommas(arguments.valueOf(option));
  if (names.empty()) {
    return wrongCommandLine("--" + std::string(option) + " needs a name; known: " + joined(known));
  }
  for (const std::string& name : names) {
    const std::optional<Enum> member = named(name);
    if (!member) return wrongCommandLine(unknownName(option, name, known));
    set.insert(*member);
  }
  return {};
}

Outcome<std::optional<DateSpan>> dateOption(const Arguments& arguments, std::string_view option) {
  if (!arguments.has(option)) return std::optional<DateSpan>();
  const std::string text = arguments.valueOf(option);
  Result<DateSpan> span = parseDateSpan(text);
  if (!span) {
    return wrongCommandLine("--" + std::string(option) + " '" + text + "': " +
                            span.error().message + "; dates are 2024, 2024-05 or 2024-05-01");
  }
  return std::optional<DateSpan>(*span);
}

Outcome<int> confidenceOption(const Arguments& arguments) {
  if (!arguments.has("min-confidence")) return 0;
  const std::string text = arguments.valueOf("min-confidence");
  double value = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !(value >= 0 && value <= 1)) {
    return wrongCommandLine("--min-confidence '" + text + "' is no number from 0 to 1");
  }
  return static_cast<int>(value * 1000 + 0.5);
}

std::vector<std::string> knownLanguages() {
  std::vector<std::string> known;
  const Image& image = Image::builtIn();
  for (const LanguageRow& language : image.languages()) {
    known.emplace_back(image.text(language.code));
  }
  return known;
}

}  // namespace

namespace {

Outcome<Arguments> parsePart(const Command& command, int argc, char** argv) {
  try {
    cxxopts::Options options("chancery " + std::string(command.name));
    auto add = options.add_options();
    add("help", "");
    for (const OptionSpec& option : command.options) {
      if (option.value.empty()) {
        add(std::string(option.name), "");
      } else {
        add(std::string(option.name), "", cxxopts::value<std::string>());
      }
    }
    const cxxopts::ParseResult result = options.parse(argc, argv);
    Arguments arguments;
    arguments.names = result.unmatched();
    for (const cxxopts::KeyValue& given : result.arguments()) {
      std::string& value = arguments.options[given.key()];
      const bool adds_up = !value.empty() && (isList(given.key()) || isListOfFiles(given.key()));
      const char between = isListOfFiles(given.key()) ? kBetweenFiles : ',';
      value = adds_up ? value + between + given.value() : given.value();
    }
    return arguments;
  } catch (const std::exception& error) {  // the only door through which cxxopts throws
    return wrongCommandLine(explainParseError(command, argc, argv, error.what()));
  }
}

// Where a --with stands that has no name behind it; argc where none does.
int partingWith(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    const bool is_last = i + 1 == argc;
    if (std::string_view(argv[i]) == "--with" && (is_last || argv[i + 1][0] == '-')) return i;
  }
  return argc;
}

}  // namespace

Outcome<Arguments> parseArguments(const Command& command, int argc, char** argv) {
  const int parting = command.has_two_periods ? partingWith(argc, argv) : argc;
  // the second part needs a word in front, as the first has the command's name
  std::vector<char*> second = {argv[0]};
  if (parting < argc) second.insert(second.end(), argv + parting + 1, argv + argc);
  auto arguments = parsePart(command, parting, argv);
  if (!arguments || parting == argc) return arguments;
  auto after = parsePart(command, static_cast<int>(second.size()), second.data());
  if (!after) return after;
  arguments->after_with.push_back(std::move(*after));
  return arguments;
}

std::string helpOf(const Command& command) {
  std::string text = "chancery " + std::string(command.name) + " " +
                     std::string(command.arguments) + "\n\n" + std::string(command.purpose) + "\n";
  if (!command.details.empty()) text += "\n" + std::string(command.details) + "\n";
  text += "\nOptions:\n";
  std::vector<OptionSpec> options = command.options;
  options.push_back({"help", "", "this page"});
  for (const OptionSpec& option : options) {
    const std::size_t comma = option.name.find(',');
    std::string left =
        comma == std::string_view::npos
            ? "      --" + longName(option)
            : "  -" + std::string(option.name.substr(0, comma)) + ", --" + longName(option);
    if (!option.value.empty()) left += " " + std::string(option.value);
    left.resize(std::max<std::size_t>(left.size() + 2, 30), ' ');
    text += left + std::string(option.help) + "\n";
  }
  if (!command.examples.empty()) text += "\nExamples:\n";
  for (std::string_view example : command.examples) text += "  " + std::string(example) + "\n";
  return text;
}

std::vector<OptionSpec> withFilterOptions(std::vector<OptionSpec> options) {
  const std::array<OptionSpec, 12> filters = {{
      {"from", "DATE", "events from DATE on: 2024, 2024-05 or 2024-05-01"},
      {"to", "DATE", "events up to the end of DATE"},
      {"dates", "MATCH",
       "of events in \"May\" or \"2024\": overlap (default) or strict: all of it"},
      {"relation", "A,B", "events of these relations: meet, talk, greet, visit, host, …"},
      {"family", "A,B", "of these families: contact, courtesy, …, or PLOVER's: CONSULT, AGREE, …"},
      {"topic", "A,B", "events about one of these topics"},
      {"status", "A,B", "events of these: happened, denied, planned, possible"},
      {"place", "NAME", "events at this place, or in this country"},
      {"country", "A,B", "events of those who act for one of these countries, or come from it"},
      {"with", "NAME", "events in which NAME takes part"},
      {"min-confidence", "C", "events of at least this confidence, from 0 to 1"},
      {"as-known-on", "DAY", "what the store said at the end of that day"},
  }};
  options.insert(options.end(), filters.begin(), filters.end());
  return options;
}

Outcome<std::optional<Day>> dayOption(const Arguments& arguments, std::string_view option) {
  const auto date = dateOption(arguments, option);
  if (!date) return tl::unexpected(date.error());
  if (!*date) return std::optional<Day>();
  if (precisionOf(**date) != DatePrecision::kDay) {
    return wrongCommandLine("--" + std::string(option) + " needs a day, such as 2024-07-09");
  }
  return std::optional<Day>((*date)->first);
}

Outcome<StoreOptions> writingOptions(const Arguments& arguments) {
  const auto day = dayOption(arguments, "read-on");
  if (!day) return tl::unexpected(day.error());
  StoreOptions options;
  options.create_if_missing = true;
  options.reading_day = *day;
  options.keep_words = arguments.has("full-text");
  return options;
}

Outcome<CorpusOptions> corpusOptions(const Arguments& arguments) {
  CorpusOptions options;
  if (arguments.has("lang")) {
    options.language = arguments.valueOf("lang");
    const std::vector<std::string> known = knownLanguages();
    const std::string main = options.language.substr(0, options.language.find('-'));
    if (std::find(known.begin(), known.end(), main) == known.end()) {
      return wrongCommandLine(unknownName("language", options.language, known));
    }
  }
  const auto date = dayOption(arguments, "date");
  if (!date) return tl::unexpected(date.error());
  options.date = *date;
  return options;
}

namespace {

bool isCalled(std::string_view name, std::string_view wanted) {
  return std::equal(name.begin(), name.end(), wanted.begin(), wanted.end(), [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) ==
           std::tolower(static_cast<unsigned char>(b));
  });
}

// --family, of ours or of PLOVER: of the relations that --relation names, those in the families.
Outcome<void> readFamilies(const Arguments& arguments, RelationSet& relations) {
  if (!arguments.has("family")) return {};
  std::vector<std::string> known;
  for (const RelationInfo& info : relationTable()) {
    for (const std::string_view name : {info.family, info.plover}) {
      if (std::find(known.begin(), known.end(), name) == known.end()) known.emplace_back(name);
    }
  }
  RelationSet wanted;
  for (const std::string& name : splitAtCommas(arguments.valueOf("family"))) {
    bool found = false;
    for (const RelationInfo& info : relationTable()) {
      if (!isCalled(info.family, name) && !isCalled(info.plover, name)) continue;
      found = true;
      if (relations.empty() || relations.contains(info.relation)) wanted.insert(info.relation);
    }
    if (!found) return wrongCommandLine(unknownName("family", name, known));
  }
  if (wanted.empty())
    return wrongCommandLine("no relation of --relation is in a family of --family");
  relations = wanted;
  return {};
}

}  // namespace

Outcome<EventFilter> filterOptions(const Arguments& arguments) {
  EventFilter filter;
  const auto from = dateOption(arguments, "from");
  if (!from) return tl::unexpected(from.error());
  if (*from) filter.from = (*from)->first;
  const auto to = dateOption(arguments, "to");
  if (!to) return tl::unexpected(to.error());
  if (*to) filter.to = (*to)->last;
  if (filter.from && filter.to && *filter.to < *filter.from) {
    return wrongCommandLine("--to lies before --from, so that no event could be between them");
  }

  const auto dates = choiceOption(arguments, "dates", {"overlap", "strict"});
  if (!dates) return tl::unexpected(dates.error());
  if (*dates == "strict") filter.dates = DateMatch::kWithin;

  std::vector<std::string> relations;
  for (const RelationInfo& info : relationTable()) relations.emplace_back(info.name);
  std::vector<std::string> statuses;
  for (int i = 0; i < kStatusCount; ++i) statuses.emplace_back(nameOf(static_cast<Status>(i)));
  auto read = readSet<Relation>(arguments, "relation", relationNamed, relations, filter.relations);
  if (read) read = readFamilies(arguments, filter.relations);
  if (read) read = readSet<Status>(arguments, "status", statusNamed, statuses, filter.statuses);
  if (!read) return tl::unexpected(read.error());

  if (arguments.has("topic")) {
    filter.topics = splitAtCommas(arguments.valueOf("topic"));
    if (filter.topics.empty()) return wrongCommandLine("--topic needs a name");
  }

  const auto confidence = confidenceOption(arguments);
  if (!confidence) return tl::unexpected(confidence.error());
  filter.min_confidence_permille = *confidence;
  return filter;
}

Outcome<std::size_t> numberOption(const Arguments& arguments, std::string_view option,
                                  std::size_t smallest, std::size_t otherwise) {
  if (!arguments.has(option)) return otherwise;
  const std::string text = arguments.valueOf(option);
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < smallest) {
    return wrongCommandLine("--" + std::string(option) + " '" + text +
                            "' is no whole number from " + std::to_string(smallest) + " on");
  }
  return value;
}

Outcome<std::size_t> jobsOption(const Arguments& arguments) {
  const std::size_t cores = std::max(1u, std::thread::hardware_concurrency());
  const auto jobs = numberOption(arguments, "jobs", 1, cores);
  if (jobs && *jobs > 1024) return wrongCommandLine("--jobs: more than 1024 threads help nobody");
  return jobs;
}

Outcome<std::string> choiceOption(const Arguments& arguments, std::string_view option,
                                  const std::vector<std::string>& known) {
  const std::string chosen = arguments.valueOf(option, known.front());
  if (std::find(known.begin(), known.end(), chosen) != known.end()) return chosen;
  return wrongCommandLine(unknownName(option, chosen, known));
}

Outcome<void> checkCount(const Arguments& arguments, std::size_t least, std::size_t most,
                         std::string_view hint) {
  if (arguments.names.size() < least) return wrongCommandLine(std::string(hint));
  if (arguments.names.size() > most) {
    return wrongCommandLine("'" + arguments.names[most] + "' is one argument too many; " +
                            std::string(hint));
  }
  return {};
}

ReadingOptions readingOptions(const Arguments& arguments) {
  ReadingOptions options;
  options.name_office_holders = arguments.has("holders");
  return options;
}

Outcome<UserKnowledge> knowledgeOption(const Arguments& arguments) {
  std::vector<std::filesystem::path> files;
  std::istringstream names(arguments.valueOf("knowledge"));
  for (std::string name; std::getline(names, name, kBetweenFiles);) files.emplace_back(name);
  Result<UserKnowledge> knowledge = UserKnowledge::read(files);
  if (!knowledge) return tl::unexpected(Failure(knowledge.error()));
  return std::move(*knowledge);
}

Outcome<AskedStore> openStore(const Arguments& arguments) {
  if (!arguments.has("db") || arguments.valueOf("db").empty()) {
    return wrongCommandLine("which store? name its directory with --db DIR");
  }
  auto knowledge = knowledgeOption(arguments);
  if (!knowledge) return tl::unexpected(knowledge.error());
  const auto known_on = dayOption(arguments, "as-known-on");
  if (!known_on) return tl::unexpected(known_on.error());
  const std::string directory = arguments.valueOf("db");
  Result<EventStore> store = EventStore::openReadOnly(directory);
  if (!store && EventStore::needsMigration(directory)) {
    std::fprintf(stderr, "chancery: '%s' is of an older format and is being migrated\n",
                 directory.c_str());
    store = EventStore::open(directory);
    if (store) {
      const auto kept = keepScriptMatches(*store);
      if (!kept) return tl::unexpected(kept.error());
    }
  }
  if (!store) return tl::unexpected(Failure(store.error()));
  Result<AskedStore> asked = AskedStore::over(std::move(*store), std::move(*knowledge), *known_on);
  if (!asked) return tl::unexpected(Failure(asked.error()));
  return std::move(*asked);
}

}  // namespace chancery::cli
