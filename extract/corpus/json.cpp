// Articles from JSON. simdjson reads it: most of a corpus in lines is JSON, and a reader that looks
// at one byte after the other takes as long for it as the extraction for the text.
#include <simdjson.h>

#include "extract/corpus/formats.h"

namespace chancery {
namespace {

namespace dom = simdjson::dom;

constexpr std::size_t kKeptBytes = 1u
                                   << 20;  // a parser holds on to some times its longest document

// A field under any of its usual names, as text.
std::string field(const dom::object& object, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    dom::element value;
    if (object.at_key(name).get(value) != simdjson::SUCCESS) continue;
    if (value.is_string()) return std::string(value.get_string().value_unsafe());
    if (value.is_int64()) return std::to_string(value.get_int64().value_unsafe());
    if (value.is_uint64()) return std::to_string(value.get_uint64().value_unsafe());
  }
  return "";
}

Result<Article> articleFromObject(const dom::element& element, std::string default_id) {
  dom::object object;
  if (element.get(object) != simdjson::SUCCESS)
    return makeError(ErrorCode::kInvalidInput, "is no JSON object");
  Article article;
  for (const std::string_view name : {"text", "body", "content"}) {
    std::string_view text;
    if (object.at_key(name).get(text) != simdjson::SUCCESS) continue;
    article.text = text;
    break;
  }
  if (article.text.empty()) return makeError(ErrorCode::kInvalidInput, "has no \"text\"");
  article.id = field(object, {"id"});
  if (article.id.empty()) article.id = std::move(default_id);
  article.language = field(object, {"lang", "language"});
  article.title = field(object, {"title", "headline"});
  article.url = field(object, {"url", "link"});
  article.date = dayOf(field(object, {"date", "published", "datePublished"}));
  return article;
}

// Some editors put one in front; for simdjson it is no JSON.
std::string_view withoutByteOrderMark(std::string_view content) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  return content.starts_with(kByteOrderMark) ? content.substr(kByteOrderMark.size()) : content;
}

Error faultOf(std::string_view content, simdjson::error_code error) {
  if (content.find('\0') != std::string_view::npos)
    return {ErrorCode::kInvalidInput, "is no text: it holds zero bytes"};
  return {ErrorCode::kInvalidInput,
          std::string("is no valid JSON: ") + simdjson::error_message(error)};
}

Result<Article> readObject(dom::parser& parser, std::string_view content, std::string default_id) {
  dom::element element;
  const auto error = parser.parse(content.data(), content.size()).get(element);
  if (error != simdjson::SUCCESS) return tl::unexpected(faultOf(content, error));
  return articleFromObject(element, std::move(default_id));
}

}  // namespace

Result<Article> articleFromJson(std::string_view object, std::string default_id) {
  object = withoutByteOrderMark(object);
  thread_local dom::parser kept;
  if (object.size() <= kKeptBytes) return readObject(kept, object, std::move(default_id));
  dom::parser parser;
  return readObject(parser, object, std::move(default_id));
}

void articlesFromJson(std::string_view content, const std::string& default_id,
                      const std::function<bool(Result<Article>)>& visit) {
  content = withoutByteOrderMark(content);
  dom::parser parser;
  dom::element element;
  const auto error = parser.parse(content.data(), content.size()).get(element);
  if (error != simdjson::SUCCESS) {
    visit(tl::unexpected(faultOf(content, error)));
    return;
  }
  dom::array array;
  if (element.get(array) != simdjson::SUCCESS) {
    visit(articleFromObject(element, default_id));
    return;
  }
  std::size_t number = 0;
  for (const dom::element& object : array) {
    ++number;
    if (!visit(articleFromObject(object, default_id + "#" + std::to_string(number)))) return;
  }
}

}  // namespace chancery
