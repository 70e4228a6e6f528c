// XML, written piece by piece, for files of millions of elements.
#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "graph/result.h"

namespace chancery {

// Elements stand on lines of their own, set in by their depth. Text is cleaned by xmlText(), so
// that the document is well-formed whatever it is given. A failure of the stream is kept and told
// by finish(); ok() is for loops that would go on in vain.
//
// Ownership: the stream must outlive the writer, and so must names of elements. Thread safety: one
// thread at a time.
class XmlWriter {
 public:
  explicit XmlWriter(std::ostream& out);  // writes the XML declaration
  XmlWriter(const XmlWriter&) = delete;
  XmlWriter& operator=(const XmlWriter&) = delete;

  void start(const char* element);
  // Directly after start(), or after another one.
  void attribute(std::string_view name, std::string_view value);
  // The only content of its element. As a CDATA section where a character would need an entity:
  // Gephi's reader loses the blanks between two entities.
  void text(std::string_view content);
  void end();

  bool ok() const { return out_.good(); }
  // Ends what is open, and flushes. Errors: kIo.
  Result<void> finish();

 private:
  void closeTag();
  void newLine();
  void passOn();

  std::ostream& out_;
  std::string buffer_;
  std::vector<const char*> open_;  // elements, from the outermost
  bool in_tag_ = false;            // attributes may follow
  bool has_text_ = false;          // the innermost element holds text
};

}  // namespace chancery
