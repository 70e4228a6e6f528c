// chancery knowledge: what the knowledge base knows, and what a user adds to it.
#include <map>

#include "cli/event_rows.h"
#include "cli/format.h"
#include "cli/options.h"
#include "extract/known_entity.h"

namespace chancery::cli {
namespace {

constexpr std::string_view kWhat =
    "knowledge takes one of these: template, check FILE…, find NAME, offices, count";

Outcome<int> printTemplate(const Arguments& arguments) {
  const auto alone = checkCount(arguments, 1, 1, "the template takes no more; see -o FILE");
  if (!alone) return tl::unexpected(alone.error());
  auto out = Output::open(arguments.valueOf("output"));
  if (!out) return tl::unexpected(out.error());
  out->stream() << userKnowledgeTemplate();
  return out->finish();
}

Outcome<int> check(const Arguments& arguments) {
  const auto enough =
      checkCount(arguments, 2, arguments.names.size(), "which file is to be checked?");
  if (!enough) return tl::unexpected(enough.error());
  const std::vector<std::filesystem::path> files(arguments.names.begin() + 1,
                                                 arguments.names.end());
  const Result<UserKnowledge> knowledge = UserKnowledge::read(files);
  if (!knowledge) return tl::unexpected(Failure(knowledge.error()));
  auto out = Output::open(arguments.valueOf("output"));
  if (!out) return tl::unexpected(out.error());
  out->stream() << "no fault; " << knowledge->added() << " rows for the reading of articles, "
                << knowledge->edits().merges.size() << " merges, "
                << knowledge->edits().splits.size() << " splits\n";
  return out->finish();
}

std::string termOf(const KnownOffice& office) {
  std::string text = office.label + " of " + office.of + ", " +
                     (office.from ? toIso(*office.from) : std::string()) + " to " +
                     (office.to ? toIso(*office.to) : std::string("today"));
  return office.note.empty() ? text : text + " (" + office.note + ")";
}

Json officesJson(const std::vector<KnownOffice>& offices) {
  Json list = Json::array();
  for (const KnownOffice& office : offices) {
    list.push_back({{"office", office.code},
                    {"of", office.of},
                    {"from", dayOrNull(office.from)},
                    {"to", dayOrNull(office.to)},
                    {"note", office.note}});
  }
  return list;
}

Json knownJson(const KnownEntity& known) {
  Json json;
  json["id"] = known.entity.id.value;
  json["label"] = known.entity.label;
  json["type"] = nameOf(known.entity.type);
  json["kind"] = known.kind;
  json["country"] = known.entity.country;
  json["found"] = known.rule;
  json["from"] = dayOrNull(known.from);
  json["to"] = dayOrNull(known.to);
  json["offices"] = officesJson(known.offices);
  json["names"] = Json::array();
  for (const KnownName& name : known.names) {
    json["names"].push_back({{"name", name.text}, {"form", name.form}, {"where", name.where}});
  }
  return json;
}

void printKnown(const KnownEntity& known, std::ostream& out) {
  const auto line = [&](std::string title, const std::string& text) {
    if (text.empty()) return;
    title.resize(12, ' ');
    out << "  " << title << oneLine(text) << '\n';
  };
  out << known.entity.id.value << "  " << oneLine(known.entity.label) << '\n';
  line("is",
       std::string(nameOf(known.entity.type)) + (known.kind.empty() ? "" : ", " + known.kind));
  line("country", known.entity.country);
  if (known.from || known.to) {
    line("state", (known.from ? "from " + toIso(*known.from) : std::string()) +
                      (known.to ? " to " + toIso(*known.to) : std::string()));
  }
  line("found by", known.rule);
  for (const KnownOffice& office : known.offices) line("office", termOf(office));
  std::map<std::string, std::string> by_form;
  for (const KnownName& name : known.names) {
    std::string& names = by_form[name.form];
    names += (names.empty() ? "" : ", ") + name.text +
             (name.where.empty() ? "" : " (" + name.where + ")");
  }
  for (const auto& [form, names] : by_form) line(form, names);
}

Outcome<int> find(const Arguments& arguments) {
  const auto one = checkCount(arguments, 2, 2, "find takes one name (in quotes if it has blanks)");
  if (!one) return tl::unexpected(one.error());
  const auto format = choiceOption(arguments, "format", {"table", "json", "jsonl"});
  if (!format) return tl::unexpected(format.error());
  const auto knowledge = knowledgeOption(arguments);
  if (!knowledge) return tl::unexpected(knowledge.error());
  const std::vector<KnownEntity> found = findKnown(*knowledge, arguments.names[1]);
  if (found.empty()) {
    return failed("the knowledge base knows nobody and nothing of the name '" + arguments.names[1] +
                  "'");
  }
  auto out = Output::open(arguments.valueOf("output"));
  if (!out) return tl::unexpected(out.error());
  if (*format == "table") {
    for (const KnownEntity& known : found) printKnown(known, out->stream());
    return out->finish();
  }
  Json list = Json::array();
  for (const KnownEntity& known : found) {
    if (*format == "jsonl") out->stream() << dumped(knownJson(known)) << '\n';
    list.push_back(knownJson(known));
  }
  if (*format == "json")
    out->stream() << list.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
  return out->finish();
}

Outcome<int> listOffices(const Arguments& arguments) {
  const auto alone = checkCount(arguments, 1, 1, "offices takes no name");
  if (!alone) return tl::unexpected(alone.error());
  auto out = Output::open(arguments.valueOf("output"));
  if (!out) return tl::unexpected(out.error());
  for (const auto& [code, label] : knownOfficeCodes())
    out->stream() << code << '\t' << label << '\n';
  return out->finish();
}

Outcome<int> printCounts(const Arguments& arguments) {
  const auto alone = checkCount(arguments, 1, 1, "count takes no name");
  if (!alone) return tl::unexpected(alone.error());
  const auto knowledge = knowledgeOption(arguments);
  if (!knowledge) return tl::unexpected(knowledge.error());
  auto out = Output::open(arguments.valueOf("output"));
  if (!out) return tl::unexpected(out.error());
  for (const auto& [what, count] : countKnown(*knowledge))
    out->stream() << count << '\t' << what << '\n';
  return out->finish();
}

Outcome<int> run(const Arguments& arguments) {
  if (arguments.names.empty()) return wrongCommandLine(std::string(kWhat));
  const std::string& what = arguments.names.front();
  if (what == "template") return printTemplate(arguments);
  if (what == "check") return check(arguments);
  if (what == "find") return find(arguments);
  if (what == "offices") return listOffices(arguments);
  if (what == "count") return printCounts(arguments);
  return wrongCommandLine(
      unknownName("word", what, {"template", "check", "find", "offices", "count"}));
}

}  // namespace

Command knowledgeCommand() {
  return {
      "knowledge",
      "template | check FILE… | find NAME | offices | count",
      "Prints what is known under a name; makes and checks tables of your own for --knowledge.",
      "template prints a table to begin with, check says what is wrong in one, with file and "
      "line,\n"
      "find looks a name up in the base (in any script), offices lists the codes of offices,\n"
      "count says how many people, organisations, places and terms of office are known.",
      {kKnowledgeOption, {"format", "F", "of find: table (default), json or jsonl"}, kOutputOption},
      {"chancery knowledge template -o my.tsv", "chancery knowledge check my.tsv",
       "chancery knowledge find जयशंकर", "chancery knowledge find Roe --knowledge my.tsv"},
      run};
}

}  // namespace chancery::cli
