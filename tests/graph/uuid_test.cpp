#include "graph/uuid.h"

#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/uuid_io.hpp>
#include <string>

#include "support/catch.h"

namespace chancery {
namespace {

TEST_CASE("A name has the UUID that Boost's generator gives it, however long it is", "[uuid]") {
  const auto url = boost::uuids::name_generator_sha1(boost::uuids::ns::url());
  const auto generator = boost::uuids::name_generator_sha1(url("chancery"));
  std::string name;
  // past the ends of several blocks, where the length still fits and where it does not
  for (int bytes = 0; bytes < 300; ++bytes) {
    INFO(bytes);
    CHECK(boost::uuids::to_string(uuidOfName(name)) == boost::uuids::to_string(generator(name)));
    name.push_back(static_cast<char>(bytes * 37));
  }
}

}  // namespace
}  // namespace chancery
