#!/usr/bin/env python3
"""Checks with rdflib that our JSON-LD, NDJSON-LD and N-Quads say the same.

usage: check_rdf.py FILE.jsonld FILE.nq FILE.ndjsonld [statements=N]

Exits with 77 ("skipped") where rdflib is not installed.
"""
import sys

try:
    import rdflib
    from rdflib.compare import isomorphic
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

DOUBLE = rdflib.XSD.double


def by_value(graph):
    """The same graph with doubles as values: rdflib writes 0.087 where JSON-LD asks for
    8.699999999999999E-2."""
    same = rdflib.Graph()
    for subject, predicate, value in graph:
        if isinstance(value, rdflib.Literal) and value.datatype == DOUBLE:
            value = rdflib.Literal(f"{float(value):.12g}", datatype=DOUBLE)
        same.add((subject, predicate, value))
    return same


def read(path, syntax):
    quads = rdflib.ConjunctiveGraph()
    if syntax == "ndjsonld":
        with open(path, encoding="utf-8", newline="\n") as lines:
            for line in lines:
                quads.parse(data=line, format="json-ld")
    else:
        quads.parse(path, format=syntax)
    return by_value(quads)


def main(jsonld, nquads, ndjsonld, expectations):
    graph = read(jsonld, "json-ld")
    problems = []
    for path, syntax in ((nquads, "nquads"), (ndjsonld, "ndjsonld")):
        other = read(path, syntax)
        if not isomorphic(graph, other):
            problems.append(f"{path} does not say what {jsonld} says: "
                            f"{len(other)} statements against {len(graph)}")
    for expectation in expectations:
        if expectation != f"statements={len(graph)}":
            problems.append(f"{jsonld} has {len(graph)} statements, not {expectation}")
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:4], sys.argv[4:]))
