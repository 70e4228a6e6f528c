#include "export/graphml.h"

#include <sstream>

#include "export/nasty_graph.h"
#include "export/sample_graph.h"
#include "graph/folded_source.h"
#include "support/catch.h"
#include "support/xml.h"

namespace chancery {
namespace {

using Parsed = test::ParsedXml;

std::string graphml(const EventSource& source, GraphKind kind) {
  std::ostringstream out;
  REQUIRE(writeGraphml(source, {}, {kind}, out));
  return out.str();
}

TEST_CASE("An edge of the dyads is a pair with counts of what happened", "[export]") {
  const Parsed file(graphml(test::sampleGraph(), GraphKind::kDyads));
  CHECK(file["//graph/@edgedefault"] == "undirected");
  CHECK(file["count(//node)"] == "6");
  CHECK(file["count(//edge)"] == "4");

  const std::string pair = "//edge[@source='p.jaishankar' and @target='p.putin']";
  CHECK(file[pair + "/data[@key='e_label']"] == "meet 1, talk 1, criticize 1");
  CHECK(file[pair + "/data[@key='weight']"] == "3");
  CHECK(file[pair + "/data[@key='criticize']"] == "1");
  CHECK(file[pair + "/data[@key='sign']"] == "0");
  CHECK(file[pair + "/data[@key='happened']"] == "3");
  CHECK(file[pair + "/data[@key='first_day']"] == "2024-01-01");
  CHECK(file[pair + "/data[@key='last_day']"] == "2025-08-21");
  CHECK(file[pair + "/data[@key='confidence']"] == "1.0");
  CHECK(file["count(//edge[@source='c.us' or @target='c.us']/data[@key='first_day'])"] == "0");
}

TEST_CASE("An edge of the events is an event, from subject to object", "[export]") {
  const Parsed file(graphml(test::sampleGraph(), GraphKind::kEvents));
  CHECK(file["//graph/@edgedefault"] == "directed");
  CHECK(file["count(//edge)"] == "6");

  const std::string visit = "//edge[data[@key='relation']='visit']";
  CHECK(file[visit + "/@source"] == "p.putin");
  CHECK(file[visit + "/@target"] == "c.in");
  CHECK(file[visit + "/data[@key='date_start']"] == "2025-12-01");
  CHECK(file[visit + "/data[@key='date_end']"] == "2025-12-31");
  CHECK(file[visit + "/data[@key='date_precision']"] == "month");
  CHECK(file[visit + "/data[@key='status']"] == "planned");
  CHECK(file[visit + "/data[@key='cameo']"] == "042");

  const std::string meeting = "//edge[data[@key='place']='Kremlin']";
  CHECK(file[meeting + "/data[@key='documents']"] == "2");
  CHECK(file[meeting + "/data[@key='mentions']"] == "3");
  CHECK(file[meeting + "/data[@key='topics']"] == "energy; trade");
  CHECK(file[meeting + "/data[@key='symmetric']"] == "true");
  CHECK(file["count(//edge[data[@key='relation']='sanction']/data[@key='date_start'])"] == "0");
}

TEST_CASE("Communities stand in GraphML with their colours, if they are asked for", "[export]") {
  std::ostringstream out;
  REQUIRE(writeGraphml(test::sampleGraph(), {}, {.communities = true}, out));
  const Parsed file(out.str());
  CHECK(file["//key[@id='community']/@attr.type"] == "long");
  // the sanction on o.ab is a piece of its own
  const std::string american = file["//node[@id='c.us']/data[@key='community']"];
  CHECK(file["//node[@id='o.ab']/data[@key='community']"] == american);
  CHECK(file["//node[@id='p.putin']/data[@key='community']"] == "1");
  CHECK(american != "1");
  const auto colour = [&](const std::string& id) {
    return file["//node[@id='" + id + "']/data[@key='color']"];
  };
  CHECK(colour("o.ab") == colour("c.us"));
  CHECK(colour("o.ab") != colour("p.putin"));
  CHECK(file["count(//data[@key='x'])"] == "0");
  CHECK(Parsed(graphml(test::sampleGraph(), GraphKind::kDyads))["count(//key[@id='community'])"] ==
        "0");
}

TEST_CASE("GraphML keeps every character that XML can hold", "[export]") {
  const Parsed file(graphml(test::sampleGraph(), GraphKind::kEvents));
  CHECK(file["//node[@id='o.ab']/data[@key='label']"] == "Smith & \"Sons\" <AG>");
  CHECK(file["//node[@id='p.jaishankar']/data[@key='aliases']"] == "एस जयशंकर; जयशंकर");
  CHECK(file["//edge[data[@key='place']='Kremlin']/data[@key='evidence']"] ==
        "Putin met Jaishankar & signed <nothing>; a[b[0]]>1.");
}

TEST_CASE("GraphML has U+FFFD in place of what XML forbids", "[export]") {
  const Parsed file(graphml(test::sampleGraph(), GraphKind::kEvents));
  CHECK(file["//node[@id='o.ab']/data[@key='aliases']"] == "S��ons");
  CHECK(file["//edge[data[@key='relation']='talk']/data[@key='evidence']"] ==
        "spoke����� with\nhim");
}

TEST_CASE("All ids in a GraphML file are different", "[export]") {
  for (const GraphKindInfo& graph : kGraphKinds) {
    const Parsed file(graphml(test::sampleGraph(), graph.kind));
    CHECK(file["count(//node[@id = preceding::*/@id] | //edge[@id = preceding::*/@id] | "
               "//key[@id = preceding::key/@id])"] == "0");
  }
}

TEST_CASE("Every event is counted in one dyad, also where people are folded into states",
          "[export]") {
  const auto nasty = test::nastyGraph(200, 16);
  const auto folded = FoldedSource::fold(nasty.source, foldByCountry());
  REQUIRE(folded);
  for (const EventSource* source : {static_cast<const EventSource*>(&nasty.source),
                                    static_cast<const EventSource*>(&*folded)}) {
    const Parsed dyads(graphml(*source, GraphKind::kDyads));
    const Parsed events(graphml(*source, GraphKind::kEvents));
    CHECK(dyads["sum(//edge/data[@key='weight'])"] == events["count(//edge)"]);
    CHECK(events["count(//edge)"] == std::to_string(nasty.events.size()));
  }
}

TEST_CASE("A source that cannot describe a participant still gives a complete file", "[export]") {
  MemorySource source;
  DocumentEvents report = test::englishReport();
  report.entities.clear();
  source.add(report);
  const Parsed file(graphml(source, GraphKind::kDyads));
  CHECK(file["//node[@id='c.us']/data[@key='label']"] == "c.us");
  CHECK(file["//node[@id='c.us']/data[@key='entity_type']"] == "country");
}

TEST_CASE("Whoever writes a graph may ask how many edges it got", "[export]") {
  for (const auto& [kind, expected] :
       {std::pair{GraphKind::kDyads, 4u}, {GraphKind::kEvents, 6u}}) {
    std::uint64_t edges = 0;
    std::ostringstream out;
    REQUIRE(writeGraphml(test::sampleGraph(), {}, {.kind = kind, .edges = &edges}, out));
    CHECK(edges == expected);
  }
}

TEST_CASE("GraphML has sizes and colours, and with a layout also places", "[export]") {
  for (const bool layout : {false, true}) {
    std::ostringstream out;
    REQUIRE(writeGraphml(test::sampleGraph(), {}, {GraphKind::kDyads, layout}, out));
    const Parsed file(out.str());
    for (const std::string key : {"size", "color"}) {
      INFO(key);
      CHECK(file["count(//key[@id='" + key + "' and @for='node'])"] == "1");
      CHECK(file["count(//node/data[@key='" + key + "'])"] == "6");
    }
    for (const std::string key : {"x", "y"}) {
      INFO(key);
      CHECK(file["count(//key[@id='" + key + "'])"] == (layout ? "1" : "0"));
      CHECK(file["count(//node/data[@key='" + key + "'])"] == (layout ? "6" : "0"));
    }
    CHECK(file["//node[@id='p.putin']/data[@key='color']"] == "#0072b2");
    CHECK(file["//node[@id='c.in']/data[@key='color']"] == "#e69f00");
    CHECK(file["//node[@id='p.putin']/data[@key='size']"] == "17.89");  // five events
    CHECK(file["//key[@id='e_color']/@attr.name"] == "color");
    CHECK(file["//edge[@source='c.us']/data[@key='e_color']"] == "#d55e00");  // a sanction
  }
}

}  // namespace
}  // namespace chancery
