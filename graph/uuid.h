// Identities made of content: UUIDs of version 5 (RFC 9562), which other programs can make too.
#pragma once

#include <boost/uuid/uuid.hpp>
#include <string_view>

namespace chancery {

// Of the name in the name space of all of Chancery's ids, which is itself the UUID of the name
// "chancery" in the URL name space.
boost::uuids::uuid uuidOfName(std::string_view name);

}  // namespace chancery
