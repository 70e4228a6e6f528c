// Colours and sizes of a graph's nodes and edges.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "graph/entity.h"
#include "graph/relation.h"

namespace chancery {

struct Colour {
  int red = 0;
  int green = 0;
  int blue = 0;
};

// Of nodes by type, of edges by family of relations: from the palette of Okabe and Ito ("Color
// universal design", 2008), which people see apart whatever colours they see.
Colour colourOf(EntityType type);
// The largest communities, which are numbered from 0, have a colour each; the rest are grey, for
// nobody tells more colours apart.
Colour colourOfCommunity(std::optional<std::uint32_t> community);
Colour colourOf(Relation relation);

std::string hexText(const Colour& colour);  // "#0072b2"

// A node's width: its area grows with its events, so that no circle says more than they do.
double sizeFor(std::uint64_t events);

// With two digits behind the point, the same on every machine.
std::string coordinateText(double value);

}  // namespace chancery
