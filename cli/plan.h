// --plan: what of a store would be read, instead of an answer.
#pragma once

#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/levels.h"

namespace chancery::cli {

inline constexpr OptionSpec kPlanOption{
    "plan", "", "print which keys of the store would be read, and read none"};

// choiceOption() of --format for an answer; the first of `known` with --plan, whose rows have the
// formats of rowFormat().
Outcome<std::string> formatOfAnswer(const Arguments& arguments,
                                    const std::vector<std::string>& known);

// Prints the ranges of keys of these plans.
// Errors: kFailed; else a Failure with exit code kDone, for the command is done.
tl::unexpected<Failure> printPlans(const Arguments& arguments, const std::vector<ReadPlan>& plans);

// Without --plan nothing. With it, has `ask` put its questions to the store, which answers them
// with nothing, prints what would be read, and ends the command.
template <typename Store, typename Ask>
Outcome<void> planInstead(const Arguments& arguments, const Store& store, Ask ask) {
  if (!arguments.has("plan")) return {};
  store.planned().record();
  const auto asked = ask();
  if (!asked) return tl::unexpected(Failure(asked.error()));
  return printPlans(arguments, store.planned().plans());
}

}  // namespace chancery::cli
