// packc makes the image, so it has none: the library's symbols, empty.
#include <cstddef>

extern "C" {
extern const std::byte chancery_image_begin[];
extern const std::byte chancery_image_end[];
const std::byte chancery_image_begin[] = {std::byte{0}};
const std::byte chancery_image_end[] = {std::byte{0}};
}
