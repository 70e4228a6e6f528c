#!/usr/bin/env python3
"""Learns from articles that people read how likely the events are that the rules propose.

usage: train_ranking.py BUILD [GOLD.jsonl...] [--write] [--folds N] [--penalty L] [--least C]

BUILD is a build folder, or the chancery program itself; GOLD is tests/gold/*-tune.jsonl where none is
named. `chancery explain` prints every event that the rules propose with what
shows how it was read (the features). A logistic regression over them gives each a weight: 100 is
one unit of log odds. The articles are parted into folds: each fold's events are judged by weights
that were learnt without it, and that is what is printed, and what scores are turned into
confidences by. --write puts ranking.tsv and confidence.tsv into extract/languages; they are the same
whatever tables the program was built with. Only articles for tuning belong here:
docs/extraction.md, "Ranking".
"""
import argparse
import collections
import json
import math
import subprocess
import sys
from pathlib import Path

import score

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ROOT / "extract" / "languages"
TUNING = ROOT / "tests" / "gold"
UNIT = 100  # of a score: one of log odds
LEAST_DOCUMENTS = 12  # in which a feature must show to be given a weight
LEAST_WEIGHT = 3
PASSES = 40
OWN_PENALTY = 3  # weights of one language are held back so many times as much


class Mention:
    """One event of one sentence, as the rules propose it."""

    def __init__(self, document, language, proposed):
        self.document, self.language = document, language
        self.event = proposed["event"]
        self.features = list(proposed["features"])
        self.proposed = proposed
        self.columns = []
        self.right = False
        self.weight = 1.0


class Said:
    """An event of a document, with its mentions, as the scorer takes it."""

    def __init__(self, article, mentions):
        names = {key: set() for key in ("subject", "object", "place")}
        for mention in mentions:
            for key, forms in mention.proposed["names"].items():
                names[key] |= score.names_of(forms[0], forms[1:])
        first = mentions[0].proposed
        fields = dict(relation=first["relation"], status=first["status"], date=first.get("date"),
                      subject_label=first["subject"], object_label=first["object"])
        self.event = score.Event(article, names["subject"], names["object"], names["place"],
                                 fields)
        self.mentions = mentions
        self.right = False


def explained(program, articles):
    """What the program proposes, article by article."""
    given = "".join(json.dumps({key: article[key] for key in
                                ("id", "lang", "date", "title", "text") if article.get(key)},
                               ensure_ascii=False) + "\n" for article in articles.values())
    run = subprocess.run([program, "explain", "-", "--format", "json"], input=given,
                         capture_output=True, text=True, check=True)
    decoder, at, text = json.JSONDecoder(), 0, run.stdout
    while at < len(text):
        document, at = decoder.raw_decode(text, at)
        yield document
        while at < len(text) and text[at].isspace():
            at += 1


def read_said(program, articles):
    """The events of each article, with all that is known of them."""
    result = collections.OrderedDict()
    for document in explained(program, articles):
        article = articles[document["document"]]
        groups = collections.OrderedDict()
        for sentence in document["sentences"]:
            for reading in sentence["readings"]:
                for proposed in reading["events"]:
                    mention = Mention(document["document"], sentence["language"], proposed)
                    groups.setdefault(mention.event, []).append(mention)
        said = [Said(article, mentions) for mentions in groups.values()]
        result[document["document"]] = said
        mark(article, said)
    return result


def mark(article, said):
    gold = list(score.gold_events(article))
    found = {id(event) for _, event in score.matched(gold, [s.event for s in said])}
    for one in said:
        one.right = id(one.event) in found
        for mention in one.mentions:
            mention.right = one.right
            mention.weight = 1.0 / len(one.mentions)


def columns_of(mention):
    """A feature counts in all languages, and in its own."""
    return [(name, "all") for name in mention.features] + [
        (name, mention.language) for name in mention.features]


