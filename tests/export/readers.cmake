# Programs that people open our files with, on the sample, which is small, and on a graph of 10,000
# events with all that has broken readers (nasty_graph.h). A test is skipped where its program is
# not installed.
add_executable(write_sample write_sample.cpp)
target_link_libraries(write_sample PRIVATE chancery::export chancery::warnings)
target_include_directories(write_sample PRIVATE ${PROJECT_SOURCE_DIR}/tests)
set(readers ${PROJECT_SOURCE_DIR}/tests/readers)
set(sample ${CMAKE_CURRENT_BINARY_DIR}/sample)
set(nasty ${CMAKE_CURRENT_BINARY_DIR}/nasty)
set(nasty_small ${CMAKE_CURRENT_BINARY_DIR}/nasty-small)  # for what reckons with every statement
add_test(NAME "export: the sample is written" COMMAND write_sample ${sample} sample)
add_test(NAME "export: a nasty graph is written" COMMAND write_sample ${nasty} nasty 10000 400)
add_test(NAME "export: a small nasty graph is written"
  COMMAND write_sample ${nasty_small} nasty 60 16)
set_tests_properties("export: the sample is written" "export: a nasty graph is written"
  "export: a small nasty graph is written" PROPERTIES FIXTURES_SETUP export_sample)

function(add_reader_test name)
  add_test(NAME "export: ${name}" ${ARGN})
  set_tests_properties("export: ${name}" PROPERTIES
    FIXTURES_REQUIRED export_sample SKIP_RETURN_CODE 77 TIMEOUT 300)
endfunction()

# the system's Python first, for that is where the packages python3-networkx and python3-lxml go
find_program(CHANCERY_PYTHON python3 HINTS /usr/bin)

# The store of the example articles, by the program itself; what readers should find is counted from
# its JSON Lines.
set(examples ${CMAKE_CURRENT_BINARY_DIR}/examples)
if(CHANCERY_PYTHON)
  add_test(NAME "export: the examples are written" COMMAND ${CHANCERY_PYTHON}
    ${readers}/write_examples.py $<TARGET_FILE:chancery> ${PROJECT_SOURCE_DIR}/examples/corpus
    ${examples})
  set_tests_properties("export: the examples are written" PROPERTIES FIXTURES_SETUP export_examples)
endif()
function(add_examples_test name expected)
  add_reader_test("${name} of the examples" COMMAND ${readers}/with_expected.sh
    ${examples}/${expected}.expected ${ARGN})
  set_tests_properties("export: ${name} of the examples" PROPERTIES
    FIXTURES_REQUIRED "export_sample;export_examples")
endfunction()

# Questions of a whole graph, put to the library and to networkx.
add_executable(write_answers write_answers.cpp)
target_link_libraries(write_answers PRIVATE
  chancery::export nlohmann_json::nlohmann_json chancery::warnings)
target_include_directories(write_answers PRIVATE ${PROJECT_SOURCE_DIR}/tests)
if(CHANCERY_PYTHON)
  set(answers ${CMAKE_CURRENT_BINARY_DIR}/answers)
  add_test(NAME "export: the questions of a generated graph are answered"
    COMMAND write_answers ${answers}-generated.json generated)
  add_test(NAME "export: the questions of the examples are answered"
    COMMAND write_answers ${answers}-examples.json ${examples}/events.jsonl)
  set_tests_properties("export: the questions of a generated graph are answered" PROPERTIES
    FIXTURES_SETUP answers_generated)
  set_tests_properties("export: the questions of the examples are answered" PROPERTIES
    FIXTURES_SETUP answers_examples FIXTURES_REQUIRED export_examples)
  foreach(graph generated examples)
    add_reader_test("networkx has the same answers (${graph})" COMMAND ${CHANCERY_PYTHON}
      ${readers}/check_questions.py ${answers}-${graph}.json)
    set_tests_properties("export: networkx has the same answers (${graph})" PROPERTIES
      FIXTURES_REQUIRED answers_${graph})
  endforeach()
endif()

