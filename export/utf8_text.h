// Text that may stand in any file of the web: UTF-8, and nothing that XML forbids.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace chancery {

// `text` with U+FFFD in place of what is not UTF-8 and of what XML 1.0 forbids (control
// characters, surrogates, U+FFFE and U+FFFF), and with line breaks as every XML parser would make
// them: LF alone. Readers of XML give up on a single such character, so none may get through.
std::string xmlText(std::string_view text);
void appendXmlText(std::string_view text, std::string& out);
// The same with what means something in the value of an attribute as entities.
void appendXmlAttribute(std::string_view text, std::string& out);

// `text` with U+FFFD in place of what is not UTF-8.
std::string utf8Text(std::string_view text);

// The number of code points in a text in UTF-8.
std::uint64_t codePointsIn(std::string_view text);

// A text as one segment of an IRI: all bytes but letters, digits and "-._~" as "%41". Of "." and
// "..", which lead to other folders, the dots, too.
std::string iriSegment(std::string_view text);

bool isWebAddress(std::string_view url);
// A web address with those bytes in percent form that no IRI may have.
std::string iriFromAddress(std::string_view address);

}  // namespace chancery
