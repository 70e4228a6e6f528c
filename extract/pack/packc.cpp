// packc DIRECTORY IMAGE: checks the language packs and the knowledge base below DIRECTORY and
// writes the image that is embedded in the library. Every fault is printed with file and line.

#include <cstdio>
#include <fstream>

#include "extract/pack/compiler.h"

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: packc DIRECTORY IMAGE\n");
    return 2;
  }
  chancery::Faults faults;
  const std::vector<std::byte> image = chancery::compilePacks(argv[1], faults);
  for (const std::string& message : faults.messages()) {
    std::fprintf(stderr, "%s\n", message.c_str());
  }
  if (!faults.empty()) {
    std::fprintf(stderr, "packc: %zu faults, no image written\n", faults.messages().size());
    return 1;
  }
  std::ofstream file(argv[2], std::ios::binary);
  file.write(reinterpret_cast<const char*>(image.data()),
             static_cast<std::streamsize>(image.size()));
  if (!file.flush()) {
    std::fprintf(stderr, "packc: cannot write %s\n", argv[2]);
    return 1;
  }
  return 0;
}
