// Runs a program as if somebody looked on: its standard output is a terminal.
#pragma once

#include <pty.h>
#include <sys/ioctl.h>

#include <stdexcept>

#include "support/program.h"

namespace chancery::test {

// What `command` writes on a terminal of so many columns; `environment` ("NO_COLOR=1") is added to
// this program's own.
inline std::string onTerminal(const std::vector<std::string>& command, unsigned short columns,
                              const std::vector<std::string>& environment = {}) {
  winsize size{};
  size.ws_row = 50;
  size.ws_col = columns;
  std::vector<char*> arguments;
  for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  int terminal = -1;
  const pid_t child = forkpty(&terminal, nullptr, nullptr, &size);
  if (child < 0) throw std::runtime_error("no terminal for " + command[0]);
  if (child == 0) {
    unsetenv("NO_COLOR");
    setenv("TERM", "xterm", 1);
    for (const std::string& variable : environment) putenv(const_cast<char*>(variable.c_str()));
    execv(arguments[0], arguments.data());
    _exit(127);
  }
  std::string text;
  std::array<char, 4096> buffer{};
  for (ssize_t got; (got = read(terminal, buffer.data(), buffer.size())) > 0;) {
    text.append(buffer.data(), static_cast<std::size_t>(got));
  }
  close(terminal);
  waitpid(child, nullptr, 0);
  std::erase(text, '\r');  // which the terminal puts before every end of a line
  return text;
}

}  // namespace chancery::test
