// XML read back by a parser, for tests of what we write.
#pragma once

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xpath.h>

#include <string>

#include "support/catch.h"

namespace chancery::test {

// XPath expressions need no prefix: the default name space is taken off.
class ParsedXml {
 public:
  explicit ParsedXml(std::string text) {
    const std::size_t begin = text.find(" xmlns=\"");
    const std::size_t end = text.find('"', begin + 8);
    text.erase(begin, end + 1 - begin);
    document_ = xmlReadMemory(text.data(), static_cast<int>(text.size()), "graph.xml", "UTF-8",
                              XML_PARSE_NONET);
    REQUIRE(document_);
    context_ = xmlXPathNewContext(document_);
  }
  ~ParsedXml() {
    xmlXPathFreeContext(context_);
    xmlFreeDoc(document_);
  }
  ParsedXml(const ParsedXml&) = delete;
  ParsedXml& operator=(const ParsedXml&) = delete;

  std::string operator[](const std::string& expression) const {
    const std::string wanted = "string(" + expression + ")";
    xmlXPathObject* found =
        xmlXPathEvalExpression(reinterpret_cast<const xmlChar*>(wanted.c_str()), context_);
    REQUIRE(found);
    std::string text = reinterpret_cast<const char*>(found->stringval);
    xmlXPathFreeObject(found);
    return text;
  }

 private:
  xmlDoc* document_ = nullptr;
  xmlXPathContext* context_ = nullptr;
};

}  // namespace chancery::test
