#include "export/utf8_text.h"

#include <algorithm>

namespace chancery {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

unsigned char byteAt(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

bool isContinuation(std::string_view text, std::size_t at) {
  return at < text.size() && (byteAt(text, at) & 0xC0u) == 0x80u;
}

// The second byte has a narrower range after some lead bytes: no overlong forms, no surrogates,
// nothing above U+10FFFF (Unicode 15, table 3-7).
bool isSecondByte(unsigned char lead, unsigned char second) {
  switch (lead) {
    case 0xE0: return second >= 0xA0;
    case 0xED: return second <= 0x9F;
    case 0xF0: return second >= 0x90;
    case 0xF4: return second <= 0x8F;
    default: return true;
  }
}

// The length of the well-formed sequence at `at`; 0: there is none.
std::size_t sequenceLength(std::string_view text, std::size_t at) {
  const unsigned char lead = byteAt(text, at);
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xC2 && lead <= 0xDF   ? 2
                             : lead >= 0xE0 && lead <= 0xEF ? 3
                             : lead >= 0xF0 && lead <= 0xF4 ? 4
                                                            : 0;
  if (length == 0) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if (!isContinuation(text, at + i)) return 0;
  }
  return isSecondByte(lead, byteAt(text, at + 1)) ? length : 0;
}

bool isForbidden(std::string_view sequence) {
  const unsigned char first = byteAt(sequence, 0);
  if (sequence.size() == 1) return first < 0x20 && first != '\t' && first != '\n';
  return sequence == "\xEF\xBF\xBE" || sequence == "\xEF\xBF\xBF";  // U+FFFE, U+FFFF
}

// Bytes that stand for themselves everywhere: of most texts nearly all, so they go in runs.
bool isPlain(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && byte < 0x80 && c != '&' && c != '<' && c != '>' && c != '"';
}

// What xmlText() makes of `text`; `entityFor` gives what stands for a character, or nothing.
template <typename EntityFor>
void appendClean(std::string_view text, std::string& out, EntityFor entityFor) {
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && isPlain(text[end])) ++end;
    out.append(text, at, end - at);
    at = end;
    if (at == text.size()) return;
    const std::size_t length = sequenceLength(text, at);
    const std::string_view sequence = text.substr(at, std::max<std::size_t>(length, 1));
    at += sequence.size();
    if (sequence == "\r") {
      if (at < text.size() && text[at] == '\n') continue;
      const std::string_view entity = entityFor('\n');
      out.append(entity.empty() ? "\n" : entity);
    } else if (length == 0 || isForbidden(sequence)) {
      out.append(kReplacement);
    } else {
      const std::string_view entity = length == 1 ? entityFor(sequence[0]) : std::string_view();
      out.append(entity.empty() ? sequence : entity);
    }
  }
}

bool isUnreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-._~").find(c) != std::string_view::npos;
}

template <typename Keep>
std::string percentForm(std::string_view text, Keep keep) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    if (keep(c)) {
      encoded.push_back(c);
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    encoded.push_back('%');
    encoded.push_back(kDigits[byte >> 4u]);
    encoded.push_back(kDigits[byte & 15u]);
  }
  return encoded;
}

}  // namespace

std::string xmlText(std::string_view text) {
  std::string clean;
  appendXmlText(text, clean);
  return clean;
}

void appendXmlText(std::string_view text, std::string& out) {
  appendClean(text, out, [](char) { return std::string_view(); });
}

void appendXmlAttribute(std::string_view text, std::string& out) {
  appendClean(text, out, [](char c) -> std::string_view {
    switch (c) {
      case '&': return "&amp;";
      case '<': return "&lt;";
      case '>': return "&gt;";
      case '"': return "&quot;";
      case '\t': return "&#9;";  // else a parser makes a blank of it
      case '\n': return "&#10;";
      default: return {};
    }
  });
}

std::string utf8Text(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = sequenceLength(text, at);
    clean.append(length == 0 ? kReplacement : text.substr(at, length));
    at += std::max<std::size_t>(length, 1);
  }
  return clean;
}

std::uint64_t codePointsIn(std::string_view text) {
  return static_cast<std::uint64_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u;
  }));
}

std::string iriSegment(std::string_view text) {
  const bool is_folder = text == "." || text == "..";
  return percentForm(text, [&](char c) { return isUnreserved(c) && !is_folder; });
}

bool isWebAddress(std::string_view url) {
  return url.starts_with("https://") || url.starts_with("http://");
}

std::string iriFromAddress(std::string_view address) {
  constexpr std::string_view kDelimiters = ":/?#[]@!$&'()*+,;=%";
  return percentForm(address, [&](char c) {
    return isUnreserved(c) || kDelimiters.find(c) != std::string_view::npos;
  });
}

}  // namespace chancery
