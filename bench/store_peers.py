#!/usr/bin/env python3
"""Puts the questions of chancery_questions to DuckDB, Kuzu and pyoxigraph, on the same events, and
compares their answers with the store's, row for row.

usage: store_peers.py [--bench build/release/bench] [--copies N]
                      [--only duckdb,duckdb2,kuzu,oxigraph] [--work DIRECTORY] [--without-sqlite]
                      [--again] [--kinds pair,top,…] [--most N] [--long N] STATEMENTS.tsv[.zst]
       store_peers.py --load [--work DIRECTORY] STATEMENTS.tsv[.zst]

A line of STATEMENTS.tsv is a statement: subject, relation, object, date, with tabs between, in the
order of dates. With --copies N it is put N times one after the other, shifted by its length in
days; the 2,000 busiest actors keep their names, the others get a suffix. Needs bench/requirements.txt;
zstd for .zst. With --again the questions and answers of an earlier run are put to the engines, and
the store is not asked anew. With --load nothing is asked: DuckDB, with two threads, makes of the
rows what a store makes of them, see load_into_duckdb(). Times are of the wall, medians of three
rounds after one that warms the caches; each engine has one thread, but duckdb2 two. --long N: so
many top pairs and paths.
"""
import argparse
import collections
import datetime
import os
import shutil
import subprocess
import sys
import time
import warnings
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUSY = 2000
EPOCH = datetime.date(1970, 1, 1).toordinal()


def write_copies(source, target, copies):
    """The statements, `copies` times."""
    raw = (subprocess.run(["zstd", "-dc", source], check=True, capture_output=True).stdout
           if source.endswith(".zst") else Path(source).read_bytes())
    rows = [line.split("\t") for line in raw.decode().splitlines()]
    often = collections.Counter()
    for subject, _, other, _ in rows:
        often[subject] += 1
        often[other] += 1
    busy = {name for name, _ in often.most_common(BUSY)}
    days = [datetime.date.fromisoformat(row[3]).toordinal() for row in rows]
    length = max(days) - min(days) + 1
    with open(target, "w", encoding="utf-8") as out:
        for copy in range(copies):
            def name(actor):
                return actor if copy == 0 or actor in busy else f"{actor} #{copy}"
            for (subject, relation, other, _), day in zip(rows, days):
                date = datetime.date.fromordinal(day + copy * length).isoformat()
                out.write(f"{name(subject)}\t{relation}\t{name(other)}\t{date}\n")


def add_row(answer, subject, relation, other, day):
    """As bench/answers.h has it: an answer is how many rows, and a sum over all that they say."""
    s, o = subject.encode(), other.encode()
    answer[0] += 1
    answer[1] += (day * 16 + relation) * (s[-1] * 3 + s[-2]) + o[-1] * 7 + o[-2]


def add_partner(answer, partner, events):
    p = partner.encode()
    answer[0] += 1
    answer[1] += events * (p[-1] * 3 + p[-2])


def add_pair(answer, a, b, events):
    x, y = a.encode(), b.encode()
    answer[0] += 1
    answer[1] += events * (x[-1] * 3 + x[-2] + y[-1] * 7 + y[-2])


def add_steps(answer, steps):
    answer[0] += 1
    answer[1] += steps


class DuckDb:
    """A table in the order of (subject, object, day), with indexes on both participants."""
    name, threads, file_name = "DuckDB", 1, "peer.duckdb"

    def __init__(self, events, work):
        import duckdb
        self.version = duckdb.__version__
        self.file = work / self.file_name
        self.db = duckdb.connect(str(self.file))
        self.db.execute(f"SET threads = {self.threads}")
        self.db.execute(
            "CREATE TABLE e AS SELECT * FROM read_csv(?, delim='\t', header=false, quote='', "
            "columns={'s': 'VARCHAR', 'r': 'UTINYINT', 'o': 'VARCHAR', 'd': 'INTEGER'}) "
            "ORDER BY s, o, d", [str(events)])
        self.db.execute("CREATE INDEX by_s ON e(s)")
        self.db.execute("CREATE INDEX by_o ON e(o)")
        self.db.execute("CHECKPOINT")

    def pair(self, a, b, start, end):
        return self.db.execute(
            "SELECT s, r, o, d FROM e WHERE ((s = ? AND o = ?) OR (s = ? AND o = ?)) "
            "AND d BETWEEN ? AND ? ORDER BY d", [a, b, b, a, start, end]).fetchall()

    def actor(self, a, start, end):
        return self.db.execute(
            "SELECT s, r, o, d FROM e WHERE (s = ? OR o = ?) AND d BETWEEN ? AND ? ORDER BY d",
            [a, a, start, end]).fetchall()

    def day(self, start):
        return self.db.execute("SELECT s, r, o, d FROM e WHERE r = 0 AND d = ?", [start]).fetchall()

    def neighbours(self, a):
        return self.db.execute(
            "SELECT p, count(*) FROM (SELECT CASE WHEN s = ? THEN o ELSE s END AS p FROM e "
            "WHERE s = ? OR o = ?) WHERE p <> ? GROUP BY p", [a, a, a, a]).fetchall()

    def top(self, start, end):
        return self.db.execute(
            "SELECT least(s, o) AS a, greatest(s, o) AS b, count(*) AS n FROM e "
            "WHERE r = 0 AND d BETWEEN ? AND ? GROUP BY a, b ORDER BY n DESC, a, b LIMIT 20",
            [start, end]).fetchall()

    def size(self):
        return self.file.stat().st_size


