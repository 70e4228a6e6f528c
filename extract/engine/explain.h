// The stages of reading as a person, or a program, can look at them.
#pragma once

#include <string>
#include <string_view>

#include "extract/engine/document_reader.h"

namespace chancery {

std::string explainAsText(const Image& image, const DocumentReader& reader,
                          const DocumentEvents& events);
std::string explainAsJson(const Image& image, const DocumentReader& reader,
                          const DocumentEvents& events);

// Counts for each mention where it begins in Unicode code points.
void setCodePoints(std::string_view text, DocumentEvents& events);

}  // namespace chancery
