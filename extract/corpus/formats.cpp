#include "extract/corpus/formats.h"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>

#include "extract/text/normalize.h"

namespace chancery {
namespace {

constexpr std::size_t kMostBrokenShare = 20;  // one character in so many may be broken

std::string lowerCase(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return lower;
}

std::string_view endingOf(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  const std::size_t slash = name.rfind('/');
  if (dot == std::string_view::npos || (slash != std::string_view::npos && slash > dot)) return "";
  return name.substr(dot + 1);
}

Result<std::string> fromUtf16(const std::string& content) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open("UTF-16", &status);
  if (U_FAILURE(status))
    return makeError(ErrorCode::kInvalidInput, "UTF-16 cannot be converted here");
  const icu::UnicodeString text(content.data(), static_cast<std::int32_t>(content.size()),
                                converter, status);
  ucnv_close(converter);
  if (U_FAILURE(status)) return makeError(ErrorCode::kInvalidInput, "is no UTF-16 text");
  std::string utf8;
  text.toUTF8String(utf8);
  if (utf8.find('\0') != std::string::npos)
    return makeError(ErrorCode::kInvalidInput, "is no text: it holds zero bytes");
  return utf8;
}

std::size_t countReplacements(std::string_view repaired) {
  constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
  std::size_t count = 0;
  for (std::size_t at = repaired.find(kReplacement); at != std::string_view::npos;
       at = repaired.find(kReplacement, at + kReplacement.size())) {
    ++count;
  }
  return count;
}

}  // namespace

std::optional<ArticleFormat> formatOfName(std::string_view name) {
  const std::string ending = lowerCase(endingOf(name));
  if (ending == "txt" || ending == "text" || ending == "md") return ArticleFormat::kPlainText;
  if (ending == "jsonl" || ending == "ndjson") return ArticleFormat::kJsonLines;
  if (ending == "json") return ArticleFormat::kJson;
  if (ending == "html" || ending == "htm" || ending == "xhtml") return ArticleFormat::kHtml;
  return std::nullopt;
}

ArticleFormat formatOfContent(std::string_view begin) {
  const std::size_t first = begin.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (first == std::string_view::npos) return ArticleFormat::kPlainText;
  switch (begin[first]) {
    case '{': return ArticleFormat::kJsonLines;
    case '[': return ArticleFormat::kJson;
    case '<': return ArticleFormat::kHtml;
    default: return ArticleFormat::kPlainText;
  }
}

bool isUtf16(std::string_view content) {
  return content.starts_with("\xFF\xFE") || content.starts_with("\xFE\xFF");
}

Result<std::string> textOfBytes(std::string content) {
  if (isUtf16(content)) return fromUtf16(content);
  if (content.find('\0') != std::string::npos) {
    return makeError(ErrorCode::kInvalidInput, "is no text: it holds zero bytes");
  }
  if (isUtf8(content)) return content;
  const std::string repaired = repairUtf8(content);
  if (countReplacements(repaired) * kMostBrokenShare > content.size()) {
    return makeError(ErrorCode::kInvalidInput,
                     "is no UTF-8 text; convert it first, for example with iconv");
  }
  return content;
}

Result<Article> articleFromText(std::string content, std::string id) {
  auto text = textOfBytes(std::move(content));
  if (!text) return tl::unexpected(text.error());
  if (text->find_first_not_of(" \t\r\n") == std::string::npos) {
    return makeError(ErrorCode::kInvalidInput, "is empty");
  }
  Article article;
  article.id = std::move(id);
  article.text = std::move(*text);
  const std::size_t line = article.text.find('\n');
  if (line != std::string::npos && line + 1 < article.text.size() &&
      (article.text[line + 1] == '\n' || article.text[line + 1] == '\r')) {
    article.title = article.text.substr(0, line);
    while (!article.title.empty() && article.title.back() == '\r') article.title.pop_back();
  }
  return article;
}

std::optional<Day> dayOf(std::string_view iso) {
  constexpr std::size_t kDayLength = 10;
  if (iso.size() < kDayLength) return std::nullopt;
  const auto span = parseDateSpan(iso.substr(0, kDayLength));
  if (!span || span->first != span->last) return std::nullopt;
  return span->first;
}

std::optional<Day> dateOfName(std::string_view name) {
  const std::size_t slash = name.rfind('/');
  return dayOf(slash == std::string_view::npos ? name : name.substr(slash + 1));
}

}  // namespace chancery