if(CHANCERY_PYTHON)
  add_reader_test("networkx reads the dyads" COMMAND ${CHANCERY_PYTHON} ${readers}/check_graphml.py
    ${sample}/dyads.graphml nodes=6 edges=4 directed=false
    "node:p.putin:label=Vladimir Putin" "node:o.ab:label=Smith & \"Sons\" <AG>" node:o.ab:country=-
    edge:p.putin:p.jaishankar:weight=3.0 edge:p.putin:p.jaishankar:criticize=1
    edge:p.putin:p.jaishankar:first_day=2024-01-01
    "node:p.putin:color=#0072b2" node:p.putin:size=17.89 "edge:c.us:o.ab:color=#d55e00"
    edge:c.us:o.ab:first_day=- edge:c.us:o.ab:possible=1 edge:c.us:o.ab:happened=0)
  add_reader_test("networkx reads the events" COMMAND ${CHANCERY_PYTHON} ${readers}/check_graphml.py
    ${sample}/events.graphml nodes=6 edges=6 directed=true
    "node:p.jaishankar:aliases=एस जयशंकर\; जयशंकर" node:p.putin:events=5
    edge:p.jaishankar:p.putin:place=Kremlin edge:p.jaishankar:p.putin:symmetric=true
    edge:p.jaishankar:p.putin:documents=2 edge:p.putin:p.jaishankar:relation=criticize
    edge:p.putin:c.in:date_precision=month edge:p.putin:c.in:date_end=2025-12-31
    edge:p.putin:c.in:cameo=042 edge:p.putin:p.zelenskyy:status=denied
    edge:c.us:o.ab:date_start=-)
  add_reader_test("networkx reads nasty events" COMMAND ${CHANCERY_PYTHON}
    ${readers}/check_graphml.py ${nasty}/events.graphml nodes=400 edges=10000 directed=true
    "node:o.n6:label=INF Treaty, NaN and -Infinity 6" node:c.n1:country=-)
  add_reader_test("igraph reads nasty events" COMMAND ${CHANCERY_PYTHON} ${readers}/check_igraph.py
    ${nasty}/events.graphml nodes=400 edges=10000 directed=true
    "o.n6:label=INF Treaty, NaN and -Infinity 6")
  add_reader_test("igraph reads nasty dyads" COMMAND ${CHANCERY_PYTHON} ${readers}/check_igraph.py
    ${nasty}/dyads.graphml nodes=400 edges=5000 directed=false)
  add_examples_test("networkx reads the dyads" dyads ${CHANCERY_PYTHON}
    ${readers}/check_graphml.py ${examples}/dyads.graphml directed=false
    "node:p.vladimir-putin:label=Vladimir Putin")
  add_examples_test("networkx reads the events" events ${CHANCERY_PYTHON}
    ${readers}/check_graphml.py ${examples}/events.graphml directed=true)
  add_examples_test("igraph reads the dyads" dyads ${CHANCERY_PYTHON}
    ${readers}/check_igraph.py ${examples}/dyads.graphml directed=false
    "p.vladimir-putin:label=Vladimir Putin")
  add_examples_test("igraph reads the events" events ${CHANCERY_PYTHON}
    ${readers}/check_igraph.py ${examples}/events.graphml directed=true)
  foreach(kind dyads events)
    add_examples_test("tables keep to the rules of Neo4j (${kind})" ${kind} ${CHANCERY_PYTHON}
      ${readers}/check_tables.py neo4j ${examples}/${kind}.neo4j-nodes.csv
      ${examples}/${kind}.neo4j-edges.csv)
    add_examples_test("tables keep to the rules of Gephi (${kind})" ${kind} ${CHANCERY_PYTHON}
      ${readers}/check_tables.py gephi ${examples}/${kind}.nodes.csv ${examples}/${kind}.edges.csv)
    add_examples_test("Graphviz draws the ${kind}" ${kind} ${CHANCERY_PYTHON}
      ${readers}/check_dot.py ${examples}/${kind}.dot)
  endforeach()
  add_reader_test("tables keep to the rules of Neo4j" COMMAND ${CHANCERY_PYTHON}
    ${readers}/check_tables.py neo4j ${nasty}/events.neo4j-nodes.csv
    ${nasty}/events.neo4j-edges.csv nodes=400 edges=10000)
  add_reader_test("tables keep to the rules of Gephi" COMMAND ${CHANCERY_PYTHON}
    ${readers}/check_tables.py gephi ${nasty}/dyads.nodes.csv ${nasty}/dyads.edges.csv
    nodes=400 edges=5000)
  add_reader_test("coded rows have their codes" COMMAND ${CHANCERY_PYTHON}
    ${readers}/check_tables.py cameo ${nasty}/events.tsv events=10000)
  add_reader_test("icalendar reads the calendar" COMMAND ${CHANCERY_PYTHON} ${readers}/check_ics.py
    ${sample}/events.ics events=2 "Vladimir Putin → India (visit):STATUS=CONFIRMED"
    "Vladimir Putin → India (visit):DTEND=2026-01-01"
    "Vladimir Putin – Volodymyr Zelenskyy (meet):STATUS=CANCELLED"
    "Vladimir Putin – Volodymyr Zelenskyy (meet):DESCRIPTION=denied reports of a meeting")
  add_reader_test("icalendar reads a nasty calendar" COMMAND ${CHANCERY_PYTHON}
    ${readers}/check_ics.py ${nasty}/events.ics events=1834)
  add_reader_test("Graphviz draws the dyads" COMMAND ${CHANCERY_PYTHON} ${readers}/check_dot.py
    ${sample}/dyads.dot nodes=6 edges=4 "p.putin=Vladimir Putin" "o.ab=Smith & \"Sons\" <AG>")
  add_reader_test("Graphviz draws nasty events" COMMAND ${CHANCERY_PYTHON} ${readers}/check_dot.py
    ${nasty_small}/events.dot nodes=16 edges=60)
  add_reader_test("rdflib finds the same in all linked data" COMMAND ${CHANCERY_PYTHON}
    ${readers}/check_rdf.py ${sample}/events.jsonld ${sample}/events.nq ${sample}/events.ndjsonld
    statements=270)
  add_reader_test("rdflib finds the same in nasty linked data" COMMAND ${CHANCERY_PYTHON}
    ${readers}/check_rdf.py ${nasty_small}/events.jsonld ${nasty_small}/events.nq
    ${nasty_small}/events.ndjsonld)
  add_reader_test("rdflib finds the same in linked data of the examples" COMMAND ${CHANCERY_PYTHON}
    ${readers}/check_rdf.py ${examples}/events.jsonld ${examples}/events.nq
    ${examples}/events.ndjsonld)
  add_reader_test("rdflib finds the same graphs of documents" COMMAND ${CHANCERY_PYTHON}
    ${readers}/check_rdf.py ${sample}/graphs.jsonld ${sample}/graphs.nq ${sample}/graphs.ndjsonld
    graphs=3)
  add_reader_test("rdflib finds the same graphs of nasty documents" COMMAND ${CHANCERY_PYTHON}
    ${readers}/check_rdf.py ${nasty_small}/graphs.jsonld ${nasty_small}/graphs.nq
    ${nasty_small}/graphs.ndjsonld)
  add_reader_test("rdflib finds the same graphs of the examples" COMMAND ${CHANCERY_PYTHON}
    ${readers}/check_rdf.py ${examples}/graphs.jsonld ${examples}/graphs.nq
    ${examples}/graphs.ndjsonld)
  set_tests_properties("export: rdflib finds the same in linked data of the examples"
    "export: rdflib finds the same graphs of the examples" PROPERTIES
    FIXTURES_REQUIRED export_examples)
