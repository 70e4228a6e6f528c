// Corpora: folders, files, archives and streams of articles, read one article at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/article.h"
#include "graph/result.h"

namespace chancery {

struct CorpusOptions {
  std::string language;     // of articles that do not say theirs; empty: found out from the text
  std::optional<Day> date;  // of articles that do not say theirs
  // Longer articles, and longer lines of JSON Lines, are passed over, and named.
  std::size_t longest_article = 64u << 20;
};

// Who is told what a corpus holds. Each function is called from the thread that reads.
struct CorpusSink {
  // Returns false to stop.
  std::function<bool(Article&&)> article;
  // Something that could not be read, by name ("news.jsonl:17"), and why. Reading goes on.
  std::function<void(const std::string& name, const std::string& reason)> skipped;
  // A file of a folder that is of no kind that is read: no failure. Empty: goes to `skipped`.
  std::function<void(const std::string& name, const std::string& reason)> passed_over;
  // Bytes of the files read so far, as they lie on disk; may be empty.
  std::function<void(std::uint64_t bytes)> progress;
};

// Reads, in the order of their names:
//   .txt .text .md       one article a file; a date at the beginning of the name is the article's
//   .jsonl .ndjson .json  `id`, `lang`, `date`, `title`, `text`, `url` a line; absent ones are left
//   open .html .htm .xhtml    one article a file, without navigation, scripts and page furniture
//   .gz .zst .xz .bz2 .zip .tar (and .tgz and the like) of these
//   folders of these, however deep (links to other folders are not followed)
//   "-"                  standard input, in any of these forms
// Files of a folder with other endings are passed over, and named.
//
// An article's id is its `id`, else its path below the folder that was given, without the ending;
// a line without an id gets the file's and its number ("news#17"). Files of one such id but
// different texts are told apart by a hash behind it ("news~1f2e3d4c"); a second article that
// states an id of its own which another text has is passed over, and named.
//
// Errors: kNotFound (a path that is not there, named before anything is read); kIo (a folder that
// may not be listed).
Result<void> readCorpus(const std::vector<std::string>& paths, const CorpusOptions& options,
                        const CorpusSink& sink);

// The bytes of all files under the paths, to tell how far reading has come; 0 where not known.
std::uint64_t sizeOfCorpus(const std::vector<std::string>& paths);

}  // namespace chancery
