// What one actor can do with, for or against another: the relations that Chancery reads.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace chancery {

enum class Relation : std::uint8_t {
  kMeet,
  kTalk,
  kGreet,
  kVisit,
  kHost,
  kInvite,
  kInform,
  kSign,
  kAgree,
  kSupport,
  kCriticize,
  kThreaten,
  kSanction,
  kAid,
  kMediate,
};
inline constexpr int kRelationCount = 15;

// One row a relation, in the order of the enumeration.
struct RelationInfo {
  Relation relation;
  std::string_view name;    // "meet": in files and on the command line
  std::string_view family;  // "contact", "courtesy", "cooperation", "conflict"
  bool symmetric;           // subject and object may be exchanged
  std::string_view plover;  // PLOVER event type
  std::string_view cameo;   // CAMEO code, a string: "040" keeps its zero
};
const std::array<RelationInfo, kRelationCount>& relationTable();
const RelationInfo& infoOf(Relation relation);
std::optional<Relation> relationNamed(std::string_view name);

// Whether what is stated took place, at the time of the report.
enum class Status : std::uint8_t { kHappened, kDenied, kPlanned, kPossible };
inline constexpr int kStatusCount = 4;
std::string_view nameOf(Status status);
std::optional<Status> statusNamed(std::string_view name);

// A set of relations, or of statuses; empty means "any" in a filter.
template <typename Enum>
class EnumSet {
 public:
  constexpr EnumSet() = default;
  constexpr EnumSet(std::initializer_list<Enum> members) {
    for (Enum member : members) insert(member);
  }
  constexpr void insert(Enum member) { bits_ |= 1u << static_cast<unsigned>(member); }
  constexpr bool contains(Enum member) const {
    return (bits_ >> static_cast<unsigned>(member) & 1u) != 0;
  }
  constexpr bool empty() const { return bits_ == 0; }
  friend constexpr bool operator==(EnumSet, EnumSet) = default;

 private:
  std::uint32_t bits_ = 0;
};
using RelationSet = EnumSet<Relation>;
using StatusSet = EnumSet<Status>;

}  // namespace chancery
