// The page as export/html/ is built, with marks where title and data go.
#pragma once

#include <string_view>

namespace chancery {

// Empty in a build without the page.
std::string_view pageTemplate();

}  // namespace chancery
