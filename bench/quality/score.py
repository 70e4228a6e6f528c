#!/usr/bin/env python3
"""Compares what Chancery reads with what people read: precision, recall, F1 and calibration.

usage: score.py PROGRAM GOLD.jsonl... [--wrong] [--json]

PROGRAM is the chancery program, or a file of JSON Lines that `chancery extract` printed for the
same articles. A line of GOLD is an article with its `entities` and `events`; docs/quality.md says
how it is measured. --wrong lists what was missed and what was said in error.
"""
import argparse
import collections
import csv
import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

SYMMETRIC = {"meet", "talk", "sign", "agree"}
CORE = {"meet", "talk", "greet", "visit"}
FIELDS = ("status", "date", "place")
KNOWLEDGE = Path(__file__).resolve().parents[2] / "extract" / "knowledge"
TITLES = {"mr", "mrs", "ms", "dr", "sir"}


def folded(name):
    """A name without case, accents and punctuation."""
    text = unicodedata.normalize("NFKD", name.casefold())
    kept = (c for c in text if unicodedata.category(c) != "Mn" or c > "\u0900")
    words = "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in kept)
    return " ".join(word for word in words.replace("\u093c", "").split() if word not in TITLES)


def names_of(label, aliases):
    return {folded(name) for name in [label, *aliases] if name} - {""}


class Event:
    """One event of either side, with its participants as sets of names."""

    def __init__(self, article, subject, object_, place, fields):
        self.article = article
        self.relation = fields["relation"]
        self.subject, self.object = subject, object_
        # that a visit to a city took place in that city is no news
        self.place = set() if fields["relation"] == "visit" and place & object_ else place
        self.status = fields.get("status", "happened")
        self.date = fields.get("date")
        self.confidence = fields.get("confidence", 1.0)
        self.text = "{} {} > {} {} {}".format(
            self.relation, fields["subject_label"], fields["object_label"], self.status,
            self.date or "").strip()

    def fits(self, said):
        """Whether `said` is this event of the gold, but for status, date and place."""
        if self.relation != said.relation:
            return False
        ends = [(said.subject, said.object)]
        if self.relation in SYMMETRIC:
            ends.append((said.object, said.subject))
        if any(self.subject & a and self.object & b for a, b in ends):
            return True
        # a country and the city in it that was visited may stand for each other
        return (self.relation == "visit" and bool(self.subject & said.subject) and
                bool(self.object & said.place or self.place & said.object))

    def equal_fields(self, said):
        """Of status, date and place, those that are as in the gold."""
        equal = {"status": self.status == said.status, "date": self.date == said.date,
                 "place": bool(self.place & said.place) if self.place else not said.place}
        return {field for field in FIELDS if equal[field]}


def read_gold(paths):
    for path in paths:
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                if line.strip():
                    yield json.loads(line)


def gold_events(article):
    entities = article.get("entities", {})

    def names(label):
        return names_of(label, entities.get(label, {}).get("aliases", [])) if label else set()

    for event in article.get("events", []):
        fields = dict(event, subject_label=event["subject"], object_label=event["object"])
        yield Event(article, names(event["subject"]), names(event["object"]),
                    names(event.get("place")), fields)


def said_events(source, articles):
    """What the program says, by article."""
    if os.access(source, os.X_OK):
        given = "".join(
            json.dumps({key: article[key] for key in ("id", "lang", "date", "title", "text")
                        if article.get(key)}, ensure_ascii=False) + "\n"
            for article in articles.values())
        run = subprocess.run([source, "extract", "-", "--format", "jsonl"], input=given,
                             capture_output=True, text=True, check=True)
        lines = run.stdout.splitlines()
    else:
        lines = Path(source).read_text(encoding="utf-8").splitlines()
    said = collections.defaultdict(list)
    for line in lines:
        event = json.loads(line)
        if event["doc"] not in articles:
            sys.exit(f"{source}: article '{event['doc']}' is not in the gold")
        names = [names_of(event[key]["label"], event[key].get("aliases", []))
                 if event.get(key) else set() for key in ("subject", "object", "place")]
        fields = dict(event, subject_label=event["subject"]["label"],
                      object_label=event["object"]["label"])
        said[event["doc"]].append(Event(articles[event["doc"]], *names, fields))
    return said


def matched(gold, said):
    """Pairs of one article's events, each event once, the most alike first."""
    pairs = [(len(g.equal_fields(s)), s.confidence, -i, -j)
             for i, g in enumerate(gold) for j, s in enumerate(said) if g.fits(s)]
    used_gold, used_said, found = set(), set(), []
    for _, _, i, j in sorted(pairs, reverse=True):
        if -i not in used_gold and -j not in used_said:
            used_gold.add(-i)
            used_said.add(-j)
            found.append((gold[-i], said[-j]))
    return found


