// Names in Latin letters, for readers who do not know the script.
#pragma once

#include <string>
#include <string_view>

namespace chancery {

// `name` in plain Latin letters, by ICU's rules ("Any-Latin; Latin-ASCII"), each word with a
// capital; the name itself when it is in Latin letters already.
std::string transliterate(std::string_view name);

}  // namespace chancery
