#include "extract/corpus/corpus.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <unordered_map>

#include "extract/corpus/archive.h"
#include "extract/corpus/formats.h"

namespace chancery {
namespace {

namespace fs = std::filesystem;

constexpr int kDeepestArchive = 3;
constexpr std::size_t kSniffed = 64;

std::string withoutEnding(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  const std::size_t slash = name.rfind('/');
  if (dot == std::string_view::npos || dot == 0 ||
      (slash != std::string_view::npos && slash + 1 >= dot))
    return std::string(name);
  return std::string(name.substr(0, dot));
}

std::string idOfName(std::string_view name) { return withoutEnding(withoutCompression(name)); }

// Of what is in memory already.
class EndedStream : public ByteStream {
 public:
  Result<std::string_view> next() override { return std::string_view(); }
};

class Reader {
 public:
  Reader(const CorpusOptions& options, const CorpusSink& sink) : options_(options), sink_(sink) {}

  // False when the sink wants no more.
  bool readFolder(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code error;
    if (!canBeListed(folder)) return true;
    fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied,
                                        error);
    for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
      const fs::path& path = at->path();
      const bool is_hidden = path.filename().string().rfind('.', 0) == 0;
      if (at->is_directory(error)) {
        if (is_hidden || (!at->is_symlink() && !canBeListed(path))) at.disable_recursion_pending();
      } else if (is_hidden) {
        continue;
      } else if (at->is_regular_file(error)) {
        files.push_back(path);
      } else if (at->is_symlink() && !fs::exists(path, error)) {
        skip(path.string(), "is a link that leads to no file");
      }
    }
    if (error) skip(folder.string(), "cannot be listed: " + error.message());
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) {
      const std::string name = file.lexically_relative(folder).generic_string();
      if (!isPacked(name) && !formatOfName(name)) {
        passOver(file.string(), "is of a kind that is not read (see `chancery build --help`)");
        count(file);
        continue;
      }
      if (!readFile(file.string(), name)) return false;
    }
    return true;
  }

  bool readFile(const std::string& path, const std::string& name) {
    bool holds_something = false;
    const auto outcome = visitFile(path, [&](const std::string& member, ByteStream& stream) {
      holds_something = true;
      if (member.empty() && isArchive(name)) {
        skip(path, "is no archive, or damaged");
        return true;
      }
      const std::string inner =
          member.empty() ? std::string(withoutCompression(name)) : idOfName(name) + "/" + member;
      readStream(inner, member.empty() ? path : path + "/" + member, stream, 0);
      return !stopped_;
    });
    if (!outcome) {
      skip(path, outcome.error().message);
    } else if (!holds_something) {
      skip(path == "-" ? name : path, "is empty");
    }
    if (path != "-") count(path);
    return !stopped_;
  }

 private:
  // Names the folder where it cannot: what is in it would be lost without a word.
  bool canBeListed(const fs::path& folder) const {
    std::error_code error;
    const fs::directory_iterator first(folder, error);
    if (error) skip(folder.string(), "cannot be listed: " + error.message());
    return !error;
  }

  void skip(const std::string& name, const std::string& reason) const {
    if (sink_.skipped) sink_.skipped(name, reason);
  }

  void passOver(const std::string& name, const std::string& reason) const {
    if (!sink_.passed_over) return skip(name, reason);
    sink_.passed_over(name, reason);
  }

  void count(const fs::path& path) {
    std::error_code error;
    const auto size = fs::file_size(path, error);
    if (!error) bytes_ += size;
    if (sink_.progress) sink_.progress(bytes_);
  }

  // `name` gives the format and the id, `shown` is how the user knows the thing.
  void readStream(const std::string& name, const std::string& shown, ByteStream& stream,
                  int depth) {
    auto first = stream.next();
    if (!first) return skip(shown, first.error().message);
    if (isPacked(name) && depth < kDeepestArchive)
      return readPacked(name, shown, std::string(*first), stream, depth);
    const auto named = formatOfName(name);
    const ArticleFormat format = named ? *named : formatOfContent(first->substr(0, kSniffed));
    const bool utf16 = isUtf16(*first);
    if (format == ArticleFormat::kJsonLines && !utf16)
      return readLines(idOfName(name), shown, *first, stream);
    auto content = wholeOf(std::string(*first), shown, stream);
    if (!content) return;
    if (utf16) {  // which lines cannot be cut out of, and no reader of JSON takes
      auto text = textOfBytes(std::move(*content));
      if (!text) return skip(shown, text.error().message);
      content = std::move(*text);
    }
    EndedStream ended;
    if (format == ArticleFormat::kJsonLines)
      return readLines(idOfName(name), shown, *content, ended);
    readContent(format, std::move(*content), name, shown);
  }

  void readPacked(const std::string& name, const std::string& shown, std::string first,
                  ByteStream& stream, int depth) {
    auto content = wholeOf(std::move(first), shown, stream);
    if (!content) return;
    const auto outcome = visitBytes(*content, [&](const std::string& member, ByteStream& inner) {
      if (member.empty() && isArchive(name)) {
        skip(shown, "is no archive, or damaged");
        return true;
      }
      readStream(
          member.empty() ? std::string(withoutCompression(name)) : idOfName(name) + "/" + member,
          member.empty() ? shown : shown + "/" + member, inner, depth + 1);
      return !stopped_;
    });
    if (!outcome) skip(shown, outcome.error().message);
  }

  std::optional<std::string> wholeOf(std::string content, const std::string& shown,
                                     ByteStream& stream) const {
    for (;;) {
      const auto block = stream.next();
      if (!block) {
        skip(shown, block.error().message);
        return std::nullopt;
      }
      if (block->empty()) return content;
      if (content.size() + block->size() > options_.longest_article) {
        skip(shown, tooLong());
        return std::nullopt;
      }
      content += *block;
    }
  }

  std::string tooLong() const {
    return "is longer than " + std::to_string(options_.longest_article >> 20) +
           " MiB, the most that one article may have";
  }

  void readContent(ArticleFormat format, std::string content, const std::string& name,
                   const std::string& shown) {
    const std::string id = idOfName(name);
    switch (format) {
      case ArticleFormat::kJson:
        articlesFromJson(content, id, [&](Result<Article> article) {
          take(std::move(article), shown, id);
          return !stopped_;
        });
        return;
      case ArticleFormat::kHtml:
        return take(articleFromHtml(content, id), shown, id, dateOfName(name));
      default: return take(articleFromText(std::move(content), id), shown, id, dateOfName(name));
    }
  }

  // Lines are cut off the stream, so that a file may be larger than memory.
  void readLines(const std::string& id, const std::string& shown, std::string_view block,
                 ByteStream& stream) {
    std::string line;
    std::size_t number = 1;
    bool too_long = false;
    const auto endLine = [&] {
      const std::string where = shown + ":" + std::to_string(number);
      if (too_long) {
        skip(where, tooLong());
      } else if (line.find_first_not_of(" \t\r") != std::string::npos) {
        const std::string line_id = id + "#" + std::to_string(number);
        take(articleFromJson(line, line_id), where, line_id);
      }
      line.clear();
      too_long = false;
      ++number;
    };
    while (!block.empty() && !stopped_) {
      const std::size_t end = block.find('\n');
      const std::string_view part = block.substr(0, end);
      if (too_long || line.size() + part.size() > options_.longest_article) {
        too_long = true;
        line.clear();
      } else {
        line += part;
      }
      if (end != std::string_view::npos) {
        endLine();
        block.remove_prefix(end + 1);
        if (!block.empty()) continue;
      }
      const auto next = stream.next();
      if (!next) return skip(shown, next.error().message);
      block = *next;
    }
    if ((too_long || !line.empty()) && !stopped_) endLine();
  }

  // `own_id` is what the article is called if it does not say so itself.
  void take(Result<Article> article, const std::string& shown, const std::string& own_id,
            std::optional<Day> date = std::nullopt) {
    if (!article) return skip(shown, article.error().message);
    if (article->language.empty()) article->language = options_.language;
    if (!article->date) article->date = date;
    if (!article->date) article->date = options_.date;
    const std::uint64_t content = XXH3_64bits(article->text.data(), article->text.size());
    if (std::uint64_t known = remember(article->id, content); known != content) {
      if (article->id.rfind(own_id, 0) != 0)
        return skip(shown, "has the id '" + article->id + "' of another article, which is kept");
      // files of one name in two folders: the text tells them apart
      article->id += "~" + shortHex(content);
      known = remember(article->id, content);
      if (known != content) return skip(shown, "cannot be told from '" + article->id + "'");
    } else if (repeated_) {
      return;
    }
    if (!sink_.article(std::move(*article))) stopped_ = true;
  }

  // The text that the id stands for, which is `content` where the id is new.
  std::uint64_t remember(const std::string& id, std::uint64_t content) {
    const auto [known, fresh] = seen_.emplace(XXH3_64bits(id.data(), id.size()), content);
    repeated_ = !fresh;
    return known->second;
  }

  static std::string shortHex(std::uint64_t number) {
    std::array<char, 9> text{};
    std::snprintf(text.data(), text.size(), "%08x", static_cast<unsigned>(number >> 32));
    return text.data();
  }

  const CorpusOptions& options_;
  const CorpusSink& sink_;
  std::unordered_map<std::uint64_t, std::uint64_t> seen_;  // hash of id → of text
  bool repeated_ = false;  // the article remembered last had been read before
  std::uint64_t bytes_ = 0;
  bool stopped_ = false;
};

}  // namespace

Result<void> readCorpus(const std::vector<std::string>& paths, const CorpusOptions& options,
                        const CorpusSink& sink) {
  for (const std::string& path : paths) {
    std::error_code error;
    if (path != "-" && !fs::exists(path, error)) {
      return makeError(ErrorCode::kNotFound, "there is no file or folder '" + path + "'");
    }
  }
  Reader reader(options, sink);
  for (const std::string& path : paths) {
    std::error_code error;
    const bool more =
        path != "-" && fs::is_directory(path, error)
            ? reader.readFolder(path)
            : reader.readFile(path, path == "-" ? "stdin" : fs::path(path).filename().string());
    if (!more) break;
  }
  return {};
}

std::uint64_t sizeOfCorpus(const std::vector<std::string>& paths) {
  std::uint64_t size = 0;
  for (const std::string& path : paths) {
    std::error_code error;
    if (fs::is_regular_file(path, error)) size += fs::file_size(path, error);
    if (!fs::is_directory(path, error)) continue;
    fs::recursive_directory_iterator at(path, fs::directory_options::skip_permission_denied, error);
    for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
      std::error_code ignored;
      if (at->is_regular_file(ignored)) size += at->file_size(ignored);
    }
  }
  return size;
}

}  // namespace chancery
