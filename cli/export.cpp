// chancery export: the graph for other programs.
#include <algorithm>
#include <cstdio>
#include <sstream>

#include "cli/format.h"
#include "cli/levels.h"
#include "cli/options.h"
#include "cli/plan.h"
#include "cli/progress.h"
#include "export/formats.h"
#include "extract/pack/image.h"
#include "graph/selected_source.h"

namespace chancery::cli {
namespace {

// The page folds names as the program does, by the rules of the language packs.
HtmlOptions htmlOptions(const Arguments& arguments) {
  HtmlOptions options;
  options.title = arguments.valueOf("title");
  const Image& image = Image::builtIn();
  const auto copy = [&](std::span<const FoldRow> rows, auto& folds) {
    for (const FoldRow& row : rows) folds.emplace_back(image.text(row.from), image.text(row.to));
  };
  copy(image.wordFolds(), options.letter_folds);
  copy(image.nameFolds(), options.name_folds);
  return options;
}

bool isTable(std::string_view format) {
  const auto infos = exportFormats();
  return std::any_of(infos.begin(), infos.end(),
                     [&](const FormatInfo& info) { return info.name == format && info.is_table; });
}

bool isPicture(std::string_view format) {
  return format == "gexf" || format == "graphml" || format == "dot";
}

void tellOfSize(std::uint64_t edges) {
  std::fprintf(
      stderr,
      "chancery: %s edges are many to look at: viewers take minutes to open them, and Gephi "
      "wants more memory than it starts with; --min-weight N, --top N, --ego NAME or a "
      "filter make a graph smaller\n",
      grouped(edges).c_str());
}

Outcome<ExportOptions> exportOptions(const Arguments& arguments) {
  ExportOptions options;
  std::vector<std::string> formats, kinds;
  for (const FormatInfo& format : exportFormats()) formats.emplace_back(format.name);
  for (const GraphKindInfo& kind : kGraphKinds) kinds.emplace_back(kind.name);
  const std::string file = arguments.valueOf("output");
  const FormatInfo* by_ending = formatOfFile(file);
  if (!arguments.has("format") && by_ending == nullptr) {
    return wrongCommandLine("in which format? choose one with --format; known: " + formats[0] +
                            ", " + formats[1] + " …; or end the name of -o FILE with one");
  }
  const auto format = choiceOption(arguments, "format", formats);
  if (!format) return tl::unexpected(format.error());
  options.format = arguments.has("format") ? *format : std::string(by_ending->name);
  options.compression = compressionOf(file);
  options.byte_order_mark = arguments.has("bom");
  if (options.byte_order_mark && !isTable(options.format)) {
    return wrongCommandLine("--bom is for tables and coded rows, not for " + options.format);
  }
  const auto kind = choiceOption(arguments, "graph", kinds);
  if (!kind) return tl::unexpected(kind.error());
  options.graph.kind = *graphKindNamed(*kind);
  // these are made to be looked at; GraphML often goes to programs that reckon
  const bool has_places = options.format == "gexf" || options.format == "dot";
  const auto layout = choiceOption(arguments, "layout",
                                   has_places ? std::vector<std::string>{"forceatlas2", "none"}
                                              : std::vector<std::string>{"none", "forceatlas2"});
  if (!layout) return tl::unexpected(layout.error());
  options.graph.layout = *layout == "forceatlas2";
  options.graph.communities = arguments.has("communities");
  const auto version = choiceOption(arguments, "gexf-version", {"1.3", "1.2"});
  if (!version) return tl::unexpected(version.error());
  options.gexf_version = *version == "1.2" ? GexfVersion::k12 : GexfVersion::k13;
  if (options.format == "html") options.html = htmlOptions(arguments);
  if (arguments.has("base")) options.jsonld.base_iri = arguments.valueOf("base");
  if (arguments.has("context")) options.jsonld.context_iri = arguments.valueOf("context");
  std::vector<std::string> provenances;
  for (const ProvenanceInfo& info : kProvenances) provenances.emplace_back(info.name);
  const auto provenance = choiceOption(arguments, "provenance", provenances);
  if (!provenance) return tl::unexpected(provenance.error());
  for (const ProvenanceInfo& info : kProvenances) {
    if (info.name == *provenance) options.jsonld.provenance = info.provenance;
  }
  return options;
}

Outcome<Selection> selectionOption(const Arguments& arguments, const LevelledStore& store) {
  Selection selection;
  const auto weight = numberOption(arguments, "min-weight", 1, 1);
  if (!weight) return tl::unexpected(weight.error());
  selection.min_weight = *weight;
  const auto steps = numberOption(arguments, "steps", 1, 1);
  if (!steps) return tl::unexpected(steps.error());
  selection.steps = *steps;
  const auto top = numberOption(arguments, "top", 1, SIZE_MAX);
  if (!top) return tl::unexpected(top.error());
  if (arguments.has("top")) selection.top = *top;
  if (arguments.has("ego")) {
    const auto ego = store.names().find(arguments.valueOf("ego"));
    if (!ego) return tl::unexpected(ego.error());
    selection.ego = store.meant(ego->id);
  } else if (arguments.has("steps")) {
    return wrongCommandLine("--steps counts from --ego NAME; name one");
  }
  return selection;
}

Result<void> exportSelection(const EventSource& source, const Selection& selection,
                             const ExportOptions& options, std::ostream& out) {
  if (selection.takesAll()) return exportGraph(source, options, out);
  const auto selected = SelectedSource::select(source, options.filter, selection);
  if (!selected) return tl::unexpected<Error>(selected.error());
  return exportGraph(*selected, options, out);
}

// A plan is a table of its own: --format and -o say what would be written.
Arguments withoutFile(Arguments arguments) {
  arguments.options.erase("format");
  arguments.options.erase("output");
  return arguments;
}

Outcome<int> run(const Arguments& arguments) {
  const auto none = checkCount(arguments, 0, 0, "the file is named with -o FILE");
  if (!none) return tl::unexpected(none.error());
  auto options = exportOptions(arguments);
  if (!options) return tl::unexpected(options.error());
  const auto valid = filterOptions(arguments);
  if (!valid) return tl::unexpected(valid.error());
  const auto store = LevelledStore::open(arguments);
  if (!store) return tl::unexpected(store.error());
  if (arguments.has("place") || arguments.has("with")) {
    const auto filter = store->names().filter(arguments);
    if (!filter) return tl::unexpected(filter.error());
    options->filter = *filter;
  } else {
    options->filter = *valid;
  }
  const auto selection = selectionOption(arguments, *store);
  if (!selection) return tl::unexpected(selection.error());
  const auto planned = planInstead(withoutFile(arguments), *store, [&] {
    std::ostringstream nothing;
    return exportSelection(store->source(), *selection, *options, nothing);
  });
  if (!planned) return tl::unexpected(planned.error());
  auto out = Output::open(arguments.valueOf("output"));
  if (!out) return tl::unexpected(out.error());
  std::uint64_t edges = 0;
  options->graph.edges = &edges;
  const Result<void> written =
      exportSelection(store->source(), *selection, *options, out->stream());
  if (written) {
    if (isPicture(options->format) && edges > kManyEdges) tellOfSize(edges);
    return out->finish();
  }
  const auto failure = out->stream().good() ? Outcome<int>(kDone) : out->finish();
  if (!failure) return failure;  // knows why the stream refused
  return tl::unexpected(Failure(written.error()));
}

std::vector<OptionSpec> options() {
  return withFilterOptions(
      {kDbOption,
       kKnowledgeOption,
       {"format", "F", "gexf, graphml, csv-nodes, csv-edges, … (default: by the ending of FILE)"},
       {"graph", "KIND", "of graphs and tables: dyads (default) or events"},
       {"layout", "KIND", "where nodes stand: forceatlas2 (GEXF's default) or none"},
       {"communities", "", "of graphs and tables: each actor's circle, which gives its colour"},
       {"gexf-version", "V", "1.3 (default) or 1.2, for networkx"},
       {"bom", "", "of tables: begin with a byte order mark, for Excel"},
       {"min-weight", "N", "pairs with at least N events"},
       {"top", "N", "the N actors with the most events"},
       {"ego", "NAME", "NAME and its partners"},
       {"steps", "N", "of --ego: whom NAME reaches in N steps (default: 1)"},
       kLevelOption,
       kPlanOption,
       {"title", "TEXT", "of the page: its headline"},
       {"base", "IRI", "of linked data: what ids are relative to"},
       {"context", "IRI", "of JSON-LD: where the context is (default: in the file)"},
       {"provenance", "KIND", "of linked data: annotations (default) or graphs, one a document"},
       kOutputOption});
}

}  // namespace

Command exportCommand() {
  return {"export",
          "--db DIR",
          "Writes the graph for other programs: a page, GEXF, GraphML, CSV, JSON-LD, JSON Lines.",
          "The same graph gives the same bytes, in whatever order its documents came.",
          options(),
          {"chancery export --db news.db -o news.html --title \"Moscow and Delhi\"",
           "chancery export --db news.db -o news.gexf --graph events",
           "chancery export --db news.db -o news.graphml --communities",
           "chancery export --db news.db --ego Modi --min-weight 3 -o modi.edges.csv",
           "chancery export --db news.db --from 2024 -o news.jsonld.gz",
           "chancery export --db news.db --provenance graphs -o news.nq",
           "chancery export --db news.db --level country --country India,China -o asia.gexf",
           "chancery export --db news.db --with Modi -o modi.ics",
           "chancery export --db news.db --format jsonl | wc -l"},
          run};
}

}  // namespace chancery::cli
