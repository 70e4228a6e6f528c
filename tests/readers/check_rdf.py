#!/usr/bin/env python3
"""Checks with rdflib that our JSON-LD, NDJSON-LD and N-Quads say the same.

usage: check_rdf.py FILE.jsonld FILE.nq FILE.ndjsonld [statements=N] [graphs=N]

Statements count with the graph in which they stand; graphs are those that have a name.

Exits with 77 ("skipped") where rdflib is not installed.
"""
import sys

try:
    import rdflib
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

DOUBLE = rdflib.XSD.double


def by_value(term):
    """Doubles as values: rdflib writes 0.087 where JSON-LD asks for 8.699999999999999E-2."""
    if isinstance(term, rdflib.Literal) and term.datatype == DOUBLE:
        return (f"{float(term):.12g}", str(DOUBLE))
    return term.n3()


def statements_of(graph):
    """All statements, sorted, with what is said of a blank node in its place: ours are the trunks
    of trees, so that two graphs say the same where these are equal. (The general comparison of
    rdflib takes minutes for some thousand blank nodes.)"""
    said = {}

    def named(term):
        if not isinstance(term, rdflib.BNode):
            return by_value(term)
        if term not in said:
            said[term] = None  # a ring of blank nodes would come by here again
            said[term] = hash(tuple(sorted(
                str((predicate.n3(), named(value)))
                for predicate, value in graph.predicate_objects(term))))
        if said[term] is None:
            raise ValueError("blank nodes stand in a ring")
        return said[term]

    return sorted(str((named(subject), predicate.n3(), named(value), name_of(where)))
                  for subject, predicate, value, where in graph.quads())


def name_of(graph):
    """The IRI of a named graph; rdflib calls the default one of a file after the file, or anyhow."""
    name = graph.identifier if isinstance(graph, rdflib.Graph) else graph
    is_named = isinstance(name, rdflib.URIRef) and name.startswith("http")
    return str(name) if is_named else ""


def read(path, syntax):
    quads = rdflib.ConjunctiveGraph()
    if syntax == "ndjsonld":
        with open(path, encoding="utf-8", newline="\n") as lines:
            for line in lines:
                quads.parse(data=line, format="json-ld")
    else:
        quads.parse(path, format=syntax)
    return quads


def main(jsonld, nquads, ndjsonld, expectations):
    graph = read(jsonld, "json-ld")
    statements = statements_of(graph)
    problems = []
    for path, syntax in ((nquads, "nquads"), (ndjsonld, "ndjsonld")):
        other = read(path, syntax)
        if statements_of(other) != statements:
            problems.append(f"{path} does not say what {jsonld} says: "
                            f"{len(statements_of(other))} statements against {len(statements)}")
    names = {name_of(where) for *_, where in graph.quads()} - {""}
    facts = {"statements": len(statements), "graphs": len(names)}
    for expectation in expectations:
        what, wanted = expectation.split("=")
        if facts[what] != int(wanted):
            problems.append(f"{jsonld} has {facts[what]} {what}, not {wanted}")
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:4], sys.argv[4:]))
