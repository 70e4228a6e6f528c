#include "export/page_template.h"

namespace chancery {

std::string_view pageTemplate() { return {}; }

}  // namespace chancery
