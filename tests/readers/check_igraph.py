#!/usr/bin/env python3
"""Checks that igraph reads our GraphML.

usage: check_igraph.py FILE nodes=N edges=N directed=true|false [VERTEX-ID:ATTRIBUTE=VALUE]...

Exits with 77 ("skipped") where igraph is not installed.
"""
import sys
import warnings

try:
    import igraph
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

from expectations import run, unmet


def check(path, expectations):
    problems = []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        graph = igraph.Graph.Read_GraphML(path)
    problems += [f"warning: {one.message}" for one in caught]
    sizes = {"nodes": graph.vcount(), "edges": graph.ecount(),
             "directed": str(graph.is_directed()).lower()}

    def value_of(what):
        if what in sizes:
            return [sizes[what]]
        vertex, name = what.split(":")
        return [graph.vs.find(id=vertex)[name]]

    problems += unmet(expectations, value_of)
    if not all(weight > 0 for weight in graph.es["weight"]):
        problems.append("an edge has no weight")
    return problems


if __name__ == "__main__":
    run(check, __doc__)
