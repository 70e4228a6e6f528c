#!/usr/bin/env python3
"""Measures whole processes: extraction, building a store, a timeline, exports; each beside a peer
in the same run. docs/performance.md has figures, with machine and date.

usage: run.py [--program chancery] [--copies N] [--repeat N] [CORPUS.jsonl[.zst|.gz]...]
       run.py --statements STATEMENTS.tsv[.zst]

Without a corpus, the examples are taken, --copies times. Times are of the processor, user and
system together, the best of --repeat runs; MB are 10^6 bytes of article text. With --statements,
nothing is read: the store is put beside SQLite, bare keys and the engines of store_peers.py, with
the rows and with ten times as many; there, fewer questions are put.
"""
import argparse
import importlib.util
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples" / "corpus"

# What each peer does with the texts of a corpus; run as `python -c CODE FILE`.
READ = """
import json, sys
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
"""
PEERS = {
    "Python: JSON alone": READ,
    "Python: words by regular expression": READ + """
import re
words = re.compile(r"\\w+|[^\\w\\s]")
print(sum(len(words.findall(text)) for text in texts))
""",
    "NLTK: words (wordpunct)": READ + """
from nltk.tokenize import wordpunct_tokenize
print(sum(len(wordpunct_tokenize(text)) for text in texts))
""",
    "spaCy: words (blank pipeline)": READ + """
import spacy
pipeline = spacy.blank("en")
print(sum(len(document) for document in pipeline.pipe(texts)))
""",
}
NEEDS = {"NLTK: words (wordpunct)": "nltk", "spaCy: words (blank pipeline)": "spacy"}

# Prints the time of writing alone, for the graph has to come from somewhere.
NETWORKX = """
import sys, time, networkx
graph = networkx.read_graphml(sys.argv[1], force_multigraph=True)
processor, wall = time.process_time(), time.perf_counter()
networkx.write_graphml_lxml(graph, sys.argv[2])
print(time.process_time() - processor, time.perf_counter() - wall)
"""


class Failed(Exception):
    pass


def seconds(command, repeat=1, output=subprocess.DEVNULL):
    """(processor, wall) seconds of the fastest of some runs."""
    best = None
    for _ in range(repeat):
        start = time.perf_counter()
        process = subprocess.Popen([str(word) for word in command], stdout=output,
                                   stderr=subprocess.PIPE)
        errors = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            raise Failed(errors.decode(errors="replace"))
        took = (usage.ru_utime + usage.ru_stime, wall)
        best = min(best or took, took)
    return best


def example_articles():
    for path in sorted(EXAMPLES.rglob("*")):
        if path.suffix == ".txt":
            yield {"id": path.stem, "date": path.stem[:10],
                   "text": path.read_text(encoding="utf-8")}
        elif path.suffix == ".jsonl":
            for line in path.read_text(encoding="utf-8").splitlines():
                yield json.loads(line)


def write_examples(copies, path):
    articles = list(example_articles())
    with open(path, "w", encoding="utf-8") as out:
        for copy in range(copies):
            for article in articles:
                moved = dict(article, id=f"{article['id']}~{copy}")
                out.write(json.dumps(moved, ensure_ascii=False) + "\n")


def unpack(path, to):
    tools = {".zst": ["zstd", "-dc"], ".gz": ["gzip", "-dc"]}
    with open(to, "wb") as out:
        subprocess.run([*tools.get(path.suffix, ["cat"]), str(path)], stdout=out, check=True)


def size_of(path):
    """(documents, bytes of text)."""
    documents = size = 0
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            documents += 1
            size += len(json.loads(line)["text"].encode())
    return documents, size


class Table:
    """Rows of a measurement, with their ratio to the first."""

    def __init__(self, title, documents=None, size=None):
        print(f"\n{title}")
        self.documents, self.size, self.first = documents, size, None

    def row(self, name, took):
        processor, wall = took
        self.first = self.first or processor
        rates = ""
        if self.size:
            rates = f"{self.size / 1e6 / processor:10.1f} MB/s{self.documents / processor:10.0f} documents/s"
        print(f"  {name:42}{processor:9.3f} s{wall:9.3f} s wall{rates}"
              f"{processor / self.first:9.2f} ×", flush=True)


