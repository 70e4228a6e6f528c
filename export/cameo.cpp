#include "export/cameo.h"

#include <array>

namespace chancery {
namespace {

// Goldstein, "A conflict-cooperation scale for WEIS events data", 1992, as the Penn State Event
// Data Project carried it over to CAMEO and GDELT publishes it (CAMEO.goldsteinscale), for the
// codes of graph/relation.cpp. Modes: the PLOVER codebook.
constexpr std::array<CameoScale, kRelationCount> kScales = {{
    {Relation::kMeet, "1.0", ""},
    {Relation::kTalk, "4.0", ""},
    {Relation::kGreet, "3.4", ""},
    {Relation::kVisit, "1.9", "visit"},
    {Relation::kHost, "2.8", "visit"},
    {Relation::kInvite, "3.2", "meet"},
    {Relation::kInform, "0.0", ""},
    {Relation::kSign, "8.0", ""},
    {Relation::kAgree, "4.0", ""},
    {Relation::kSupport, "3.5", ""},
    {Relation::kCriticize, "-2.0", "disapprove"},
    {Relation::kThreaten, "-4.4", ""},
    {Relation::kSanction, "-4.0", ""},
    {Relation::kAid, "7.0", ""},
    {Relation::kMediate, "5.0", "third-party"},
}};

}  // namespace

const CameoScale& scaleOf(Relation relation) { return kScales[static_cast<std::size_t>(relation)]; }

std::string_view rootOf(std::string_view cameo) { return cameo.substr(0, 2); }

// The borders are those of GDELT: roots 01 to 05, 06 to 08, 09 to 13, 14 to 20.
int quadClassOf(std::string_view cameo) {
  const std::string_view root = rootOf(cameo);
  if (root <= "05") return 1;
  if (root <= "08") return 2;
  return root <= "13" ? 3 : 4;
}

}  // namespace chancery
