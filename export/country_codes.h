// Codes of countries.
#pragma once

#include <string_view>

namespace chancery {

// ISO 3166-1 alpha-3 ("RUS"), which CAMEO's actor codes begin with, of an alpha-2 code ("RU");
// Kosovo, which the standard leaves to its users, is XKX. Empty: there is no such country.
std::string_view countryAlpha3(std::string_view alpha2);

}  // namespace chancery
