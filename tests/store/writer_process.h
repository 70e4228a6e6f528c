// Another process that writes into a store, operation after operation, until it is killed.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <sstream>
#include <string>

#include "operations.h"
#include "support/program.h"

namespace chancery::test {

// What it is told, in the environment.
struct WriterTask {
  static constexpr const char* kVariable = "CHANCERY_STORE_WRITER";

  unsigned seed = 0;  // of its Operations
  std::int32_t day = 0;
  std::string directory;
  std::string acknowledged;  // a file that gets a byte for each operation that was done

  static std::optional<WriterTask> ofThisProcess() {
    const char* text = std::getenv(kVariable);
    if (text == nullptr) return std::nullopt;
    WriterTask task;
    std::istringstream in(text);
    in >> task.seed >> task.day >> task.directory >> task.acknowledged;
    return task;
  }
};

class WriterProcess {
 public:
  WriterProcess(const std::filesystem::path& store, unsigned seed, Day day) {
    std::ostringstream task;
    task << seed << ' ' << day.since_1970 << ' ' << store.string() << ' ' << file().string();
    REQUIRE(setenv(WriterTask::kVariable, task.str().c_str(), 1) == 0);
    child_ = start({std::filesystem::read_symlink("/proc/self/exe"), "[.writer]"}, dir_);
    unsetenv(WriterTask::kVariable);
  }
  ~WriterProcess() {
    if (!exit_code_) kill();
  }
  WriterProcess(const WriterProcess&) = delete;
  WriterProcess& operator=(const WriterProcess&) = delete;

  // How many operations it has done; it may be at one more.
  std::uintmax_t acknowledged() const {
    std::error_code missing;
    const std::uintmax_t bytes = std::filesystem::file_size(file(), missing);
    return missing ? 0 : bytes;
  }
  bool runs() {
    int status = 0;
    if (exit_code_ || waitpid(child_, &status, WNOHANG) == 0) return !exit_code_;
    exit_code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return false;
  }
  // The exit code.
  int kill() {
    if (!exit_code_) {
      ::kill(child_, SIGKILL);
      exit_code_ = wait(child_);
    }
    return *exit_code_;
  }

 private:
  std::filesystem::path file() const { return dir_.path() / "acknowledged"; }

  TempDir dir_;
  pid_t child_ = -1;
  std::optional<int> exit_code_;
};

inline bool holdTheSame(const EventSource& a, const EventSource& b) {
  return documentsIn(a) == documentsIn(b) && eventsIn(a) == eventsIn(b) &&
         entitiesIn(a) == entitiesIn(b);
}

}  // namespace chancery::test
