#!/usr/bin/env python3
"""Measures questions of a whole graph, its layout and its writing as GraphML, beside igraph and
networkx on the same graph, in one run, with one thread. Answers are compared, too.

usage: graph_peers.py [--bench build/release/bench] [--large EVENTS] [EVENTS.tsv[.zst]]

EVENTS.tsv has a line an event: subject, relation, object, date, with tabs between; without it a
graph is generated. --large N also writes N generated events (10000000) as GraphML, JSON Lines and
N-Quads, for their time and memory; large_exports.py does so from a store. Needs bench/requirements.txt; zstd for .zst. Times are
seconds of the processor, memory is the largest resident set; prints tables of Markdown.
"""
import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = "1"  # one thread each: igraph's libraries ask this

ROOT = Path(__file__).resolve().parents[1]


def ours(program, *arguments):
    """What a program of ours prints, as lists of words."""
    done = subprocess.run([program, *map(str, arguments)], check=True, capture_output=True, text=True)
    return [line.split() for line in done.stdout.splitlines()]


def timed(question):
    start = time.process_time()
    answer = question()
    return time.process_time() - start, answer


def values(folder, name):
    with open(folder / f"{name}.txt", encoding="utf-8") as file:
        return [float(line) for line in file]


def furthest(a, b):
    """The largest difference where the largest value of each is 1, for units differ."""
    of_a, of_b = max(map(abs, a)), max(map(abs, b))
    return max(abs(x / of_a - y / of_b) for x, y in zip(a, b))


def read_dyads(folder):
    with open(folder / "dyads.tsv", encoding="utf-8") as file:
        rows = [tuple(map(int, line.split())) for line in file]
    return [(a, b) for a, b, _ in rows], [weight for _, _, weight in rows]


def questions(folder):
    """Rows: what, seconds of igraph, how its answer differs from ours (values where the largest of each
    is 1)."""
    import igraph
    import warnings
    warnings.simplefilter("ignore")  # of a graph in pieces
    pairs, weights = read_dyads(folder)
    graph = igraph.Graph(n=1 + max(max(pair) for pair in pairs), edges=pairs)
    weighted = [float(weight) for weight in weights]
    asked = {
        "components": lambda: sorted(graph.connected_components().sizes(), reverse=True),
        "core": graph.coreness,
        "pagerank": lambda: graph.pagerank(weights=weighted, damping=0.85),
        "eigenvector": lambda: graph.eigenvector_centrality(weights=weighted),
        "harmonic": graph.harmonic_centrality,
        "betweenness": graph.betweenness,
    }
    for name, question in asked.items():
        seconds, answer = timed(question)
        yield name, seconds, f"{furthest(values(folder, name), answer):.0e}"
    seconds, found = timed(lambda: graph.community_leiden(
        objective_function="modularity", weights=weighted, n_iterations=-1))
    yield "communities", seconds, f"modularity {graph.modularity(found, weights=weighted):.4f}"
    seconds, _ = timed(lambda: graph.layout_fruchterman_reingold(niter=100, grid="grid"))
    yield "layout", seconds, "Fruchterman and Reingold on a grid, 100 steps"


def write_with_igraph(path, out):
    import igraph
    graph = igraph.Graph.Read_GraphML(path)
    return timed(lambda: graph.write_graphml(out))[0]


def write_with_networkx(path, out):
    import networkx
    graph = networkx.read_graphml(path, force_multigraph=True)
    return timed(lambda: networkx.write_graphml_lxml(graph, out))[0]


def in_child(function, *arguments):
    """In a process of its own, so that nothing is left of one peer where the next is measured."""
    code = f"import graph_peers; print(graph_peers.{function.__name__}(*{arguments!r}))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True,
                          cwd=Path(__file__).parent)
    return float(done.stdout)


def row(*cells):
    print("| " + " | ".join(map(str, cells)) + " |", flush=True)


def header(*cells):
    row(*cells)
    print("|---" + "|---:" * (len(cells) - 1) + "|")


def ratio(theirs, mine):
    return f"{theirs / mine:.1f}" if mine > 0 else "-"


def compare_questions(bench, folder, events):
    """Rows of the table, and those of ours that no peer has."""
    lines = ours(bench / "chancery_graph_bench", folder, *events)
    mine = {name: float(number) for name, number in lines}
    dyads = sum(1 for _ in open(folder / "dyads.tsv", encoding="utf-8"))
    print(f"{len(values(folder, 'pagerank')):,} actors, {dyads:,} pairs; "
          f"modularity {mine['modularity']:.4f}\n")
    header("one thread, seconds of the processor", "Chancery", "peer", "seconds", "× Chancery's",
           "answers differ by")
    for name in ("snapshot", "betweenness-sampled", "layout-10000"):
        row(name, f"{mine[name]:.4f}", "", "", "", "")
    for name, seconds, difference in questions(folder):
        same = name != "layout"  # igraph has another
        row(name, f"{mine[name]:.4f}", "igraph", f"{seconds:.4f}",
            ratio(seconds, mine[name]) if same else "", difference)


def compare_writing(bench, folder, events):
    out, again = folder / "ours.graphml", folder / "theirs.graphml"
    rows = events[0] if events else 400_000
    processor, _, memory = map(float, ours(bench / "chancery_export_bench", "graphml", out, rows)[0])
    size = f"{out.stat().st_size / 1e6:.0f} MB with {memory:.0f} MB of memory"
    for name, write in (("igraph", write_with_igraph), ("networkx with lxml", write_with_networkx)):
        seconds = in_child(write, str(out), str(again))
        row("GraphML of the events", f"{processor:.2f}", name, f"{seconds:.2f}",
            ratio(seconds, processor), size)
    out.unlink()
    again.unlink()


def write_large(bench, folder, events):
    print(f"\n{events:,} generated events\n")
    header("format", "MB", "seconds", "MB of memory")
    for name in ("graphml", "jsonl", "nquads"):
        out = folder / "large"
        processor, _, memory = map(float, ours(bench / "chancery_export_bench", name, out, events)[0])
        row(name, f"{out.stat().st_size / 1e6:,.0f}", f"{processor:.1f}", f"{memory:.0f}")
        out.unlink()


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, default=ROOT / "build" / "release" / "bench")
    parser.add_argument("--large", type=int, default=0)
    parser.add_argument("events", nargs="?")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        events = [arguments.events] if arguments.events else []
        if events and events[0].endswith(".zst"):
            with open(folder / "events.tsv", "wb") as file:
                subprocess.run(["zstd", "-dc", events[0]], check=True, stdout=file)
            events = [str(folder / "events.tsv")]
        import igraph
        import networkx
        print(f"igraph {igraph.__version__}, networkx {networkx.__version__}, "
              f"load {os.getloadavg()[0]:.1f}; ", end="")
        compare_questions(arguments.bench, folder, events)
        compare_writing(arguments.bench, folder, events)
        print(f"\nload at the end {os.getloadavg()[0]:.1f}")
        if arguments.large:
            write_large(arguments.bench, folder, arguments.large)


if __name__ == "__main__":
    main()
