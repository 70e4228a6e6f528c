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

SVG = "{http://www.w3.org/2000/svg}"


def main(path, expectations):
    try:
        drawn = subprocess.run(["dot", "-Tsvg", path], capture_output=True, check=False)
    except FileNotFoundError:
        print("skipped: dot is not installed")
        return 77
    problems = drawn.stderr.decode(errors="replace").splitlines()
    if drawn.returncode != 0:
        problems.append(f"dot ends with {drawn.returncode}")
    else:
        groups = list(etree.fromstring(drawn.stdout).iter(SVG + "g"))
        of_class = lambda name: [group for group in groups if group.get("class") == name]
        labels = {group.findtext(SVG + "title"): "".join(group.itertext(SVG + "text"))
                  for group in of_class("node")}
        sizes = {"nodes": len(of_class("node")), "edges": len(of_class("edge"))}
        for expectation in expectations:
            what, _, wanted = expectation.partition("=")
            found = sizes.get(what, labels.get(what))
            if str(found).replace("\xa0", " ").strip() != wanted:
                problems.append(f"{what} is {found!r}, not {wanted!r}")
    for problem in problems:
        print(f"{path}: {problem}")
    return 1 if problems else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2:]))
