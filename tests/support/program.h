// Runs a program and takes what it prints.
#pragma once

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include "support/temp_dir.h"

extern char** environ;

namespace chancery::test {

struct Ran {
  int exit_code = -1;  // 128 + the signal, where one ended it
  std::string out;
  std::string err;
};

inline std::string contentOf(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

inline void writeFile(const std::filesystem::path& path, const std::string& content) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << content;
}

// Starts `command` with its output in files of `dir`, and its input from `input`.
inline pid_t start(const std::vector<std::string>& command, const TempDir& dir,
                   const std::string& input = "/dev/null") {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  const std::string out = (dir.path() / "out").string();
  const std::string err = (dir.path() / "err").string();
  const int flags = O_WRONLY | O_CREAT | O_TRUNC;
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input.c_str(), O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, out.c_str(), flags, 0600);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, err.c_str(), flags, 0600);
  std::vector<char*> arguments;
  for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  pid_t child = -1;
  const int failed =
      posix_spawn(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) throw std::runtime_error("cannot start " + command[0]);
  return child;
}

inline int wait(pid_t child) {
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

// The program under test with `arguments`; `input` is given on standard input.
inline Ran chancery(std::vector<std::string> arguments, const std::string& input = {}) {
  const TempDir dir;
  const auto in = dir.path() / "in";
  writeFile(in, input);
  arguments.insert(arguments.begin(), CHANCERY_PROGRAM);
  Ran ran;
  ran.exit_code = wait(start(arguments, dir, in.string()));
  ran.out = contentOf(dir.path() / "out");
  ran.err = contentOf(dir.path() / "err");
  return ran;
}

// Kills the program once `ready` holds, or after ten seconds.
template <typename Ready>
void startAndKill(std::vector<std::string> arguments, Ready ready) {
  const TempDir dir;
  arguments.insert(arguments.begin(), CHANCERY_PROGRAM);
  const pid_t child = start(arguments, dir);
  for (int i = 0; i < 1000 && !ready(); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  kill(child, SIGKILL);
  wait(child);
}

}  // namespace chancery::test
