#include "graph/relation.h"

namespace chancery {
namespace {

// The PLOVER types are those of the PLOVER manual, the CAMEO codes those of the CAMEO codebook
// 1.1b3: the most general code that covers the whole relation.
constexpr std::array<RelationInfo, kRelationCount> kRelations = {{
    {Relation::kMeet, "meet", "contact", true, "CONSULT", "040"},
    {Relation::kTalk, "talk", "contact", true, "CONSULT", "036"},
    {Relation::kGreet, "greet", "courtesy", false, "SUPPORT", "051"},
    {Relation::kVisit, "visit", "contact", false, "CONSULT", "042"},
    {Relation::kHost, "host", "contact", false, "CONSULT", "043"},
    {Relation::kInvite, "invite", "courtesy", false, "REQUEST", "022"},
    {Relation::kInform, "inform", "contact", false, "CONSULT", "010"},
    {Relation::kSign, "sign", "cooperation", true, "AGREE", "057"},
    {Relation::kAgree, "agree", "cooperation", true, "AGREE", "030"},
    {Relation::kSupport, "support", "cooperation", false, "SUPPORT", "050"},
    {Relation::kCriticize, "criticize", "conflict", false, "ACCUSE", "111"},
    {Relation::kThreaten, "threaten", "conflict", false, "THREATEN", "130"},
    {Relation::kSanction, "sanction", "conflict", false, "SANCTION", "160"},
    {Relation::kAid, "aid", "cooperation", false, "AID", "070"},
    {Relation::kMediate, "mediate", "cooperation", false, "CONSULT", "045"},
}};

constexpr std::array<std::string_view, kStatusCount> kStatusNames = {"happened", "denied",
                                                                     "planned", "possible"};

}  // namespace

const std::array<RelationInfo, kRelationCount>& relationTable() { return kRelations; }

const RelationInfo& infoOf(Relation relation) {
  return kRelations[static_cast<std::size_t>(relation)];
}

std::optional<Relation> relationNamed(std::string_view name) {
  for (const RelationInfo& info : kRelations) {
    if (info.name == name) return info.relation;
  }
  return std::nullopt;
}

std::string_view nameOf(Status status) { return kStatusNames[static_cast<std::size_t>(status)]; }

std::optional<Status> statusNamed(std::string_view name) {
  for (std::size_t i = 0; i < kStatusNames.size(); ++i) {
    if (kStatusNames[i] == name) return static_cast<Status>(i);
  }
  return std::nullopt;
}

}  // namespace chancery