def learn(mentions, penalty):
    """Weights by (feature, language), by cyclic coordinate descent (Genkin, Lewis, Madigan 2007)."""
    documents = collections.defaultdict(set)
    for mention in mentions:
        for column in columns_of(mention):
            documents[column].add(mention.document)
    rows = collections.OrderedDict()
    for number, mention in enumerate(mentions):
        for column in columns_of(mention):
            if len(documents[column]) >= LEAST_DOCUMENTS:
                rows.setdefault(column, []).append(number)
    columns = sorted(rows)
    weights = dict.fromkeys(columns, 0.0)
    radius = dict.fromkeys(columns, 1.0)
    total = [0.0] * len(mentions)  # log odds
    chance = [0.5] * len(mentions)
    right = [1.0 if mention.right else 0.0 for mention in mentions]
    counts = [mention.weight for mention in mentions]
    for _ in range(PASSES):
        largest = 0.0
        for column in columns:
            held = 0.05 if column == ("event: always", "all") else penalty * (
                1 if column[1] == "all" else OWN_PENALTY)
            slope, bend = held * weights[column], held
            for i in rows[column]:
                p = chance[i]
                slope += counts[i] * (p - right[i])
                bend += counts[i] * p * (1.0 - p)
            step = max(-radius[column], min(radius[column], -slope / bend))
            radius[column] = max(2.0 * abs(step), radius[column] / 2.0)
            weights[column] += step
            largest = max(largest, abs(step))
            for i in rows[column]:
                total[i] += step
                chance[i] = 1.0 / (1.0 + math.exp(-total[i]))
        if largest < 0.002:
            break
    whole = {column: round(weight * UNIT) for column, weight in weights.items()}
    return {column: weight for column, weight in whole.items() if abs(weight) >= LEAST_WEIGHT}


def score_of(said, weights):
    return max(sum(weights.get(column, 0) for column in columns_of(mention))
               for mention in said.mentions)


def cross_validate(documents, folds, penalty):
    """Scores of all events by weights that were learnt without their documents."""
    names = list(documents)
    scores = {}
    for fold in range(folds):
        held = set(names[fold::folds])
        weights = learn([mention for name in names if name not in held
                         for said in documents[name] for mention in said.mentions], penalty)
        for name in held:
            for said in documents[name]:
                scores[id(said)] = score_of(said, weights)
    return scores


def fit_line(pairs):
    """Log odds of being right over the score: slope and height, by Newton's method."""
    slope, height = 1.0, 0.0
    for _ in range(50):
        g0 = g1 = h00 = h01 = h11 = 0.0
        for points, right in pairs:
            x = points / UNIT
            p = 1.0 / (1.0 + math.exp(-(slope * x + height)))
            g0, g1 = g0 + p - right, g1 + (p - right) * x
            w = p * (1 - p)
            h00, h01, h11 = h00 + w, h01 + w * x, h11 + w * x * x
        determinant = h00 * h11 - h01 * h01
        if determinant <= 0:
            break
        height -= (h11 * g0 - h01 * g1) / determinant
        slope -= (h00 * g1 - h01 * g0) / determinant
    return slope, height


def f1(right, said, gold):
    return 2.0 * right / (said + gold) if said + gold else 0.0