def measure_reading(program, corpus, name, repeat, folder):
    documents, size = size_of(corpus)
    table = Table(f"Reading {name}: {documents} documents, {size / 1e6:.1f} MB of text",
                  documents, size)
    table.row("chancery extract",
              seconds([program, "extract", corpus, "--format", "jsonl", "--jobs", "1", "-o",
                       "/dev/null"], repeat))
    table.row("wc -w: a lower bound", seconds(["wc", "-w", corpus], repeat))
    for peer, code in PEERS.items():
        if peer in NEEDS and importlib.util.find_spec(NEEDS[peer]) is None:
            continue
        table.row(peer, seconds([sys.executable, "-c", code, corpus], repeat))

    table = Table("Building a store of it", documents, size)
    for jobs in sorted({1, os.cpu_count() or 1}):
        db = Path(folder, f"db-{jobs}")
        table.row(f"chancery build --jobs {jobs}",
                  seconds([program, "build", corpus, "--db", db, "--jobs", jobs, "--quiet"]))
    table.row("chancery build, nothing new",
              seconds([program, "build", corpus, "--db", db, "--quiet"]))
    return db


def measure_answers(program, db, repeat):
    ranked = subprocess.run([program, "rank", "--by", "events", "--limit", "2", "--format", "jsonl",
                             "--db", str(db)], capture_output=True, text=True, check=True)
    ids = [json.loads(line)["id"] for line in ranked.stdout.splitlines()]
    table = Table("Answers, a process each")
    table.row("chancery --version", seconds([program, "--version"], repeat))
    table.row("chancery timeline, the two busiest",
              seconds([program, "timeline", *ids, "--db", db, "--format", "jsonl"], repeat))
    table.row("chancery rank --by pagerank",
              seconds([program, "rank", "--by", "pagerank", "--db", db], repeat))


def measure_exports(program, db, folder, repeat):
    for kind in ("dyads", "events"):
        file = Path(folder, kind + ".graphml")
        took = seconds([program, "export", "--db", db, "--graph", kind, "-o", file], repeat)
        table = Table(f"Exporting GraphML, {kind}: {file.stat().st_size / 1e6:.1f} MB")
        table.row("chancery export", took)
        if importlib.util.find_spec("networkx") is None:
            continue
        printed = [subprocess.run([sys.executable, "-c", NETWORKX, file, Path(folder, "again")],
                                  capture_output=True, text=True, check=True).stdout
                   for _ in range(repeat)]
        table.row("networkx: write_graphml, graph in memory",
                  min(tuple(float(number) for number in line.split()) for line in printed))
    for name in ("jsonl", "jsonld"):
        file = Path(folder, "graph." + name)
        took = seconds([program, "export", "--db", db, "--format", name, "-o", file], repeat)
        Table(f"Exporting {name}: {file.stat().st_size / 1e6:.1f} MB").row("chancery export", took)


def machine():
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    return (f"{model.group(1) if model else 'processor unknown'}, {os.cpu_count()} cores, "
            f"{time.strftime('%Y-%m-%d')}, load {os.getloadavg()[0]:.1f}")


def measure_store(program, statements):
    peers = [sys.executable, ROOT / "bench/store_peers.py", "--bench",
             Path(program).parents[1] / "bench"]
    for more in (["--copies", 1], ["--copies", 10, "--most", 50, "--long", 10]):
        print(f"\nThe store, {' '.join(map(str, more))}", flush=True)
        subprocess.run([str(word) for word in [*peers, *more, statements]], check=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=ROOT / "build/release/cli/chancery")
    parser.add_argument("--copies", type=int, default=200, help="of the examples (default: 200)")
    parser.add_argument("--repeat", type=int, default=3, help="runs, the best counts (default: 3)")
    parser.add_argument("--statements", type=Path, help="rows as `chancery import` reads them")
    parser.add_argument("corpus", nargs="*", type=Path, help="JSON Lines, packed or not")
    options = parser.parse_args()
    print(machine())
    if options.statements:
        return measure_store(options.program, options.statements)
    with tempfile.TemporaryDirectory() as folder:
        named = [(corpus.name, lambda to, c=corpus: unpack(c, to)) for corpus in options.corpus]
        if not named:
            named = [(f"the examples × {options.copies}",
                      lambda to: write_examples(options.copies, to))]
        for number, (name, make) in enumerate(named):
            inside = Path(folder, str(number))
            inside.mkdir()
            corpus = inside / "corpus.jsonl"
            make(corpus)
            try:
                db = measure_reading(options.program, corpus, name, options.repeat, inside)
                measure_answers(options.program, db, options.repeat)
                measure_exports(options.program, db, inside, options.repeat)
            except Failed as failure:
                sys.exit(f"run.py: {failure}")


if __name__ == "__main__":
    main()
