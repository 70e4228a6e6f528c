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


def main(path, expectations):
    problems = []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        graph = igraph.Graph.Read_GraphML(path)
    problems += [f"warning: {one.message}" for one in caught]
    sizes = {"nodes": graph.vcount(), "edges": graph.ecount(),
             "directed": str(graph.is_directed()).lower()}
    for expectation in expectations:
        what, _, wanted = expectation.partition("=")
        if what in sizes:
            found = sizes[what]
        else:
            vertex, name = what.split(":")
            found = graph.vs.find(id=vertex)[name]
        if str(found) != wanted:
            problems.append(f"{what} is {found!r}, not {wanted!r}")
    if not all(weight > 0 for weight in graph.es["weight"]):
        problems.append("an edge has no weight")
    for problem in problems:
        print(f"{path}: {problem}")
    return 1 if problems else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2:]))
