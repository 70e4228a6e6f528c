// Articles out of web pages, by libxml2's parser for HTML as it is found.

#include <libxml/HTMLparser.h>
#include <libxml/tree.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>

#include "extract/corpus/formats.h"

namespace chancery {
namespace {

constexpr std::array<std::string_view, 14> kFurniture = {
    "script", "style",    "nav",    "header", "footer", "aside",      "form",
    "head",   "noscript", "iframe", "button", "svg",    "figcaption", "template"};
constexpr std::array<std::string_view, 21> kBlocks = {
    "p",  "div", "br", "li", "ul",      "ol",      "h1",    "h2", "h3",   "h4",        "h5",
    "h6", "tr",  "td", "th", "section", "article", "table", "hr", "main", "blockquote"};

std::string_view nameOf(const xmlNode* node) {
  return node->name == nullptr ? std::string_view() : reinterpret_cast<const char*>(node->name);
}

template <std::size_t n>
bool isOneOf(std::string_view name, const std::array<std::string_view, n>& names) {
  for (std::string_view candidate : names) {
    if (candidate == name) return true;
  }
  return false;
}

std::string attribute(const xmlNode* node, const char* name) {
  xmlChar* value = xmlGetProp(node, reinterpret_cast<const xmlChar*>(name));
  if (value == nullptr) return "";
  std::string text = reinterpret_cast<const char*>(value);
  xmlFree(value);
  return text;
}

// The next node in document order; with `into` false the children are passed over.
const xmlNode* following(const xmlNode* node, const xmlNode* root, bool into) {
  if (into && node->children != nullptr) return node->children;
  while (node != nullptr && node != root) {
    if (node->next != nullptr) return node->next;
    node = node->parent;
  }
  return nullptr;
}

bool isBlank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

// The parser compares each attribute of a tag with all before it, so that a page made for it would
// keep it busy for hours. A page that is made to be read has tags of ten or twenty.
constexpr std::size_t kMostAttributes = 1000;

bool hasEndlessTag(std::string_view page) {
  for (std::size_t at = page.find('<'); at != std::string_view::npos; at = page.find('<', at)) {
    ++at;
    if (at == page.size() || isBlank(page[at]) || page[at] == '!') continue;
    std::size_t attributes = 0;
    char before = '<';  // the last that is not blank
    for (; at < page.size() && page[at] != '>'; ++at) {
      const char c = page[at];
      if ((c == '"' || c == '\'') && before == '=') {  // a value, in which anything may stand
        at = std::min(page.find(c, at + 1), page.size() - 1);
      } else if ((isBlank(c) && !isBlank(page[at - 1])) || c == '/') {
        if (++attributes > kMostAttributes) return true;
      }
      if (!isBlank(c)) before = c;
    }
  }
  return false;
}

class PageReader {
 public:
  explicit PageReader(const xmlNode* root) : root_(root) {}

  Article read() {
    readHead();
    const xmlNode* body = firstElement("article");
    if (body == nullptr) body = firstElement("main");
    if (body == nullptr) body = firstElement("body");
    if (body == nullptr) body = root_;
    article_.text = textUnder(body);
    return std::move(article_);
  }

 private:
  const xmlNode* firstElement(std::string_view name) const {
    for (const xmlNode* node = root_; node != nullptr; node = following(node, root_, true)) {
      if (node->type == XML_ELEMENT_NODE && nameOf(node) == name) return node;
    }
    return nullptr;
  }

  void readHead() {
    for (const xmlNode* node = root_; node != nullptr; node = following(node, root_, true)) {
      if (node->type != XML_ELEMENT_NODE) continue;
      const std::string_view name = nameOf(node);
      if (name == "html" && article_.language.empty())
        article_.language = attribute(node, "lang").substr(0, 2);
      if (name == "title" && article_.title.empty()) article_.title = textUnder(node);
      if (name == "meta") readMeta(node);
      if (name == "link" && attribute(node, "rel") == "canonical")
        article_.url = attribute(node, "href");
      if (name == "time" && !article_.date) article_.date = dayOf(attribute(node, "datetime"));
    }
    if (!title_of_story_.empty()) article_.title = title_of_story_;
  }

