// The families of keys: each has one kind of key and one kind of value.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace chancery::store {

// docs/store-format.md describes them.
enum class Family : std::size_t {
  kMeta,       // format version, counters
  kDocuments,  // document id → number, digest, fields
  kSaid,       // document → its events and what it says of entities
  kEvents,     // event id → its record
  kEvidence,   // (document, place in what it says) → mentions of one event
  kTellers,    // (event, document) → place: of all documents that tell of it but one
  kPairs,      // (participants, day) → event record
  kActors,     // (participant, day) → event record
  kRelations,  // (relation, day) → event record
  kPlaces,     // (place, day) → event record
  kSpans,      // the rows of these four indexes whose span is of several days, again
  kMonths,     // (relation, status, month, participants) → number of events
  kBusiest,    // (relation, status, month, number of events, participants): the greatest first
  kPartners,   // (participant, the other one) → numbers and days of their events, by kind
  kEntities,   // entity id → number, facts united
  kVariants,   // (entity, digest) → facts as documents give them, how many do
  kNames,      // numbers → ids and topics, and these → numbers
  kSearchKeys,
  kSkipped,
  kKept,   // (document id, days) → what a document said while it was held
  kDays,   // days → the documents that came, or went, on them
  kWords,  // (word, document) → where in it; only where the store is to be searched
};
inline constexpr std::size_t kFamilyCount = 22;
std::string_view nameOf(Family family);
// What a scan of the family is over: tables without this beginning are passed over. 0: none.
std::size_t prefixBytesOf(Family family);

// "cannot read the family 'pairs' of the store": what an error begins with.
std::string readingOf(Family family);

}  // namespace chancery::store
