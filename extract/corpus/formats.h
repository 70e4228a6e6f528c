// The forms in which an article may come, each read from its bytes.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "extract/article.h"
#include "graph/result.h"

namespace chancery {

enum class ArticleFormat : std::uint8_t { kPlainText, kJsonLines, kJson, kHtml };

// By the ending of a name ("news.jsonl"), without compression; nothing where the ending says
// nothing.
std::optional<ArticleFormat> formatOfName(std::string_view name);
// By how the bytes begin: "{", "[", "<", else plain text.
ArticleFormat formatOfContent(std::string_view begin);

// Whether a byte order mark says that the bytes are UTF-16.
bool isUtf16(std::string_view content);

// `content` as UTF-8: taken as it is where it is UTF-8 (a few broken bytes are no hindrance),
// converted from UTF-16 where a byte order mark says so.
// Errors: kInvalidInput (not a text).
Result<std::string> textOfBytes(std::string content);

// A file as an article. Its text stays as it stands; its first line is the title where an empty
// line follows.
Result<Article> articleFromText(std::string content, std::string id);

// One object of JSON. `default_id` is taken where it has none.
// Errors: kInvalidInput (no JSON, no object, no `text`).
Result<Article> articleFromJson(std::string_view object, std::string default_id);
// A file that holds one object, or an array of them. The visitor is told of each, or of its error.
void articlesFromJson(std::string_view content, const std::string& default_id,
                      const std::function<bool(Result<Article>)>& visit);

// A page: its article's text with a line a paragraph, its title, date, language and address.
// Errors: kInvalidInput (no text in it).
Result<Article> articleFromHtml(std::string_view page, std::string id);

// "2018-04-28" at the beginning of a file's name.
std::optional<Day> dateOfName(std::string_view name);
// The day of an ISO 8601 date, with or without a time; nothing where it is none.
std::optional<Day> dayOf(std::string_view iso);

}  // namespace chancery
