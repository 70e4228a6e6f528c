#!/usr/bin/env python3
"""Checks that other programs read our GraphML as it is meant.

usage: check_graphml.py FILE EXPECTATION...

An EXPECTATION is one of
  nodes=6                          how many nodes there are
  edges=4
  directed=false
  node:p.putin:label=Vladimir Putin   an attribute of the node with this id
  edge:p.a:p.b:weight=3               an attribute of some edge between the two, in this direction
                                      (either direction where the graph is undirected)
An attribute that must be missing is expected as "-". Exits with 77 ("skipped") where networkx or
lxml is not installed.
"""
import re
import sys

try:
    import networkx
    from lxml import etree
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

from expectations import run, unmet

NAMESPACE = "{http://graphml.graphdrawing.org/xmlns}"
TYPES = {"boolean", "int", "long", "float", "double", "string"}


def profile_problems(path):
    """What a strict reader would trip over, though networkx does not."""
    root = etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
    keys = {key.get("id"): key for key in root.iter(NAMESPACE + "key")}
    for key in keys.values():
        if key.get("for") not in ("node", "edge") or key.get("attr.type") not in TYPES:
            yield f"key {key.get('id')} is of an unusual kind"
        if not re.fullmatch(r"[a-z_]+", key.get("attr.name")):
            yield f"attribute {key.get('attr.name')} has an unusual name"
    ids = [element.get("id") for element in root.iter(NAMESPACE + "node", NAMESPACE + "edge")]
    if len(set(ids)) != len(ids):
        yield "an id stands twice"
    for value in ids:
        if not re.fullmatch(r"[A-Za-z0-9._-]+", value):
            yield f"id {value} cannot stand in every format"
    seen_edge = False
    for element in root.iter(NAMESPACE + "node", NAMESPACE + "edge"):
        kind = element.tag.removeprefix(NAMESPACE)
        if kind == "node" and seen_edge:
            yield f"node {element.get('id')} stands after an edge"
        seen_edge = seen_edge or kind == "edge"
        for data in element.iter(NAMESPACE + "data"):
            if data.get("key") not in keys or keys[data.get("key")].get("for") != kind:
                yield f"{kind} {element.get('id')} has undeclared data {data.get('key')}"
            if not data.text:
                yield f"{kind} {element.get('id')} has empty data {data.get('key')}"
        names = {keys[data.get("key")].get("attr.name") for data in element.iter(NAMESPACE + "data")}
        for needed in {"label", "weight"} if kind == "edge" else {"label"}:
            if needed not in names:
                yield f"{kind} {element.get('id')} has no {needed}"


def as_text(value):
    if value is None:
        return "-"
    return str(value).lower() if isinstance(value, bool) else str(value)


def edge_values(graph, source, target, name):
    pairs = graph.get_edge_data(source, target) or {}
    edges = pairs.values() if graph.is_multigraph() else [pairs] if pairs else []
    return [as_text(edge.get(name)) for edge in edges]


def actual_values(graph, what):
    """All values of which one must be the expected one."""
    if what == "nodes":
        return [str(graph.number_of_nodes())]
    if what == "edges":
        return [str(graph.number_of_edges())]
    if what == "directed":
        return [as_text(graph.is_directed())]
    kind, *rest = what.split(":")
    if kind == "node":
        return [as_text(graph.nodes[rest[0]].get(rest[1]))]
    return edge_values(graph, *rest)


def check(path, expectations):
    problems = list(profile_problems(path))
    graph = networkx.read_graphml(path)
    problems += unmet(expectations, lambda what: actual_values(graph, what))
    return problems


if __name__ == "__main__":
    run(check, __doc__)
