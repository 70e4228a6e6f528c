// Identities made of content: UUIDs of version 5 (RFC 9562), which other programs can make too.
#pragma once

#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/uuid.hpp>
#include <string_view>

namespace chancery {

// The name space of all of Chancery's ids: the UUID of the name "chancery" in the URL name space.
inline boost::uuids::uuid chanceryNamespace() {
  static const boost::uuids::uuid kNamespace =
      boost::uuids::name_generator_sha1(boost::uuids::ns::url())("chancery");
  return kNamespace;
}

inline boost::uuids::uuid uuidOfName(std::string_view name) {
  return boost::uuids::name_generator_sha1(chanceryNamespace())(name.data(), name.size());
}

}  // namespace chancery
