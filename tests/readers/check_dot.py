#!/usr/bin/env python3
"""Checks that Graphviz draws our DOT.

usage: check_dot.py FILE nodes=N edges=N [NODE-ID=LABEL]...

Exits with 77 ("skipped") where Graphviz or lxml is not installed.
"""
import subprocess
import sys

try:
    from lxml import etree
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

from expectations import run, unmet

SVG = "{http://www.w3.org/2000/svg}"


def check(path, expectations):
    try:
        drawn = subprocess.run(["dot", "-Tsvg", path], capture_output=True, check=False)
    except FileNotFoundError:
        print("skipped: dot is not installed")
        sys.exit(77)
    problems = drawn.stderr.decode(errors="replace").splitlines()
    if drawn.returncode != 0:
        problems.append(f"dot ends with {drawn.returncode}")
    else:
        groups = list(etree.fromstring(drawn.stdout).iter(SVG + "g"))
        of_class = lambda name: [group for group in groups if group.get("class") == name]
        labels = {group.findtext(SVG + "title"): "".join(group.itertext(SVG + "text"))
                  for group in of_class("node")}
        sizes = {"nodes": len(of_class("node")), "edges": len(of_class("edge"))}
        found = lambda what: str(sizes.get(what, labels.get(what))).replace("\xa0", " ").strip()
        problems += unmet(expectations, lambda what: [found(what)])
    return problems


if __name__ == "__main__":
    run(check, __doc__)
