#include "export/jsonld.h"

#include "export/jsonld_objects.h"
#include "export/jsonld_terms.h"
#include "export/stream_check.h"

namespace chancery {
namespace {

using Json = LinkedObject;

// The context of a whole file, or where to find it; the base stands in the file in any case, for
// processors ignore that of a context from elsewhere.
Json contextOf(const JsonldTerms& terms, const JsonldOptions& options) {
  if (options.context_iri.empty()) return terms.context(options.base_iri);
  return Json::array({options.context_iri, {{"@base", options.base_iri}}});
}

}  // namespace

Result<void> writeJsonld(const EventSource& source, const EventFilter& filter, std::ostream& out,
                         const JsonldOptions& options) {
  out << "{\"@context\":" << contextOf(JsonldTerms(), options).dump() << ",\"@graph\":[";
  bool first = true;
  const auto written = forEachObject(source, filter, options.provenance, [&](const Json& object) {
    out << (first ? "\n" : ",\n") << object.dump();
    first = false;
    return out.good();
  });
  if (!written) return written;
  out << "\n]}\n";
  return checkStream(out);
}

Result<void> writeNdjsonld(const EventSource& source, const EventFilter& filter, std::ostream& out,
                           const JsonldOptions& options) {
  const JsonldTerms terms;
  ContextCache contexts(terms, options.base_iri);
  const std::string elsewhere = options.context_iri.empty() ? "" : contextOf(terms, options).dump();
  const auto written = forEachObject(source, filter, options.provenance, [&](const Json& object) {
    // an object begins with "{", after which its context is put
    out << "{\"@context\":" << (elsewhere.empty() ? contexts.of(object) : elsewhere) << ','
        << std::string_view(object.dump()).substr(1) << '\n';
    return out.good();
  });
  if (!written) return written;
  return checkStream(out);
}

}  // namespace chancery
