// The names, titles and verbs of a document that no table knows, by where they stand.
#pragma once

#include <vector>

#include "extract/engine/document_reader.h"
#include "extract/unlisted.h"

namespace chancery {

// In the order of the text. `reader` has read its document.
std::vector<UnlistedWord> findUnlistedWords(const Image& image, const DocumentReader& reader);

}  // namespace chancery
