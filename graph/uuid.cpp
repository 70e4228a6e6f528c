#include "graph/uuid.h"

#include <boost/uuid/name_generator_sha1.hpp>

namespace chancery {

boost::uuids::uuid uuidOfName(std::string_view name) {
  static const boost::uuids::name_generator_sha1 kGenerator(
      boost::uuids::name_generator_sha1(boost::uuids::ns::url())("chancery"));
  return kGenerator(name.data(), name.size());
}

}  // namespace chancery
