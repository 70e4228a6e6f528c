#include "export/graph_look.h"

#include <array>
#include <charconv>
#include <cmath>

namespace chancery {

Colour colourOf(EntityType type) {
  switch (type) {
    case EntityType::kPerson: return {0, 114, 178};
    case EntityType::kCountry: return {230, 159, 0};
    case EntityType::kOrganisation: return {0, 158, 115};
    case EntityType::kPlace: break;
  }
  return {153, 153, 153};
}

Colour colourOfCommunity(std::optional<std::uint32_t> community) {
  constexpr std::array<Colour, 7> kPalette = {{{0, 114, 178},
                                               {230, 159, 0},
                                               {0, 158, 115},
                                               {204, 121, 167},
                                               {86, 180, 233},
                                               {213, 94, 0},
                                               {240, 228, 66}}};
  if (community && *community < kPalette.size()) return kPalette[*community];
  return {153, 153, 153};
}

Colour colourOf(Relation relation) {
  const std::string_view family = infoOf(relation).family;
  if (family == "conflict") return {213, 94, 0};
  if (family == "cooperation") return {0, 158, 115};
  if (family == "courtesy") return {204, 121, 167};
  return {86, 180, 233};
}

std::string hexText(const Colour& colour) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text = "#";
  for (const int part : {colour.red, colour.green, colour.blue}) {
    const auto byte = static_cast<unsigned>(part) & 0xFFu;
    text += kDigits[byte >> 4u];
    text += kDigits[byte & 15u];
  }
  return text;
}

double sizeFor(std::uint64_t events) {
  constexpr double kOneEvent = 8;
  return kOneEvent * std::sqrt(static_cast<double>(events));
}

std::string coordinateText(double value) {
  std::array<char, 64> text{};
  const auto written =
      std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, 2);
  return {text.data(), written.ptr};
}

}  // namespace chancery
