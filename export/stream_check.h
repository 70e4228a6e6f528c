// Whether what was written has arrived.
#pragma once

#include <ostream>

#include "graph/result.h"

namespace chancery {

// Flushes, because a full disk often shows only then. Errors: kIo.
inline Result<void> checkStream(std::ostream& out) {
  if (out.flush()) return {};
  return makeError(ErrorCode::kIo,
                   "cannot write the export: the disk is full, or its reader has gone away");
}

}  // namespace chancery
