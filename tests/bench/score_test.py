#!/usr/bin/env python3
"""What bench/quality/score.py counts, on two articles whose events are known."""
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SCORE = Path(__file__).resolve().parents[2] / "bench" / "quality" / "score.py"

GOLD = [
    {"id": "a", "lang": "en", "text": "…",
     "entities": {"Narendra Modi": {"type": "person", "aliases": ["Modi"]},
                  "Jane Roe": {"type": "person", "aliases": []},
                  "Ankara": {"type": "place"}, "Turkey": {"type": "country"}},
     "events": [
         {"relation": "meet", "subject": "Narendra Modi", "object": "Jane Roe",
          "date": "2024-07-09", "status": "happened"},
         {"relation": "greet", "subject": "Narendra Modi", "object": "Jane Roe",
          "status": "happened"},
         {"relation": "visit", "subject": "Narendra Modi", "object": "Ankara", "place": "Turkey",
          "status": "planned"}]},
    {"id": "b", "lang": "hi", "text": "…", "entities": {}, "events": []},
]


def said(doc, relation, subject, object_, status="happened", confidence=0.95, **more):
    return {"doc": doc, "relation": relation, "status": status, "confidence": confidence,
            "subject": {"label": subject, "aliases": []},
            "object": {"label": object_, "aliases": []}, **more}


def score(lines):
    with tempfile.TemporaryDirectory() as folder:
        gold, events = Path(folder, "gold.jsonl"), Path(folder, "said.jsonl")
        gold.write_text("".join(json.dumps(line) + "\n" for line in GOLD), encoding="utf-8")
        events.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        run = subprocess.run([sys.executable, SCORE, events, gold, "--json"], check=True,
                             capture_output=True, text=True)
    return json.loads(run.stdout)


class ScoreTest(unittest.TestCase):
    def test_the_ends_of_a_meeting_may_be_exchanged_and_those_of_a_greeting_may_not(self):
        groups = score([said("a", "meet", "Jane Roe", "MODI", date="2024-07-09"),
                        said("a", "greet", "Jane Roe", "Modi")])["groups"]
        self.assertEqual(groups["relation meet"]["strict_f1"], 1)
        self.assertEqual(groups["relation greet"]["found"], 0)
        self.assertEqual(groups["all"]["precision"], 0.5)
        self.assertAlmostEqual(groups["all"]["recall"], 1 / 3)

    def test_an_event_said_twice_is_found_once(self):
        groups = score([said("a", "greet", "Modi", "Jane Roe")] * 2)["groups"]
        self.assertEqual((groups["all"]["found"], groups["all"]["said"]), (1, 2))

    def test_a_country_stands_for_its_city_on_a_visit(self):
        groups = score([said("a", "visit", "Modi", "Turkey", status="planned")])["groups"]
        self.assertEqual(groups["relation visit"]["found"], 1)

    def test_strict_wants_the_day_and_the_status(self):
        groups = score([said("a", "meet", "Modi", "Jane Roe", date="2024-07"),
                        said("a", "visit", "Modi", "Ankara")])["groups"]
        self.assertEqual(groups["all"]["found"], 2)
        self.assertEqual(groups["all"]["strict_f1"], 0)

    def test_what_is_found_where_nothing_is_counts_against_precision(self):
        result = score([said("b", "meet", "Modi", "Jane Roe", confidence=0.5)])
        self.assertEqual(result["groups"]["language hi"]["precision"], 0)
        self.assertEqual(result["confidence"][5], {"from": 0.5, "said": 1, "right": 0.0})

    def test_names_are_known_where_the_knowledge_base_has_both(self):
        groups = score([said("a", "meet", "Modi", "Jane Roe")])["groups"]
        self.assertEqual(groups["a name not known to the base"]["found"], 1)
        self.assertEqual(groups["names known to the base"]["gold"], 1)  # the visit to Ankara


if __name__ == "__main__":
    unittest.main()
