// The program: finds the command, hands it its command line, and says what went wrong.
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <exception>
#include <iterator>
#include <string>

#include "cli/command.h"
#include "cli/format.h"
#include "cli/options.h"
#include "extract/extractor.h"

namespace chancery::cli {

std::span<const Command> commands() {
  static const std::vector<Command> kCommands = {
      buildCommand(),   extractCommand(),   explainCommand(),     loadCommand(),
      importCommand(),  mergeCommand(),     removeCommand(),      knowledgeCommand(),
      showCommand(),    namesCommand(),     timelineCommand(),    eventsCommand(),
      searchCommand(),  neighborsCommand(), pathCommand(),        rankCommand(),
      topCommand(),     compareCommand(),   communitiesCommand(), componentsCommand(),
      bridgesCommand(), triadsCommand(),    statsCommand(),       exportCommand()};
  return kCommands;
}

const Command* commandNamed(std::string_view name) {
  for (const Command& command : commands()) {
    if (command.name == name) return &command;
  }
  return nullptr;
}

namespace {

std::string overview() {
  std::string text =
      "chancery COMMAND …\n\n"
      "Reads news on diplomacy into a graph of who met, visited, greeted … whom.\n\nCommands:\n";
  for (const Command& command : commands()) {
    std::string left = "  " + std::string(command.name);
    left.resize(14, ' ');
    text += left + std::string(command.purpose) + "\n";
  }
  text +=
      "  help        a page on a command: chancery help build\n\n"
      "Examples:\n"
      "  chancery build articles/ --db eurasia.db\n"
      "  chancery timeline Jaishankar Putin --db eurasia.db --from 2024 --relation meet\n";
  return text;
}

Outcome<int> print(std::string_view text) {
  auto out = Output::open({});
  if (!out) return tl::unexpected(out.error());
  out->stream() << text;
  return out->finish();
}

Outcome<const Command*> findCommand(std::string_view name) {
  if (const Command* command = commandNamed(name)) return command;
  std::vector<std::string> known;
  for (const Command& command : commands()) known.emplace_back(command.name);
  return wrongCommandLine(unknownName("command", name, known));
}

Outcome<int> help(int argc, char** argv) {
  if (argc < 3) return print(overview());
  const auto command = findCommand(argv[2]);
  if (!command) return tl::unexpected(command.error());
  return print(helpOf(**command));
}

Outcome<int> run(int argc, char** argv) {
  if (argc < 2) {
    return wrongCommandLine(
        "which command? `chancery help` lists them; to begin with: "
        "chancery build articles/ --db news.db");
  }
  const std::string_view first = argv[1];
  if (first == "help" || first == "--help" || first == "-h") return help(argc, argv);
  if (first == "--version") return print(Extractor().version() + "\n");
  const auto command = findCommand(first);
  if (!command) return tl::unexpected(command.error());
  const auto arguments = parseArguments(**command, argc - 1, argv + 1);
  if (!arguments) return tl::unexpected(arguments.error());
  if (arguments->has("help")) return print(helpOf(**command));
  return (*command)->run(*arguments);
}

// The command that a command line is about, for the hint below a message.
std::string helpHint(int argc, char** argv) {
  const Command* command = argc > 1 ? commandNamed(argv[1]) : nullptr;
  return "try: chancery " +
         (command ? std::string(command->name) + " --help" : std::string("help"));
}

int runAndReport(int argc, char** argv) {
  const Outcome<int> done = run(argc, argv);
  if (done) return *done;
  const Failure& failure = done.error();
  if (!failure.message.empty()) std::fprintf(stderr, "chancery: %s\n", failure.message.c_str());
  if (failure.exit_code == kWrongCommandLine) {
    std::fprintf(stderr, "%s\n", helpHint(argc, argv).c_str());
  }
  return failure.exit_code;
}

}  // namespace
}  // namespace chancery::cli

int main(int argc, char** argv) {
  // a reader who goes away, and a file that may not grow, are seen where we write
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  try {
    return chancery::cli::runAndReport(argc, argv);
  } catch (const std::bad_alloc&) {
    std::fputs("chancery: not enough memory\n", stderr);
  } catch (const std::exception& error) {  // our own bug, or the system's; never a bare abort
    std::fprintf(stderr, "chancery: %s\n", error.what());
  }
  return chancery::cli::kFailed;
}
