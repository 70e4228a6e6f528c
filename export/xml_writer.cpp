#include "export/xml_writer.h"

#include <cassert>

#include "export/stream_check.h"
#include "export/utf8_text.h"

namespace chancery {
namespace {

constexpr std::size_t kBufferBytes = std::size_t{1} << 16;

}  // namespace

XmlWriter::XmlWriter(std::ostream& out) : out_(out) {
  buffer_.reserve(2 * kBufferBytes);
  buffer_ = R"(<?xml version="1.0" encoding="UTF-8"?>)";
}

void XmlWriter::start(const char* element) {
  closeTag();
  newLine();
  buffer_.append("<").append(element);
  open_.push_back(element);
  in_tag_ = true;
  has_text_ = false;
  passOn();
}

void XmlWriter::attribute(std::string_view name, std::string_view value) {
  assert(in_tag_);
  buffer_.append(" ").append(name).append("=\"");
  appendXmlAttribute(value, buffer_);
  buffer_ += '"';
}

void XmlWriter::text(std::string_view content) {
  closeTag();
  has_text_ = true;
  if (content.find_first_of("&<>") == std::string_view::npos) {
    appendXmlText(content, buffer_);
    return;
  }
  const std::string clean = xmlText(content);
  // "]]>" ends a section, so its ">" goes into the next one
  for (std::size_t begin = 0; begin < clean.size();) {
    const std::size_t closing = clean.find("]]>", begin);
    const std::size_t end = closing == std::string::npos ? clean.size() : closing + 2;
    buffer_.append("<![CDATA[").append(clean, begin, end - begin).append("]]>");
    begin = end;
  }
}

void XmlWriter::end() {
  const char* element = open_.back();
  open_.pop_back();
  if (in_tag_) {
    buffer_ += "/>";
  } else {
    if (!has_text_) newLine();
    buffer_.append("</").append(element).append(">");
  }
  in_tag_ = false;
  has_text_ = false;
  passOn();
}

Result<void> XmlWriter::finish() {
  while (!open_.empty()) end();
  buffer_ += '\n';
  out_ << buffer_;
  buffer_.clear();
  return checkStream(out_);
}

void XmlWriter::closeTag() {
  if (in_tag_) buffer_ += '>';
  in_tag_ = false;
}

void XmlWriter::newLine() { buffer_.append("\n").append(open_.size(), ' '); }

void XmlWriter::passOn() {
  if (buffer_.size() < kBufferBytes) return;
  out_ << buffer_;
  buffer_.clear();
}

}  // namespace chancery