def known_names():
    """All names of the knowledge base."""
    names = set()
    for table in KNOWLEDGE.glob("*.tsv"):
        if table.name.startswith("office"):
            continue
        with open(table, encoding="utf-8", newline="") as file:
            rows = csv.reader((line for line in file if not line.startswith("#")),
                              delimiter="\t", quoting=csv.QUOTE_NONE)
            columns = next(rows)
            wanted = [i for i, column in enumerate(columns)
                      if column not in ("key", "kind", "country", "flags", "members")]
            for row in rows:
                for i in wanted:
                    if i < len(row):
                        names.update(folded(name) for name in row[i].split("|"))
    return names - {""}


class Count:
    def __init__(self):
        self.gold = self.said = self.found = self.strict = 0

    def measures(self):
        def rates(right):
            precision = right / self.said if self.said else 0.0
            recall = right / self.gold if self.gold else 0.0
            both = precision + recall
            return precision, recall, 2 * precision * recall / both if both else 0.0
        return {"gold": self.gold, "said": self.said, "found": self.found,
                **dict(zip(("precision", "recall", "f1"), rates(self.found))),
                **dict(zip(("strict_precision", "strict_recall", "strict_f1"),
                           rates(self.strict)))}


class Score:
    def __init__(self):
        self.groups = collections.OrderedDict()
        self.fields = collections.Counter()
        self.bins = [[0, 0] for _ in range(10)]
        self.missed, self.wrong = [], []
        self.known = known_names()

    def groups_of(self, event):
        yield "all"
        yield "core" if event.relation in CORE else "other relations"
        yield "language " + event.article.get("lang", "?")
        yield "relation " + event.relation
        yield "status " + event.status
        known = event.subject & self.known and event.object & self.known
        yield "names known to the base" if known else "a name not known to the base"

    def count(self, event, what):
        for group in self.groups_of(event):
            counter = self.groups.setdefault(group, Count())
            setattr(counter, what, getattr(counter, what) + 1)

    def add_article(self, gold, said):
        pairs = matched(gold, said)
        strict = {id(s) for g, s in pairs if len(g.equal_fields(s)) == len(FIELDS)}
        gold_of = {id(s): g for g, s in pairs}
        for event in gold:
            self.count(event, "gold")
        for event in said:
            # in the groups of the gold, so that no group finds more than it has
            of = gold_of.get(id(event), event)
            self.count(of, "said")
            row = self.bins[min(9, int(event.confidence * 10))]
            row[0] += 1
            if id(event) in gold_of:
                row[1] += 1
                self.count(of, "found")
                self.fields.update(of.equal_fields(event))
                if id(event) in strict:
                    self.count(of, "strict")
            else:
                self.wrong.append(event)
        found = {id(g) for g, _ in pairs}
        self.missed += [event for event in gold if id(event) not in found]

    def as_dict(self):
        found = max(1, self.groups["all"].found if "all" in self.groups else 0)
        return {"groups": {name: count.measures() for name, count in self.groups.items()},
                "fields": {field: self.fields[field] / found for field in FIELDS},
                "confidence": [{"from": i / 10, "said": n, "right": right / n if n else None}
                               for i, (n, right) in enumerate(self.bins)]}


def print_tables(score):
    result = score.as_dict()
    print(f"{'':30}{'gold':>6}{'said':>6}{'P':>7}{'R':>7}{'F1':>7}{'strict F1':>11}")
    order = ["all", "core", "other relations"]
    names = sorted(result["groups"], key=lambda n: (order.index(n) if n in order else 9, n))
    for name in names:
        m = result["groups"][name]
        print(f"{name:30}{m['gold']:6}{m['said']:6}{m['precision']:7.3f}{m['recall']:7.3f}"
              f"{m['f1']:7.3f}{m['strict_f1']:11.3f}")
    print("\nof what was found, right besides: " +
          ", ".join(f"{field} {share:.3f}" for field, share in result["fields"].items()))
    print("\nconfidence    said  right")
    for row in result["confidence"]:
        if row["said"]:
            print(f"{row['from']:.1f} to {row['from'] + 0.1:.1f}{row['said']:8}{row['right']:7.3f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", help="chancery, or a file of what it extracted")
    parser.add_argument("gold", nargs="+", help="JSON Lines of articles with their events")
    parser.add_argument("--wrong", action="store_true", help="list what is missed or wrong")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()

    articles = collections.OrderedDict()
    for article in read_gold(options.gold):
        if article["id"] in articles:
            sys.exit(f"article '{article['id']}' stands in the gold twice")
        articles[article["id"]] = article
    said = said_events(options.program, articles)
    score = Score()
    for name, article in articles.items():
        score.add_article(list(gold_events(article)), said[name])
    if options.json:
        print(json.dumps(score.as_dict(), indent=2))
    else:
        print_tables(score)
    if options.wrong:
        for title, events in (("missed", score.missed), ("wrong", score.wrong)):
            for event in events:
                print(f"{title}\t{event.article['id']}\t{event.text}")


if __name__ == "__main__":
    main()
