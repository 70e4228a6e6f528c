// XML, written piece by piece: what our exporters need of libxml2's xmlTextWriter.
#pragma once

#include <memory>
#include <ostream>
#include <string_view>

#include "graph/result.h"

namespace chancery {

// Text is cleaned by xmlText(), so that the document is well-formed whatever it is given. A
// failure of the stream is kept and told by finish(); ok() is for loops that would go on in vain.
//
// Ownership: the stream must outlive the writer. Thread safety: one thread at a time.
class XmlWriter {
 public:
  explicit XmlWriter(std::ostream& out);  // writes the XML declaration
  ~XmlWriter();
  XmlWriter(const XmlWriter&) = delete;
  XmlWriter& operator=(const XmlWriter&) = delete;

  void start(const char* element);
  void attribute(const char* name, std::string_view value);
  // As a CDATA section where a character would need an entity: Gephi's reader loses the blanks
  // between two entities.
  void text(std::string_view content);
  void end();

  bool ok() const;
  // Ends what is open, and flushes. Errors: kIo.
  Result<void> finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace chancery