  void readMeta(const xmlNode* node) {
    std::string key = attribute(node, "property");
    if (key.empty()) key = attribute(node, "name");
    if (key.empty()) key = attribute(node, "itemprop");
    const std::string value = attribute(node, "content");
    if (key == "og:title") title_of_story_ = value;
    if (key == "og:url" && article_.url.empty()) article_.url = value;
    const bool is_date = key == "article:published_time" || key == "date" ||
                         key == "datePublished" || key == "dc.date" || key == "DC.date" ||
                         key == "publish-date" || key == "pubdate";
    if (is_date && !article_.date) article_.date = dayOf(value);
  }

  // Text with one space between words and one line a block.
  static std::string textUnder(const xmlNode* root) {
    std::string text;
    bool space = false;
    bool line = false;
    const auto put = [&](std::string_view content) {
      for (char c : content) {
        if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
          space = true;
          continue;
        }
        if (line && !text.empty())
          text += "\n\n";
        else if (space && !text.empty())
          text += ' ';
        line = space = false;
        text += c;
      }
    };
    const xmlNode* node = root;
    const xmlNode* above = nullptr;
    while (node != nullptr) {
      bool into = true;
      if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
        if (node->content != nullptr) put(reinterpret_cast<const char*>(node->content));
      } else if (node->type == XML_ELEMENT_NODE) {
        if (node != root && isOneOf(nameOf(node), kFurniture)) into = false;
        if (isOneOf(nameOf(node), kBlocks)) line = true;
      } else if (node->type != XML_HTML_DOCUMENT_NODE && node->type != XML_DOCUMENT_NODE) {
        into = false;
      }
      above = node->parent;
      node = following(node, root, into);
      // leaving a block ends its line, too
      if (node != nullptr && node->parent != above && above != nullptr &&
          isOneOf(nameOf(above), kBlocks))
        line = true;
    }
    return text;
  }

  const xmlNode* root_;
  Article article_;
  std::string title_of_story_;
};

}  // namespace

Result<Article> articleFromHtml(std::string_view page, std::string id) {
  auto text = textOfBytes(std::string(page));
  if (!text) return tl::unexpected(text.error());
  if (hasEndlessTag(*text)) {
    return makeError(ErrorCode::kInvalidInput, "has a tag of more than " +
                                                   std::to_string(kMostAttributes) +
                                                   " attributes, and is no page to be read");
  }
  constexpr int kOptions =
      HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_RECOVER;
  const std::unique_ptr<htmlParserCtxt, decltype(&htmlFreeParserCtxt)> parser(htmlNewParserCtxt(),
                                                                              &htmlFreeParserCtxt);
  if (!parser) return makeError(ErrorCode::kIo, "cannot be read: not enough memory");
  const std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> document(
      htmlCtxtReadMemory(parser.get(), text->data(), static_cast<int>(text->size()), nullptr,
                         "UTF-8", kOptions),
      &xmlFreeDoc);
  // all that is wrong in a page is put up with, but for what the parser stops at half-way
  if (parser->disableSAX != 0) {
    const xmlError* error = xmlCtxtGetLastError(parser.get());
    const bool deep = error != nullptr && error->code == XML_ERR_INTERNAL_ERROR;
    return makeError(ErrorCode::kInvalidInput,
                     deep ? "has elements within elements so deep that its text cannot be read"
                          : "breaks off: the HTML parser has stopped");
  }
  const xmlNode* root = document ? xmlDocGetRootElement(document.get()) : nullptr;
  if (root == nullptr) return makeError(ErrorCode::kInvalidInput, "is no HTML");
  Article article = PageReader(root).read();
  if (article.text.empty()) return makeError(ErrorCode::kInvalidInput, "holds no text");
  article.id = std::move(id);
  return article;
}

}  // namespace chancery
