#!/usr/bin/env python3
"""Checks that Neo4j holds, of our Cypher and of our tables, what networkx reads in our GraphML.

usage: check_neo4j.py NEO4J FOLDER/dyads

NEO4J is the folder into which Maven has put it, and FOLDER has dyads.graphml, dyads.cypher and so on.
Every node and edge must be there once, with each of its properties, of the right type, and no others.
Exits with 77 ("skipped") where Neo4j or networkx is not installed.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

try:
    import networkx
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

OF_THE_PICTURE = {"x", "y", "size", "color"}
DAYS = {"first_day", "last_day", "date_start", "date_end"}
LABELS = {"person": "Person", "country": "Country", "organisation": "Organisation",
          "place": "Place"}


def run_neo4j(folder, graph, home):
    done = subprocess.run(
        ["java", "-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", f"{folder}/neo4j-check.jar:{folder}/dependency/*", "Neo4jCheck",
         home, f"{graph}.cypher", f"{graph}.neo4j-nodes.csv", f"{graph}.neo4j-edges.csv"],
        capture_output=True, text=True, encoding="utf-8")
    if done.returncode != 0:
        sys.exit("Neo4j: " + (done.stdout + done.stderr)[-4000:])


def in_neo4j(file, directed):
    """Nodes and edges by id, and what is there twice."""
    nodes, edges, repeated = {}, {}, []
    with open(file, encoding="utf-8") as lines:
        for line in map(json.loads, lines):
            key = line["properties"].pop("id", None)
            if "type" in line:
                found, ends = edges, [line.pop("start"), line.pop("end")]
                line["ends"] = ends if directed else sorted(ends)
            else:
                found = nodes
                line["labels"].sort()
            if key in found:
                repeated.append(f"{key} stands twice")
            found[key] = line
    return nodes, edges, repeated


def properties(attributes):
    """What Neo4j should hold of what networkx has read."""
    return {name: {"date": value} if name in DAYS else value
            for name, value in attributes.items() if name not in OF_THE_PICTURE}


def in_graphml(graph, is_script):
    nodes = {key: {"labels": sorted({LABELS[attributes["entity_type"]]} |
                                    ({"Entity"} if is_script else set())),
                   "properties": properties(attributes)}
             for key, attributes in graph.nodes(data=True)}
    edges = {}
    for start, end, key, attributes in graph.edges(keys=True, data=True):
        ends = [start, end] if graph.is_directed() else sorted([start, end])
        edges[key] = {"type": attributes.get("relation", "has_events_with").upper(), "ends": ends,
                      "properties": properties(attributes)}
    return nodes, edges


def differences(kind, wanted, found):
    if len(wanted) != len(found):
        yield f"{len(found)} {kind}s, not {len(wanted)}"
    for key in sorted(wanted.keys() - found.keys(), key=str):
        yield f"{kind} {key} is not there"
    for key in sorted(found.keys() - wanted.keys(), key=str):
        yield f"{kind} {key} should not be there"
    for key in wanted.keys() & found.keys():
        for part, value in wanted[key].items():
            if part != "properties":
                if found[key][part] != value:
                    yield f"{kind} {key}: {part} {found[key][part]}, not {value}"
                continue
            other = found[key][part]
            for name in sorted(value.keys() | other.keys()):
                here, there = value.get(name), other.get(name)
                if type(here) is not type(there) or here != there:
                    yield f"{kind} {key}: {name} is {there!r}, not {here!r}"


def main(folder, name):
    if not (pathlib.Path(folder) / "neo4j-check.jar").exists():
        print("Neo4j is not there; see tests/export/readers.cmake")
        return 77
    graph = networkx.read_graphml(f"{name}.graphml", force_multigraph=True)
    problems = []
    with tempfile.TemporaryDirectory() as home:
        run_neo4j(folder, name, home)
        for form in ("script", "tables"):
            nodes, edges, found = in_neo4j(f"{home}/{form}.jsonl", graph.is_directed())
            wanted_nodes, wanted_edges = in_graphml(graph, form == "script")
            found += differences("node", wanted_nodes, nodes)
            found += differences("edge", wanted_edges, edges)
            print(f"{form}: {len(nodes)} nodes, {len(edges)} edges, {len(found)} problems")
            problems += found
    for problem in problems[:20]:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