endif()

# To let these run, once: npm ci --prefix <build folder>/tests/export/jsonld; the same for graphology
find_program(CHANCERY_NODE NAMES node nodejs)
foreach(reader jsonld graphology)
  foreach(file package.json package-lock.json)
    configure_file(${readers}/${reader}/${file}
      ${CMAKE_CURRENT_BINARY_DIR}/${reader}/${file} COPYONLY)
  endforeach()
endforeach()
if(CHANCERY_NODE)
  add_reader_test("jsonld.js reads the linked data"
    COMMAND ${CHANCERY_NODE} ${readers}/jsonld/check.mjs ${sample}/events.jsonld statements=270
      same=${sample}/events.nq same=${sample}/events.ndjsonld
      "6 type> <http://schema.org/Event> \\.$" "8 oa#hasBody> <https://w3id.org/chancery/id/e\\."
      "1 \"2025-12\"\\^\\^<http://www.w3.org/2001/XMLSchema#gYearMonth>"
      "1 \"2024\"\\^\\^<http://www.w3.org/2001/XMLSchema#gYear>"
      "3 startDate> \"[-0-9]*\"\\^\\^<http://www.w3.org/2001/XMLSchema#date>"
      "1 oa#exact> \"🤝 जयशंकर ने क्रेमलिन में पुतिन से मुलाकात की।\""
      "1 ns#cameo> \"042\" \\.$" "0 confidence> \"[^\"]*\"\\^\\^<[^>]*(integer|decimal)>"
    WORKING_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/jsonld)
  add_reader_test("jsonld.js reads nasty linked data"
    COMMAND ${CHANCERY_NODE} ${readers}/jsonld/check.mjs ${nasty_small}/events.jsonld
      same=${nasty_small}/events.nq same=${nasty_small}/events.ndjsonld
    WORKING_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/jsonld)
  add_reader_test("graphology reads the dyads"
    COMMAND ${CHANCERY_NODE} ${readers}/graphology/check.mjs ${sample}/dyads.graphml nodes=6 edges=4
      directed=false "o.ab:label=Smith & \"Sons\" <AG>" "o.ab:color=#009e73"
    WORKING_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/graphology)
  add_reader_test("graphology reads nasty events"
    COMMAND ${CHANCERY_NODE} ${readers}/graphology/check.mjs ${nasty}/events.graphml nodes=400
      edges=10000 directed=true "o.n6:label=INF Treaty, NaN and -Infinity 6"
    WORKING_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/graphology)
  add_reader_test("jsonld.js reads linked data of the examples"
    COMMAND ${CHANCERY_NODE} ${readers}/jsonld/check.mjs ${examples}/events.jsonld
      same=${examples}/events.nq same=${examples}/events.ndjsonld
    WORKING_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/jsonld)
  add_reader_test("jsonld.js reads the graphs of documents"
    COMMAND ${CHANCERY_NODE} ${readers}/jsonld/check.mjs ${sample}/graphs.jsonld
      same=${sample}/graphs.nq same=${sample}/graphs.ndjsonld
      "6 type> <http://schema.org/Event> \\.$"
      "8 oa#hasBody> <https://w3id.org/chancery/id/e\\.[^>]*> <https://w3id.org/chancery/id/document/"
      "0 oa#hasBody> <[^>]*> \\.$"
    WORKING_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/jsonld)
  add_reader_test("jsonld.js reads the graphs of nasty documents"
    COMMAND ${CHANCERY_NODE} ${readers}/jsonld/check.mjs ${nasty_small}/graphs.jsonld
      same=${nasty_small}/graphs.nq same=${nasty_small}/graphs.ndjsonld
    WORKING_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/jsonld)
  add_reader_test("jsonld.js reads the graphs of the examples"
    COMMAND ${CHANCERY_NODE} ${readers}/jsonld/check.mjs ${examples}/graphs.jsonld
      same=${examples}/graphs.nq same=${examples}/graphs.ndjsonld
    WORKING_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/jsonld)
  set_tests_properties("export: jsonld.js reads linked data of the examples"
    "export: jsonld.js reads the graphs of the examples" PROPERTIES
    FIXTURES_REQUIRED export_examples)
  foreach(kind dyads events)
    add_examples_test("graphology reads the ${kind}" ${kind} ${CHANCERY_NODE}
      ${readers}/graphology/check.mjs ${examples}/${kind}.graphml
      "p.vladimir-putin:label=Vladimir Putin")
    set_tests_properties("export: graphology reads the ${kind} of the examples" PROPERTIES
      WORKING_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/graphology)
  endforeach()
