#include "export/xml_writer.h"

#include <libxml/xmlwriter.h>

#include <string>

#include "export/stream_check.h"
#include "export/utf8_text.h"

namespace chancery {
namespace {

const xmlChar* toXml(const char* text) { return reinterpret_cast<const xmlChar*>(text); }

// libxml2 calls back from C, through which no exception may pass. That the stream refuses is kept
// in its state; libxml2 is not told, because it would print a message of its own to stderr.
int writeToStream(void* stream, const char* bytes, int count) noexcept {
  auto& out = *static_cast<std::ostream*>(stream);
  try {
    out.write(bytes, count);
  } catch (...) {
    // the state says so
  }
  return count;
}

struct FreeWriter {
  void operator()(xmlTextWriter* writer) const { xmlFreeTextWriter(writer); }
};

}  // namespace

struct XmlWriter::State {
  std::ostream& out;
  std::unique_ptr<xmlTextWriter, FreeWriter> writer;
  bool failed = false;

  void note(int result) { failed = failed || result < 0; }
};

XmlWriter::XmlWriter(std::ostream& out) : state_(new State{out, nullptr, false}) {
  xmlOutputBuffer* buffer = xmlOutputBufferCreateIO(writeToStream, nullptr, &out, nullptr);
  if (buffer) state_->writer.reset(xmlNewTextWriter(buffer));  // takes the buffer over
  if (!state_->writer) {
    if (buffer) xmlOutputBufferClose(buffer);
    state_->failed = true;
    return;
  }
  xmlTextWriter* writer = state_->writer.get();
  state_->note(xmlTextWriterSetIndent(writer, 1));
  state_->note(xmlTextWriterSetIndentString(writer, toXml(" ")));
  state_->note(xmlTextWriterStartDocument(writer, "1.0", "UTF-8", nullptr));
}

XmlWriter::~XmlWriter() = default;

void XmlWriter::start(const char* element) {
  if (ok()) state_->note(xmlTextWriterStartElement(state_->writer.get(), toXml(element)));
}

void XmlWriter::attribute(const char* name, std::string_view value) {
  if (!ok()) return;
  const std::string clean = xmlText(value);
  state_->note(
      xmlTextWriterWriteAttribute(state_->writer.get(), toXml(name), toXml(clean.c_str())));
}

void XmlWriter::text(std::string_view content) {
  if (!ok()) return;
  xmlTextWriter* writer = state_->writer.get();
  const std::string clean = xmlText(content);
  if (clean.find_first_of("&<>") == std::string::npos) {
    state_->note(xmlTextWriterWriteString(writer, toXml(clean.c_str())));
    return;
  }
  // "]]>" ends a section, so its ">" goes into the next one
  std::size_t begin = 0;
  while (begin < clean.size()) {
    const std::size_t closing = clean.find("]]>", begin);
    const std::size_t end = closing == std::string::npos ? clean.size() : closing + 2;
    const std::string section = clean.substr(begin, end - begin);
    state_->note(xmlTextWriterWriteCDATA(writer, toXml(section.c_str())));
    begin = end;
  }
}

void XmlWriter::end() {
  if (ok()) state_->note(xmlTextWriterEndElement(state_->writer.get()));
}

bool XmlWriter::ok() const { return !state_->failed && state_->out.good(); }

Result<void> XmlWriter::finish() {
  if (ok()) {
    state_->note(xmlTextWriterEndDocument(state_->writer.get()));
    state_->note(xmlTextWriterFlush(state_->writer.get()));
  }
  if (state_->failed) state_->out.setstate(std::ios::failbit);
  return checkStream(state_->out);
}

}  // namespace chancery
