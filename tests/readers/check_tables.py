#!/usr/bin/env python3
"""Checks our tables as their readers would, with Python's own csv module.

usage: check_tables.py neo4j NODES.csv EDGES.csv nodes=N edges=N
       check_tables.py gephi NODES.csv EDGES.csv nodes=N edges=N
       check_tables.py cameo EVENTS.tsv events=N

Neo4j: the rules for headers and values of `neo4j-admin database import` (Operations manual,
"Import"). Gephi: the names that its importer knows, and its timesets.
"""
import csv
import datetime
import re
import sys

# type: what a value of it must look like
NEO4J_TYPES = {
    "long": r"-?\d+", "double": r"-?\d+(\.\d+)?", "boolean": "true|false", "string": None,
    "date": "date",
}


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file, strict=True)
    for row in rows:
        if len(row) != len(header):
            raise ValueError(f"{path}: {len(row)} fields under {len(header)} titles")
    return header, rows


def is_day(text):
    try:
        return datetime.date.fromisoformat(text) is not None
    except ValueError:
        return False


def neo4j_values(path, header, rows):
    """What is wrong with names and values of the properties."""
    names = [title.partition(":")[0] for title in header]
    properties = [name for name in names if name]
    if len(set(properties)) != len(properties):
        yield f"{path}: a property stands twice"
    for column, title in enumerate(header):
        name, _, kind = title.partition(":")
        if kind in ("ID", "LABEL", "TYPE", "START_ID", "END_ID"):
            continue
        if not re.fullmatch(r"[A-Za-z_]\w*", name) or (kind or "string") not in NEO4J_TYPES:
            yield f"{path}: title {title!r} breaks the rules"
            continue
        form = NEO4J_TYPES[kind or "string"]
        for row in rows:
            value = row[column]
            if value == "" or form is None:
                continue
            if not (is_day(value) if form == "date" else re.fullmatch(form, value)):
                yield f"{path}: {title} cannot be {value!r}"


def check_neo4j(nodes_path, edges_path):
    node_header, nodes = rows_of(nodes_path)
    edge_header, edges = rows_of(edges_path)
    yield from neo4j_values(nodes_path, node_header, nodes)
    yield from neo4j_values(edges_path, edge_header, edges)
    for header, needed in ((node_header, ["id:ID", ":LABEL"]),
                           (edge_header, [":START_ID", ":END_ID", ":TYPE"])):
        for title in needed:
            if header.count(title) != 1:
                yield f"there is not one {title}"
    ids = [row[node_header.index("id:ID")] for row in nodes]
    if len(set(ids)) != len(ids):
        yield "a node stands twice"
    known = set(ids)
    for row in edges:
        for end in (":START_ID", ":END_ID"):
            if row[edge_header.index(end)] not in known:
                yield f"a relationship has no node at its {end}"
        if not re.fullmatch(r"[A-Z_]+", row[edge_header.index(":TYPE")]):
            yield "a relationship has no type"
    yield len(nodes), len(edges)


def check_gephi(nodes_path, edges_path):
    node_header, nodes = rows_of(nodes_path)
    edge_header, edges = rows_of(edges_path)
    if node_header[:3] != ["Id", "Label", "timeset"]:
        yield f"nodes begin with {node_header[:3]}"
    for title in ("Source", "Target", "Type", "Weight", "timeset"):
        if title not in edge_header:
            yield f"edges have no {title}"
    for header, rows in ((node_header, nodes), (edge_header, edges)):
        for row in rows:
            last = ""
            spans = row[header.index("timeset")]
            if spans and not re.fullmatch(r"<\[[^]]*\](; \[[^]]*\])*>", spans):
                yield f"{spans!r} is no timeset"
            for begin, end in re.findall(r"\[(\S+), (\S+)\]", spans):
                if not (is_day(begin) and is_day(end) and last < begin <= end):
                    yield f"{spans!r} has spans that overlap, or no days"
                last = end
    yield len(nodes), len(edges)


def check_cameo(path):
    with open(path, encoding="utf-8", newline="") as file:
        header, *rows = [line.split("\t") for line in file.read().split("\n")[:-1]]
    column = {title: number for number, title in enumerate(header)}
    for row in rows:
        if len(row) != len(header):
            yield f"{len(row)} fields under {len(header)} titles"
            continue
        value = {title: row[number] for title, number in column.items()}
        if value["event_date"] and not is_day(value["event_date"]):
            yield f"event_date is {value['event_date']!r}"
        if not value["cameo_code"].startswith(value["cameo_root"]) or not value["source_code"]:
            yield f"{value['event_id']} lacks a code"
        if value["quad_class"] not in "1234" or not -10 <= float(value["goldstein"]) <= 10:
            yield f"{value['event_id']} has no scale"
    yield len(rows)


CHECKS = {"neo4j": (check_neo4j, 2), "gephi": (check_gephi, 2), "cameo": (check_cameo, 1)}
NAMES = {"neo4j": ("nodes", "edges"), "gephi": ("nodes", "edges"), "cameo": ("events",)}


def main(kind, arguments):
    check, files = CHECKS[kind]
    *problems, counts = check(*arguments[:files])
    counts = counts if isinstance(counts, tuple) else (counts,)
    found = {f"{name}={count}" for name, count in zip(NAMES[kind], counts)}
    problems += [f"not {wanted}: {found}" for wanted in arguments[files:] if wanted not in found]
    for problem in problems[:20]:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2:]))
