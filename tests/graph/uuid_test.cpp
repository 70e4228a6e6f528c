#include "graph/uuid.h"

#include <boost/uuid/uuid_io.hpp>
#include <string>

#include "support/catch.h"

namespace chancery {
namespace {

// Made by Python: uuid5(uuid5(NAMESPACE_URL, "chancery"), name).
TEST_CASE("A name has the UUID that other programs give it", "[uuid]") {
  const auto idOf = [](const std::string& name) {
    return boost::uuids::to_string(uuidOfName(name));
  };
  CHECK(idOf("") == "1d605664-4efd-57b6-a62c-579defb9f480");
  CHECK(idOf("p.narendra-modi") == "4cc8fbb0-8ed2-5ecd-a66d-172fa7aad41a");
  CHECK(idOf("मोदी") == "e4e52341-1494-54b1-b064-4589aee39ffc");
  CHECK(idOf(std::string(300, 'x')) == "7147d938-e21b-5faf-ac54-db8d26f23f7a");
}

}  // namespace
}  // namespace chancery
