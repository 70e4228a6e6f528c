#include "export/page_template.h"

extern "C" {
extern const char chancery_page_begin[];  // page_template.S
extern const char chancery_page_end[];
}

namespace chancery {

std::string_view pageTemplate() {
  return {chancery_page_begin, static_cast<std::size_t>(chancery_page_end - chancery_page_begin)};
}

}  // namespace chancery