class DuckDbTwo(DuckDb):
    name, threads, file_name = "DuckDB, two threads,", 2, "peer.duckdb2"


class Kuzu:
    """A node an actor, an edge a statement."""
    name = "Kuzu"

    def __init__(self, events, work):
        import kuzu
        warnings.simplefilter("ignore")  # prepared statements are to go, but are quicker
        self.version = kuzu.__version__
        self.path = work / "peer.kuzu"
        actors, edges = work / "actors.csv", work / "edges.csv"
        seen = set()
        with open(events, encoding="utf-8") as lines, open(edges, "w", encoding="utf-8") as out:
            for line in lines:
                s, r, o, d = line.rstrip("\n").split("\t")
                seen.update((s, o))
                out.write(f"{s},{o},{r},{d}\n")  # no id has a comma
        actors.write_text("".join(f"{actor}\n" for actor in sorted(seen)), encoding="utf-8")
        self.database = kuzu.Database(str(self.path))
        self.db = kuzu.Connection(self.database, num_threads=1)
        self.db.execute("CREATE NODE TABLE A(id STRING, PRIMARY KEY(id))")
        self.db.execute("CREATE REL TABLE E(FROM A TO A, r INT64, d INT64)")
        self.db.execute(f'COPY A FROM "{actors}" (header=false)')
        self.db.execute(f'COPY E FROM "{edges}" (header=false)')
        self.prepared = {}

    def ask(self, query, **values):
        if query not in self.prepared:
            self.prepared[query] = self.db.prepare(query)
        result = self.db.execute(self.prepared[query], values)
        rows = []
        while result.has_next():
            rows.append(result.get_next())
        return rows

    def pair(self, a, b, start, end):
        one = ("MATCH (x:A {id: $a})-[e:E]->(y:A {id: $b}) WHERE e.d >= $f AND e.d <= $t "
               "RETURN x.id, e.r, y.id, e.d")
        rows = self.ask(one, a=a, b=b, f=start, t=end)
        if a != b:
            rows += self.ask(one, a=b, b=a, f=start, t=end)
        return rows

    def actor(self, a, start, end):
        rows = self.ask("MATCH (x:A {id: $a})-[e:E]->(y:A) WHERE e.d >= $f AND e.d <= $t "
                        "RETURN x.id, e.r, y.id, e.d", a=a, f=start, t=end)
        return rows + self.ask("MATCH (x:A)-[e:E]->(y:A {id: $a}) WHERE e.d >= $f AND e.d <= $t "
                               "AND x.id <> $a RETURN x.id, e.r, y.id, e.d", a=a, f=start, t=end)

    def day(self, start):
        return self.ask("MATCH (x:A)-[e:E]->(y:A) WHERE e.r = 0 AND e.d = $f "
                        "RETURN x.id, e.r, y.id, e.d", f=start)

    def neighbours(self, a):
        return self.ask("MATCH (x:A {id: $a})-[e:E]-(y:A) WHERE y.id <> $a "
                        "RETURN y.id, count(*)", a=a)

    def top(self, start, end):
        return self.ask(
            "MATCH (x:A)-[e:E]->(y:A) WHERE e.r = 0 AND e.d >= $f AND e.d <= $t "
            "WITH CASE WHEN x.id < y.id THEN x.id ELSE y.id END AS a, "
            "CASE WHEN x.id < y.id THEN y.id ELSE x.id END AS b "
            "RETURN a, b, count(*) AS n ORDER BY n DESC, a, b LIMIT 20", f=start, t=end)

    def steps(self, a, b):
        if a == b:
            return [(0,)]
        return self.ask("MATCH p = (x:A {id: $a})-[e:E* SHORTEST 1..30]-(y:A {id: $b}) "
                        "RETURN length(e)", a=a, b=b)

    def size(self):
        if self.path.is_file():
            return self.path.stat().st_size
        return sum(file.stat().st_size for file in self.path.rglob("*") if file.is_file())


