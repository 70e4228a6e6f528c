#!/usr/bin/env python3
"""Builds a store of a corpus and exports it in all formats that graph readers read, with what these
should find, counted from the JSON Lines, in files beside them: dyads.expected, and so on.

usage: write_examples.py CHANCERY CORPUS FOLDER
"""
import calendar
import json
import pathlib
import shutil
import subprocess
import sys

OF_BOTH_KINDS = (".graphml", ".gexf", ".dot", ".nodes.csv", ".edges.csv", ".neo4j-nodes.csv",
                 ".neo4j-edges.csv", ".cypher")
LINKED = (".jsonld", ".ndjsonld", ".nq")
OF_EVENTS = (".jsonl", *LINKED, ".tsv", ".ics")


def days_of(part):
    """First and last day of "2024", "2024-05" or "2024-05-01"."""
    year, month, day = (list(map(int, part.split("-"))) + [0, 0])[:3]
    if day:
        return (part, part)
    months = (month, month) if month else (1, 12)
    last = calendar.monthrange(year, months[1])[1]
    return (f"{year:04}-{months[0]:02}-01", f"{year:04}-{months[1]:02}-{last:02}")


def expected(lines):
    events, pairs, actors, days = set(), set(), set(), set()
    for line in map(json.loads, lines):
        subject, object_, date = line["subject"]["id"], line["object"]["id"], line.get("date", "")
        events.add((line["relation"], subject, object_, date))
        pairs.add(frozenset((subject, object_)))
        actors.update((subject, object_))
        for part in filter(None, date.split("/")):
            days.update(days_of(part))
    dyads = f"nodes={len(actors)} edges={len(pairs)}"
    events = f"nodes={len(actors)} edges={len(events)}"
    bounds = f" from={min(days)} to={max(days)}"
    return {"dyads": dyads, "events": events,
            "dyads.gexf": dyads + bounds, "events.gexf": events + bounds}


def main(chancery, corpus, folder):
    folder = pathlib.Path(folder)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    database = str(folder / "db")
    run = lambda *arguments: subprocess.run([chancery, *arguments, "--db", database], check=True)
    run("build", corpus, "--quiet")
    for kind, endings in (("dyads", OF_BOTH_KINDS), ("events", OF_BOTH_KINDS + OF_EVENTS)):
        for ending in endings:
            run("export", "-o", str(folder / (kind + ending)), "--graph", kind,
                "--layout", "forceatlas2", "--communities")
    for ending in LINKED:
        run("export", "-o", str(folder / ("graphs" + ending)), "--provenance", "graphs")
    with open(folder / "events.jsonl", encoding="utf-8") as lines:
        for name, expectations in expected(lines).items():
            (folder / f"{name}.expected").write_text(expectations + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