endif()

# Gephi itself, without its window; xvfb-run gives it the display that its renderer asks for. To let
# it run, once: mvn -f tests/readers/gephi package -Dgephi.target=<build folder>/tests/export/gephi
find_program(CHANCERY_JAVA java)
find_program(CHANCERY_XVFB xvfb-run)
set(gephi ${CMAKE_CURRENT_BINARY_DIR}/gephi)
function(add_gephi_test name)
  add_reader_test("Gephi opens ${name}" COMMAND ${readers}/gephi/run.sh ${gephi} ${ARGN})
endfunction()
if(CHANCERY_JAVA AND CHANCERY_XVFB)
  add_gephi_test("the dyads of GEXF" ${sample}/dyads.gexf nodes=6 edges=4 from=2024-01-01
    to=2025-12-31 edges-on=2025-08-20:2 edges-on=2024-05-05:2 positions=true
    "p.putin:label=Vladimir Putin" "o.ab:label=Smith & \"Sons\" <AG>" p.putin:events=5
    "p.putin:colour=#0072b2" edge-colours=2 png=${CMAKE_CURRENT_BINARY_DIR}/gephi.png)
  add_gephi_test("the events of GEXF" ${sample}/events.gexf nodes=6 edges=6 from=2024-01-01
    to=2025-12-31 edges-on=2025-08-21:4 edges-on=2023-01-01:1 positions=true)
  add_gephi_test("the dyads of GraphML" ${sample}/dyads.graphml nodes=6 edges=4 positions=true
    "p.putin:colour=#0072b2" "o.ab:colour=#009e73" edge-colours=2)
  add_gephi_test("the events of GraphML" ${sample}/events.graphml nodes=6 edges=6 positions=true
    "p.putin:colour=#0072b2" edge-colours=2)
  foreach(file dyads.gexf events.gexf dyads.graphml events.graphml)
    string(REGEX REPLACE "[.]graphml$" "" expected ${file})
    add_examples_test("Gephi opens ${file}" ${expected} ${readers}/gephi/run.sh ${gephi}
      ${examples}/${file} positions=true "p.vladimir-putin:label=Vladimir Putin")
  endforeach()
  add_gephi_test("nasty dyads of GEXF" ${nasty}/dyads.gexf nodes=400 edges=5000 positions=true
    from=1860-04-30 to=1998-04-16
    "o.n6:label=INF Treaty, NaN and -Infinity 6" png=${CMAKE_CURRENT_BINARY_DIR}/gephi-nasty.png)
  add_gephi_test("nasty events of GEXF" ${nasty}/events.gexf nodes=400 edges=10000 positions=true
    from=1860-04-30 to=1998-04-16 edges-on=1975-06-15:1079
    edges-on=1998-03-03:1005)
  add_gephi_test("nasty events of GraphML" ${nasty}/events.graphml nodes=400 edges=10000)
endif()

# Neo4j itself: it runs the script, twice, and its importer takes the tables. To let it run, once:
# mvn -f tests/readers/neo4j package -Dneo4j.target=<build folder>/tests/export/neo4j
set(neo4j ${CMAKE_CURRENT_BINARY_DIR}/neo4j)
if(CHANCERY_JAVA AND CHANCERY_PYTHON)
  foreach(graph nasty examples)
    foreach(kind dyads events)
      set(name "export: Neo4j holds the ${kind} (${graph})")
      add_test(NAME ${name}
        COMMAND ${CHANCERY_PYTHON} ${readers}/check_neo4j.py ${neo4j} ${${graph}}/${kind})
      set_tests_properties(${name} PROPERTIES
        FIXTURES_REQUIRED "export_sample;export_examples" SKIP_RETURN_CODE 77 TIMEOUT 900
        RESOURCE_LOCK neo4j)  # for its memory, 1 GB and that of its importer
    endforeach()
  endforeach()
endif()