class Oxigraph:
    """A node an event, with its two participants, its relation and its day: four quads."""
    name = "pyoxigraph"

    def __init__(self, events, work):
        import pyoxigraph as ox
        self.version = ox.__version__
        self.path = work / "peer.oxigraph"
        self.store = ox.Store(str(self.path))
        names = [ox.NamedNode(f"x:{name}") for name in ("s", "r", "o", "d")]
        self.literal = ox.Literal

        def quads():
            with open(events, encoding="utf-8") as lines:
                for number, line in enumerate(lines):
                    s, r, o, d = line.rstrip("\n").split("\t")
                    event = ox.NamedNode(f"e:{number}")
                    values = (ox.Literal(s), ox.Literal(int(r)), ox.Literal(o), ox.Literal(int(d)))
                    for name, value in zip(names, values):
                        yield ox.Quad(event, name, value)

        self.store.bulk_extend(quads())
        self.store.optimize()

    def ask(self, query, *columns):
        rows = []
        for solution in self.store.query(query):
            rows.append([int(solution[c].value) if c in "rdn" else solution[c].value
                         for c in columns])
        return rows

    def text(self, value):
        return str(self.literal(value))

    def listing(self, patterns, start, end):
        return self.ask("SELECT ?s ?r ?o ?d WHERE { " + patterns +
                        f" FILTER(?d >= {start} && ?d <= {end}) }}", "s", "r", "o", "d")

    def pair(self, a, b, start, end):
        rows = []
        for x, y in {(a, b), (b, a)}:
            rows += self.listing(
                f"?e <x:s> {self.text(x)} . ?e <x:o> {self.text(y)} . ?e <x:s> ?s . ?e <x:o> ?o . "
                "?e <x:r> ?r . ?e <x:d> ?d", start, end)
        return rows

    def actor(self, a, start, end):
        rest = "?e <x:s> ?s . ?e <x:o> ?o . ?e <x:r> ?r . ?e <x:d> ?d"
        rows = self.listing(f"?e <x:s> {self.text(a)} . {rest}", start, end)
        return rows + [row for row in self.listing(f"?e <x:o> {self.text(a)} . {rest}", start, end)
                       if row[0] != a]

    def day(self, start):
        return self.ask(f"SELECT ?s ?r ?o ?d WHERE {{ ?e <x:d> {start} . ?e <x:r> 0 . ?e <x:s> ?s . "
                        "?e <x:o> ?o . ?e <x:r> ?r . ?e <x:d> ?d }", "s", "r", "o", "d")

    def neighbours(self, a):
        counts = collections.Counter()
        for mine, other in (("s", "o"), ("o", "s")):
            for p, n in self.ask(f"SELECT ?p (COUNT(*) AS ?n) WHERE {{ ?e <x:{mine}> {self.text(a)} . "
                                 f"?e <x:{other}> ?p }} GROUP BY ?p", "p", "n"):
                if p != a:
                    counts[p] += n
        return list(counts.items())

    def top(self, start, end):
        counts = collections.Counter()  # SPARQL has no min() of two
        for s, o, n in self.ask(
                "SELECT ?s ?o (COUNT(*) AS ?n) WHERE { ?e <x:r> 0 . ?e <x:d> ?d . ?e <x:s> ?s . "
                f"?e <x:o> ?o FILTER(?d >= {start} && ?d <= {end}) }} GROUP BY ?s ?o",
                "s", "o", "n"):
            counts[min(s, o), max(s, o)] += n
        rows = sorted((-n, a, b) for (a, b), n in counts.items())
        return [(a, b, -n) for n, a, b in rows[:20]]

    def size(self):
        return sum(file.stat().st_size for file in self.path.rglob("*") if file.is_file())


def answer_of(engine, kind, a, b, start, end):
    """The rows as the engine gives them, and what to make of them."""
    if kind == "pair":
        return engine.pair(a, b, start, end), add_row
    if kind == "actor":
        return engine.actor(a, start, end), add_row
    if kind == "day":
        return engine.day(start), add_row
    if kind == "top":
        return engine.top(start, end), add_pair
    if kind == "path":
        return engine.steps(a, b), add_steps
    return engine.neighbours(a), add_partner


