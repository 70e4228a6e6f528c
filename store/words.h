// What a text is searched by: its words, folded. What is a letter, and what is the same but for
// case, accents or the form of a sign, is ICU's to know.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace chancery::store {

// The words of a text, in order: letters with their marks and digits, without case, accents and
// nuktas; "Erdoğan's" is "erdogan", "s". Languages that part no words are not divided.
std::vector<std::string> wordsOf(std::string_view text);

// By which rules they are made. An index of words is of use only to whoever makes the same ones.
std::string wordRules();

}  // namespace chancery::store
