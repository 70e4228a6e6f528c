// Options that several commands share, read and checked.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/asked_store.h"
#include "cli/command.h"
#include "extract/corpus/corpus.h"
#include "extract/user_knowledge.h"
#include "graph/event_source.h"

namespace chancery::cli {

// Of `known`, the name that was probably meant; empty where none is near.
std::string nearest(std::string_view name, const std::vector<std::string>& known);

// "unknown relation 'meat'; did you mean 'meet'? known: meet, talk, …".
std::string unknownName(std::string_view kind, std::string_view name,
                        const std::vector<std::string>& known);

// "a, b".
std::string joined(const std::vector<std::string>& names);

// Edits (one character put in, taken out, changed, or exchanged with the next) from `a` to `b`;
// `limit` + 1 when there are more than `limit`.
std::size_t editDistance(std::u32string_view a, std::u32string_view b, std::size_t limit);
std::u32string codePointsOf(std::string_view utf8);

// "a,b" as two; empty parts are left out.
std::vector<std::string> splitAtCommas(std::string_view text);

// Takes a command line apart. Errors: kWrongCommandLine, with a hint.
Outcome<Arguments> parseArguments(const Command& command, int argc, char** argv);

// --help of a command.
std::string helpOf(const Command& command);

inline constexpr OptionSpec kDbOption{"db", "DIR", "the store (needed)"};
inline constexpr OptionSpec kKnowledgeOption{
    "knowledge", "FILE", "your own people, places, offices, merges: chancery knowledge template"};
inline constexpr OptionSpec kHoldersOption{
    "holders", "", "an office without a name is its holder on the day, not the state"};
inline constexpr OptionSpec kQuietOption{"q,quiet", "", "no progress, no summary"};
inline constexpr OptionSpec kOutputOption{"o,output", "FILE",
                                          "write to FILE, not to standard output"};
inline constexpr OptionSpec kLanguageOption{"lang", "L",
                                            "language of articles that do not say theirs"};
inline constexpr OptionSpec kDateOption{"date", "D",
                                        "date of articles that do not say theirs: 2024-07-09"};
inline constexpr OptionSpec kJobsOption{"j,jobs", "N",
                                        "threads that extract (default: one a core)"};
inline constexpr OptionSpec kFormatOption{"format", "F", "table (default), json, jsonl or csv"};
inline constexpr OptionSpec kReadOnOption{
    "read-on", "DAY", "the day that counts as that of reading (default: today, UTC)"};
inline constexpr OptionSpec kFullTextOption{
    "full-text", "", "the store keeps an index of words, for chancery search"};
inline constexpr OptionSpec kEvidenceOption{"evidence", "", "with the sentences that say so"};
inline constexpr OptionSpec kLimitOption{"limit", "N", "at most N rows"};

// --as-known-on --from --to --dates --relation --family --topic --status --place --with
// --min-confidence.
std::vector<OptionSpec> withFilterOptions(std::vector<OptionSpec> options);

// Errors of all below: kWrongCommandLine.
Outcome<CorpusOptions> corpusOptions(const Arguments& arguments);
// Without --place and --with, which need a store: see names.h.
Outcome<EventFilter> filterOptions(const Arguments& arguments);
// A whole number from `smallest` on; `otherwise` where the option was not given.
Outcome<std::size_t> numberOption(const Arguments& arguments, std::string_view option,
                                  std::size_t smallest, std::size_t otherwise);
Outcome<std::size_t> jobsOption(const Arguments& arguments);  // --jobs
// One of `known`; the first of them where the option was not given.
Outcome<std::string> choiceOption(const Arguments& arguments, std::string_view option,
                                  const std::vector<std::string>& known);
// That there are at least `least` and at most `most` arguments.
Outcome<void> checkCount(const Arguments& arguments, std::size_t least, std::size_t most,
                         std::string_view hint);

// --`option` as one day.
Outcome<std::optional<Day>> dayOption(const Arguments& arguments, std::string_view option);
// For a store that is written to: --read-on.
Outcome<StoreOptions> writingOptions(const Arguments& arguments);

ReadingOptions readingOptions(const Arguments& arguments);  // --holders
// What the files of --knowledge say. Errors: kFailed, with all that is wrong in them.
Outcome<UserKnowledge> knowledgeOption(const Arguments& arguments);
// The store that --db names, for reading, with --knowledge. Errors: kWrongCommandLine (no --db),
// kFailed.
Outcome<AskedStore> openStore(const Arguments& arguments);

}  // namespace chancery::cli