def measure(engine, queries):
    """By kind: p50 and p99 in microseconds, the same of the processor, how many answers differ from
    ours."""
    times, processor = collections.defaultdict(list), collections.defaultdict(list)
    wrong = collections.Counter()
    for kind, a, b, start, end, rows, total in queries:
        if kind == "path" and not hasattr(engine, "steps"):
            continue
        rounds, processor_rounds = [], []
        for turn in range(4):
            begin, processor_begin = time.perf_counter(), time.process_time()
            got, add = answer_of(engine, kind, a, b, start, end)
            seconds = time.perf_counter() - begin
            if turn > 0:
                rounds.append(seconds)
                processor_rounds.append(time.process_time() - processor_begin)
                continue
            answer = [0, 0]
            for row in got:
                add(answer, *row)
            wrong[kind] += [answer[0], answer[1] % 2**64] != [rows, total]
        times[kind].append(sorted(rounds)[1] * 1e6)
        processor[kind].append(sorted(processor_rounds)[1] * 1e6)
    found = {}
    for kind, values in times.items():
        parts = []
        for sorted_values in (sorted(values), sorted(processor[kind])):
            parts += [sorted_values[len(values) // 2], sorted_values[len(values) * 99 // 100]]
        found[kind] = (*parts, wrong[kind], len(values))
    return found


def load_into_duckdb(statements, work):
    """With two threads: rows into tables of entities, events and mentions as a store keeps them.

    Relations are mapped, the participants of symmetric ones put in order and turned ones turned;
    ids are 16 bytes of a hash (MD5, which DuckDB has; the store's are SHA-1); the rows of an event
    are united, with its status, confidence and topics; mentions keep their row as text. Indexes:
    event by id, by both participants, by relation and day. There is no index in order of time.
    """
    import duckdb
    file = work / "load.duckdb"
    file.unlink(missing_ok=True)
    symmetric = "'meet', 'talk', 'sign', 'agree'"
    table = ROOT / "export/cameo_relations.tsv"
    wall, processor = time.perf_counter(), time.process_time()
    db = duckdb.connect(str(file))
    db.execute("SET threads = 2")
    db.execute("CREATE TABLE cameo AS SELECT * FROM read_csv(?, delim='\t', header=false, quote='', "
               "comment='#', null_padding=true, auto_detect=false, columns={'given': 'VARCHAR', "
               "'relation': 'VARCHAR', 'status': 'VARCHAR', 'turned': 'VARCHAR'})", [str(table)])
    db.execute(
        "CREATE TEMP TABLE row AS SELECT row_number() OVER () AS n, r.s, r.o, r.given, r.d, "
        "c.relation, c.status, coalesce(c.turned, '') = 'turned' AS turned "
        "FROM read_csv(?, delim='\t', header=false, quote='', auto_detect=false, columns="
        "{'s': 'VARCHAR', 'given': 'VARCHAR', 'o': 'VARCHAR', 'd': 'DATE'}) r "
        "JOIN cameo c ON c.given = r.given WHERE c.relation <> '-'", [str(statements)])
    db.execute(
        "CREATE TABLE entity AS SELECT row_number() OVER () AS number, label, "
        "md5('entity ' || lower(label)) AS id "
        "FROM (SELECT s AS label FROM row UNION SELECT o FROM row)")
    db.execute(
        "CREATE TEMP TABLE said AS SELECT n, given, d, relation, status, "
        "CASE WHEN swap THEN y ELSE x END AS s, CASE WHEN swap THEN x ELSE y END AS o, "
        "from_s || '\t' || given || '\t' || from_o || '\t' || d AS text, md5_number('event ' || "
        "relation || CASE WHEN swap THEN idy || ' ' || idx ELSE idx || ' ' || idy END || d) AS id "
        "FROM (SELECT row.*, row.s AS from_s, row.o AS from_o, x.number AS x, y.number AS y, "
        "x.id AS idx, y.id AS idy, "
        f"CASE WHEN relation IN ({symmetric}) THEN y.id < x.id ELSE turned END AS swap "
        "FROM row JOIN entity x ON x.label = row.s JOIN entity y ON y.label = row.o)")
    db.execute("CREATE TABLE mention AS SELECT id AS event, d AS document, n, status, "
               "500 AS confidence, given AS topic, text FROM said ORDER BY n")
    db.execute("CREATE TABLE event AS SELECT * FROM (SELECT id, any_value(relation) AS relation, "
               "any_value(s) AS s, any_value(o) AS o, any_value(d) AS d, min(status) AS status, "
               "500 AS confidence, list(DISTINCT given) AS topics, count(*) AS mentions "
               "FROM said GROUP BY id) ORDER BY least(s, o), greatest(s, o), d")
    for columns in ("id", "s", "o", "relation, d"):
        db.execute(f"CREATE INDEX by_{columns.split(',')[0]} ON event({columns})")
    db.execute("CHECKPOINT")
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    count = db.execute("SELECT count(*) FROM mention").fetchone()[0]
    events = db.execute("SELECT count(*) FROM event").fetchone()[0]
    print(f"\nDuckDB {duckdb.__version__}, two threads: {count} statements, {events} events; "
          f"{count / wall:.0f} statements a second of the wall, {count / processor:.0f} of the "
          f"processor; {file.stat().st_size / count:.1f} bytes a statement")


def read_queries(file, most):
    kept, queries = collections.Counter(), []
    with open(file, encoding="utf-8") as lines:
        for line in lines:
            kind, a, b, *numbers = line.rstrip("\n").split("\t")
            kept[kind] += 1
            if kept[kind] <= most:
                queries.append((kind, a, b, *map(int, numbers)))
    return queries


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("statements")
    parser.add_argument("--bench", default=ROOT / "build/release/bench", type=Path)
    parser.add_argument("--copies", default=1, type=int)
    parser.add_argument("--only", default="duckdb,duckdb2,kuzu,oxigraph")
    parser.add_argument("--kinds", default="pair,actor,day,neighbours,top,path", help="of questions")
    parser.add_argument("--most", default=200, type=int, help="questions of a kind")
    parser.add_argument("--long", default=50, type=int, help="top pairs and paths")
    parser.add_argument("--without-sqlite", action="store_true", help="it loads slowly")
    parser.add_argument("--again", action="store_true", help="with the questions that are there")
    parser.add_argument("--load", action="store_true", help="nothing is asked")
    parser.add_argument("--work", default=ROOT / "build/store-peers", type=Path)
    arguments = parser.parse_args()
    work = arguments.work
    statements, queries = work / "statements.tsv", work / "queries.tsv"
    print(f"load of the machine: {os.getloadavg()[0]:.1f}", flush=True)
    if arguments.load:
        work.mkdir(parents=True, exist_ok=True)
        write_copies(arguments.statements, statements, arguments.copies)
        load_into_duckdb(statements, work)
        print(f"\nload of the machine: {os.getloadavg()[0]:.1f}")
        return 0
    if not arguments.again:
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        write_copies(arguments.statements, statements, arguments.copies)
        beside = "ours,bare" if arguments.without_sqlite else "ours,sqlite,bare"
        subprocess.run([arguments.bench / "chancery_questions", statements, work / "db",
                        "--queries", queries, "--only", beside, "--long", str(arguments.long)],
                       check=True)
    events = Path(f"{queries}.events")
    count = sum(1 for _ in open(events, encoding="utf-8"))
    kinds = arguments.kinds.split(",")
    asked = [query for query in read_queries(queries, arguments.most) if query[0] in kinds]
    engines = {"duckdb": DuckDb, "duckdb2": DuckDbTwo, "kuzu": Kuzu, "oxigraph": Oxigraph}
    print(f"\n| {count} events | load, events a second | bytes an event | question | "
          "p50 | p99 | of the processor p50 | p99 | answers that differ |\n"
          "|---|---:|---:|---|---:|---:|---:|---:|---:|")
    for key in arguments.only.split(","):
        for left in [*work.glob(f"peer.{key}"), *work.glob(f"peer.{key}.*")]:
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        begin = time.perf_counter()
        engine = engines[key](events, work)
        speed = count / (time.perf_counter() - begin)
        for kind, (p50, p99, of_p50, of_p99, wrong, of) in measure(engine, asked).items():
            print(f"| {engine.name} {engine.version} | {speed:.0f} | {engine.size() / count:.1f} | "
                  f"{kind} | {p50:.0f} µs | {p99:.0f} µs | {of_p50:.0f} µs | {of_p99:.0f} µs | "
                  f"{wrong} of {of} |", flush=True)
    print(f"\nload of the machine: {os.getloadavg()[0]:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
