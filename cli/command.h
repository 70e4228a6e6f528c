// What a command of the program is: a name, its options, and a function that does the work.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "graph/result.h"

namespace chancery::cli {

inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;
inline constexpr int kWrongCommandLine = 2;

// Why a command ends early: what to say on standard error, and the exit code.
struct Failure {
  int exit_code = kFailed;
  std::string message;  // empty: there is nothing to say

  Failure(int code, std::string text) : exit_code(code), message(std::move(text)) {}
  Failure(const Error& error) : message(error.message) {}  // NOLINT: every Error is a Failure
};

template <typename T>
using Outcome = tl::expected<T, Failure>;

inline tl::unexpected<Failure> failed(std::string message) {
  return tl::unexpected<Failure>(Failure(kFailed, std::move(message)));
}
inline tl::unexpected<Failure> wrongCommandLine(std::string message) {
  return tl::unexpected<Failure>(Failure(kWrongCommandLine, std::move(message)));
}

// One option of a command line.
struct OptionSpec {
  std::string_view name;   // "db", or "o,output" with its letter
  std::string_view value;  // what stands for the value in the help: "DIR"; empty: a switch
  std::string_view help;
};

// A command line that has been taken apart; all options are known to the command.
struct Arguments {
  std::vector<std::string> names;                           // what is no option, in order
  std::map<std::string, std::string, std::less<>> options;  // by long name; switches have ""
  // Of a command with two periods, what stands behind the --with that parts them: one, or none.
  std::vector<Arguments> after_with;

  bool has(std::string_view option) const { return options.find(option) != options.end(); }
  // The value of an option; `otherwise` where it was not given.
  std::string valueOf(std::string_view option, std::string_view otherwise = {}) const {
    const auto found = options.find(option);
    return found == options.end() ? std::string(otherwise) : found->second;
  }
};

struct Command {
  std::string_view name;
  std::string_view arguments;  // as the help shows them: "PATH…"
  std::string_view purpose;    // one line
  std::string_view details;    // what else the help says; may be empty
  std::vector<OptionSpec> options;
  std::vector<std::string_view> examples;
  // The exit code, or what went wrong.
  Outcome<int> (*run)(const Arguments& arguments);
  bool has_two_periods = false;  // a --with without a name begins the second one
};

// The commands, in the order of the help.
std::span<const Command> commands();
const Command* commandNamed(std::string_view name);

// Each stands in the file of its name.
Command extractCommand();
Command explainCommand();
Command buildCommand();
Command loadCommand();
Command importCommand();
Command mergeCommand();
Command removeCommand();
Command knowledgeCommand();
Command namesCommand();
Command showCommand();
Command eventsCommand();
Command searchCommand();
Command timelineCommand();
Command neighborsCommand();
Command pathCommand();
Command rankCommand();
Command topCommand();
Command compareCommand();
Command communitiesCommand();
Command componentsCommand();
Command bridgesCommand();
Command triadsCommand();
Command statsCommand();
Command exportCommand();

}  // namespace chancery::cli
