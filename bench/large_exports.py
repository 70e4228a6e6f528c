#!/usr/bin/env python3
"""Exports a store of many events in every format, for time, size and memory.

usage: large_exports.py [--chancery build/release/cli/chancery] [--copies 38] [--formats A,B]
                        [--work DIRECTORY] [--minutes N] STATEMENTS.tsv[.zst]

A line of STATEMENTS.tsv is a statement: subject, relation, object, date, with tabs between, in the
order of dates. It is imported --copies times, each copy later by the length of all in days, among
the same actors: ten million events of ICEWS 2018 are 38 copies. With --work a store that is there
already is taken as it is, and is kept; else all is deleted in the end. What is exported is counted
and thrown away; what takes longer than --minutes is stopped, and its row says so. Seconds are those
of the processor, memory is the largest resident set; prints a table of Markdown.
"""
import argparse
import datetime
import os
import resource
import signal
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FORMATS = ("graphml", "graphml events", "gexf", "gexf events", "csv-nodes", "csv-edges",
           "csv-edges events", "neo4j-nodes", "neo4j-edges", "neo4j-edges events", "cypher",
           "cypher events", "dot", "dot events", "jsonl", "jsonld", "ndjsonld", "nquads", "cameo",
           "ics")


def rows_of(file):
    raw = (subprocess.run(["zstd", "-dc", file], check=True, capture_output=True).stdout
           if file.endswith(".zst") else Path(file).read_bytes())
    rows = [line.rsplit("\t", 1) for line in raw.decode().splitlines()]
    return [(what, datetime.date.fromisoformat(day).toordinal()) for what, day in rows]


def import_copies(chancery, file, copies, db):
    rows = rows_of(file)
    length = rows[-1][1] - rows[0][1] + 1
    command = [chancery, "import", "-", "--name", "copies", "--db", str(db), "--quiet"]
    program = subprocess.Popen(command, stdin=subprocess.PIPE, text=True, encoding="utf-8")
    for copy in range(copies):
        iso = {}
        for what, day in rows:
            if day not in iso:
                iso[day] = datetime.date.fromordinal(day + copy * length).isoformat()
            program.stdin.write(f"{what}\t{iso[day]}\n")
    program.stdin.close()
    if program.wait() != 0:
        raise SystemExit("the import failed")


def peak_of(pid):
    """The largest resident set so far, MB; 0 where it has ended. (What wait4() gives is that of the
    program here, if it was larger when the other one was started.)"""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM")), 0)


def export(chancery, db, name, minutes):
    """Seconds of the processor, bytes written, MB of memory, and whether it came to its end."""
    form, _, kind = name.partition(" ")
    command = [chancery, "export", "--db", str(db), "--format", form, "--graph", kind or "dyads",
               "--layout", "none"]
    program = subprocess.Popen(command, stdout=subprocess.PIPE)
    end = time.monotonic() + 60 * minutes
    size, memory, looked = 0, 0, 0.0
    while chunk := os.read(program.stdout.fileno(), 1 << 20):
        size += len(chunk)
        now = time.monotonic()
        if now - looked > 0.05:
            memory, looked = max(memory, peak_of(program.pid)), now
        if now > end:
            program.kill()
            break
    _, status, usage = os.wait4(program.pid, 0)
    if status not in (0, signal.SIGKILL):
        raise SystemExit(f"{name}: the export failed")
    return usage.ru_utime + usage.ru_stime, size, memory, status == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--chancery", default=str(ROOT / "build" / "release" / "cli" / "chancery"))
    parser.add_argument("--copies", type=int, default=38)
    parser.add_argument("--formats", default=",".join(FORMATS))
    parser.add_argument("--work", type=Path)
    parser.add_argument("--minutes", type=float, default=float("inf"))
    parser.add_argument("statements")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        db = (arguments.work or Path(temporary)) / "large.db"
        if not db.exists():
            db.parent.mkdir(parents=True, exist_ok=True)
            import_copies(arguments.chancery, arguments.statements, arguments.copies, db)
            of_import = resource.getrusage(resource.RUSAGE_CHILDREN)
            print(f"import: {of_import.ru_utime + of_import.ru_stime:.0f} s, "
                  f"{of_import.ru_maxrss // 1024} MB of memory\n", flush=True)
        subprocess.run([arguments.chancery, "stats", "--db", str(db)], check=True)
        print("\n| format | seconds | MB written | MB of memory |\n|---|---:|---:|---:|", flush=True)
        for name in arguments.formats.split(","):
            seconds, size, memory, whole = export(arguments.chancery, db, name, arguments.minutes)
            print(f"| {name}{'' if whole else ', stopped'} | {seconds:.0f} | {size / 1e6:,.0f} | "
                  f"{memory} |", flush=True)


if __name__ == "__main__":
    main()
