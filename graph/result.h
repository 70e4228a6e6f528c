// How Chancery's functions say that something went wrong: a value, with a message for a person.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace chancery {

// Causes that a caller can act on.
enum class ErrorCode {
  kInvalidInput,  // what was given cannot be used; the message says which part and why
  kNotFound,      // what was asked for is not there
  kCorruption,    // stored data is damaged, or not ours
  kIo,            // the system refused: permission, space, a lock held by another process
};

// What went wrong. `message` names the thing ("events.jsonl:17"), the cause, and, where there is
// one, the way out; it is complete without the code.
struct Error {
  ErrorCode code = ErrorCode::kInvalidInput;
  std::string message;
};

template <typename T>
using Result = tl::expected<T, Error>;

// An Error ready to be returned from any function that returns a Result.
inline tl::unexpected<Error> makeError(ErrorCode code, std::string message) {
  return tl::unexpected<Error>(Error{code, std::move(message)});
}

}  // namespace chancery