def table_of_confidences(pairs, least):
    slope, height = fit_line(pairs)

    def permille(points):
        return round(1000 / (1.0 + math.exp(-(slope * points / UNIT + height))))
    highest = max(points for points, _ in pairs)
    rows = [(least, permille(least))]
    points = (least // 50 + 1) * 50
    while points < highest + 50:
        rows.append((points, permille(points)))
        points += 50
    return rows


def confidence_of(points, rows):
    """As confidenceOf() of extract/engine/ranker.cpp."""
    if points < rows[0][0]:
        return rows[0][1]
    for (low, p), (high, q) in zip(rows, rows[1:]):
        if points < high:
            return p + (q - p) * (points - low) // (high - low)
    return rows[-1][1]


def print_bins(title, pairs):
    print(f"\n{title}\nconfidence      said   right")
    for i in range(10):
        row = [right for value, right in pairs if min(9, value // 100) == i]
        if row:
            print(f"{i / 10:.1f} to {(i + 1) / 10:.1f}{len(row):9}{sum(row) / len(row):8.3f}")
    print("tenths of the events, from the least sure")
    ordered = sorted(pairs, key=lambda pair: pair[0])
    for i in range(10):
        row = ordered[len(ordered) * i // 10:len(ordered) * (i + 1) // 10]
        print(f"{row[0][0] / 1000:.3f} to {row[-1][0] / 1000:.3f}{len(row):6}"
              f"{sum(right for _, right in row) / len(row):8.3f}")


def area(pairs):
    """How often a right event stands above a wrong one."""
    ordered = sorted(pairs)
    below = ties = wins = 0.0
    i = 0
    while i < len(ordered):
        j = i
        while j < len(ordered) and ordered[j][0] == ordered[i][0]:
            j += 1
        right = sum(1 for _, r in ordered[i:j] if r)
        wrong = j - i - right
        wins += right * (below + wrong / 2.0)
        below += wrong
        i = j
    rights = sum(1 for _, r in pairs if r)
    return wins / (rights * (len(pairs) - rights))


def write_tables(weights, mentions, rows):
    languages = sorted({language for _, language in weights} - {"all"})
    said, right = collections.Counter(), collections.Counter()
    for mention in mentions:
        for name in mention.features:
            said[name] += 1
            right[name] += mention.right
    names = sorted({name for name, _ in weights})
    made = "Made by bench/quality/train_ranking.py; docs/extraction.md, \"Ranking\", tells how."
    with open(LANGUAGES / "ranking.tsv", "w", encoding="utf-8") as file:
        file.write(f"# What shows that an event is right (above 0) or not: {UNIT} is one unit of log "
                   "odds. A language's own\n# weight counts besides. `said` and `right`: in how many "
                   "of the mentions it was learnt from it showed, and\n# how many of these were "
                   f"right; for whoever looks at the table.\n# {made}\n")
        file.write("\t".join(["feature", "all", *languages, "said", "right"]) + "\n")
        for name in names:
            cells = [weights.get((name, language), "") for language in ["all", *languages]]
            file.write("\t".join([name, *(str(cell) for cell in cells), str(said[name]),
                                  f"{right[name] / said[name]:.2f}"]) + "\n")
    with open(LANGUAGES / "confidence.tsv", "w", encoding="utf-8") as file:
        file.write("# How many of 1000 events of a score are right. Events below the first score are "
                   f"not told; between two rows\n# the confidence grows evenly.\n# {made}\n")
        file.write("score\tconfidence\n")
        for points, permille in rows:
            file.write(f"{points}\t{permille}\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", type=Path, help="build folder, or the chancery program")
    parser.add_argument("gold", nargs="*", help="JSON Lines of articles for tuning")
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument("--penalty", type=float, default=16.0, help="how far weights are held back")
    parser.add_argument("--least", type=float, default=0.1, help="the least confidence that is told")
    parser.add_argument("--write", action="store_true", help="write the tables of the packs")
    options = parser.parse_args()
    program = options.build / "cli" / "chancery" if options.build.is_dir() else options.build
    gold_files = options.gold or sorted(TUNING.glob("*-tune.jsonl"))
    if any(str(name).endswith("-check.jsonl") for name in gold_files):
        sys.exit("articles for checking are not to be learnt from")

    articles = collections.OrderedDict((a["id"], a) for a in score.read_gold(gold_files))
    documents = read_said(program, articles)
    events = [said for name in documents for said in documents[name]]
    mentions = [mention for said in events for mention in said.mentions]
    gold = sum(len(article.get("events", [])) for article in articles.values())
    scores = cross_validate(documents, options.folds, options.penalty)
    pairs = [(scores[id(said)], said.right) for said in events]
    right = sum(r for _, r in pairs)
    before = f1(right, len(pairs), gold)
    print(f"{len(articles)} articles, {gold} events in the gold; {len(pairs)} proposed, {right} right;"
          f" F1 {before:.4f}")
    print(f"were all that is wrong left out: F1 {f1(right, right, gold):.4f}")
    print(f"a right event stands above a wrong one in {area(pairs):.3f} of the cases")
    slope, height = fit_line(pairs)

    def score_at(chance):
        return round((math.log(chance / (1 - chance)) - height) / slope * UNIT)
    print("told from a confidence of")
    least = score_at(options.least)
    for chance in sorted({options.least, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5}):
        some = [(points, r) for points, r in pairs if points >= score_at(chance)]
        print(f"  {chance:.2f}: {len(pairs) - len(some)} left out, "
              f"{right - sum(r for _, r in some)} of them right; "
              f"F1 {f1(sum(r for _, r in some), len(some), gold):.4f}")
    kept = [(points, r) for points, r in pairs if points >= least]
    rows = table_of_confidences(pairs, least)
    print_bins("by folds", [(confidence_of(points, rows), r) for points, r in kept])
    if options.write:
        weights = learn(mentions, options.penalty)
        write_tables(weights, mentions, rows)
        print(f"\n{len(weights)} weights of {len({n for n, _ in weights})} features written")


if __name__ == "__main__":
    sys.exit(main())
