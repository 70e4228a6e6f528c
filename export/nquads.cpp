#include "export/nquads.h"

#include <array>
#include <charconv>
#include <string>
#include <string_view>
#include <utility>

#include "export/jsonld_objects.h"
#include "export/jsonld_terms.h"
#include "export/stream_check.h"

namespace chancery {
namespace {

using Json = LinkedObject;

constexpr std::string_view kRdfType = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
constexpr std::string_view kInteger = "http://www.w3.org/2001/XMLSchema#integer";
constexpr std::string_view kDouble = "http://www.w3.org/2001/XMLSchema#double";

// The folder that relative references start from (RFC 3986, 5.2.3): up to the last slash of the
// path, which is "/" where there is none.
std::string folderOf(std::string_view base) {
  base = base.substr(0, base.find_first_of("?#"));
  const std::size_t scheme = base.find("://");
  const std::size_t path = scheme == std::string_view::npos ? 0 : scheme + 3;
  const std::size_t slash = base.find_last_of('/');
  if (slash == std::string_view::npos || slash < path) return std::string(base) + "/";
  return std::string(base.substr(0, slash + 1));
}

void appendLiteral(std::string_view text, std::string& quad) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  quad += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    switch (c) {
      case '"': quad += "\\\""; break;
      // not as two, of which rdflib before 6.2 makes a line break where an "n" follows
      case '\\': quad += "\\u005C"; break;
      case '\b': quad += "\\b"; break;
      case '\t': quad += "\\t"; break;
      case '\n': quad += "\\n"; break;
      case '\f': quad += "\\f"; break;
      case '\r': quad += "\\r"; break;
      default:
        if (byte >= 0x20 && byte != 0x7F) {
          quad += c;
        } else {
          quad.append("\\u00") += kDigits[byte >> 4u];
          quad += kDigits[byte & 15u];
        }
    }
  }
  quad += '"';
}

// "9.3E-1": the canonical form of an xsd:double that JSON-LD asks for ("JSON-LD 1.1 Processing
// Algorithms and API", 8.6): %1.15E without zeros at the end, whatever the locale.
std::string canonicalDouble(double value) {
  std::array<char, 64> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value,
                                 std::chars_format::scientific, 15);
  const std::string_view written(text.data(), static_cast<std::size_t>(end.ptr - text.data()));
  const std::size_t e = written.find('e');
  std::string mantissa(written.substr(0, e));
  while (mantissa.ends_with('0') && !mantissa.ends_with(".0")) mantissa.pop_back();
  int exponent = 0;
  const std::size_t sign = written[e + 1] == '+' ? 1 : 0;
  std::from_chars(written.data() + e + 1 + sign, written.data() + written.size(), exponent);
  return mantissa + "E" + std::to_string(exponent);
}

class NquadsFile {
 public:
  NquadsFile(std::ostream& out, const std::string& base) : out_(out), folder_(folderOf(base)) {}

  void add(const Json& object) {
    const std::string subject = iriOf(object.at("id"));
    addNode(object, subject, "");
    if (const auto inner = object.find(kGraphKey); inner != object.end()) {
      graph_ = ' ' + subject;
      for (const Json& one : *inner) addNode(one, iriOf(one.at("id")), "");
      graph_.clear();
    }
    out_ << quads_;
    quads_.clear();
  }
  bool ok() const { return out_.good(); }

 private:
  std::string iriOf(const Json& id) const {
    const std::string& text = id.get_ref<const std::string&>();
    // ids have no colon; web addresses do
    return "<" + (text.find(':') == std::string::npos ? folder_ + text : text) + ">";
  }

  // `label` is that of the node, if it is a blank one, or else empty.
  void addNode(const Json& node, const std::string& subject, const std::string& label) {
    for (const auto& [name, value] : node.items()) {
      if (name == "id" || name == kGraphKey) continue;
      const JsonldTerm& term = terms_.at(name);
      if (term.is_language_map) {
        addNames(subject, term, value);
        continue;
      }
      std::size_t number = 0;
      const auto add = [&](const Json& one) {
        addValue(node, subject, label, name, term, one, number++);
      };
      if (value.is_array()) {
        for (const Json& one : value) add(one);
      } else {
        add(value);
      }
    }
  }

  void addValue(const Json& node, const std::string& subject, const std::string& label,
                const std::string& name, const JsonldTerm& term, const Json& value,
                std::size_t number) {
    if (name == "type") {
      quad(subject, kRdfType, "<" + terms_.at(value.get_ref<const std::string&>()).iri + ">");
    } else if (term.is_reverse) {
      const std::string other = iriOf(value.at("id"));
      quad(other, term.iri, subject);
      addNode(value, other, "");
    } else if (value.is_object()) {
      const std::string inner = (label.empty() ? blankLabel(node) : label) + name +
                                (number == 0 ? "" : std::to_string(number));
      quad(subject, term.iri, inner);
      addNode(value, inner, inner);
    } else {
      quad(subject, term.iri, objectOf(term, value));
    }
  }

  // "_:m" and the digits of the mention's UUID: letters and digits are what every reader takes.
  static std::string blankLabel(const Json& node) {
    std::string label = "_:";
    for (const char c : node.at("id").get_ref<const std::string&>()) {
      if (c != '.' && c != '-') label += c;
    }
    return label;
  }

  void addNames(const std::string& subject, const JsonldTerm& term, const Json& names) {
    for (const auto& [language, name] : names.items()) {
      std::string literal;
      appendLiteral(name.get_ref<const std::string&>(), literal);
      if (language != "@none") literal += "@" + language;
      quad(subject, term.iri, literal);
    }
  }

  std::string objectOf(const JsonldTerm& term, const Json& value) const {
    if (term.type == "@id") return iriOf(value);
    if (term.type == "@vocab") {
      return "<" + terms_.at(value.get_ref<const std::string&>()).iri + ">";
    }
    const bool is_double = value.is_number_float() || term.type == kDouble;
    std::string literal;
    if (!value.is_number()) {
      appendLiteral(value.get_ref<const std::string&>(), literal);
    } else if (is_double) {
      appendLiteral(canonicalDouble(value.get<double>()), literal);
    } else {
      appendLiteral(value.dump(), literal);
    }
    const std::string_view type = !term.type.empty()  ? std::string_view(term.type)
                                  : is_double         ? kDouble
                                  : value.is_number() ? kInteger
                                                      : std::string_view();
    if (!type.empty()) literal.append("^^<").append(type) += '>';
    return literal;
  }

  void quad(std::string_view subject, std::string_view predicate, std::string_view object) {
    quads_.append(subject).append(" <").append(predicate).append("> ").append(object);
    quads_.append(graph_).append(" .\n");
  }

  std::ostream& out_;
  const std::string folder_;
  const JsonldTerms terms_;
  std::string quads_;  // of the object in hand
  std::string graph_;  // a blank and the name of the graph, or empty: the default graph
};

}  // namespace

Result<void> writeNquads(const EventSource& source, const EventFilter& filter, std::ostream& out,
                         const JsonldOptions& options) {
  NquadsFile file(out, options.base_iri);
  const auto written = forEachObject(source, filter, options.provenance, [&](const Json& object) {
    file.add(object);
    return file.ok();
  });
  if (!written) return written;
  return checkStream(out);
}

}  // namespace chancery
