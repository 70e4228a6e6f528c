#!/usr/bin/env python3
"""Events among made-up people of no table, a third of them named in both scripts, as lines for
`chancery load`: how long a store of very many people takes.

usage: made_up_people.py PEOPLE > people.jsonl
"""
import json
import random
import sys

SYLLABLES = [("ka", "का"), ("ri", "री"), ("mo", "मो"), ("te", "ते"), ("lu", "लू"),
             ("pa", "पा"), ("ni", "नी"), ("go", "गो"), ("se", "से"), ("bu", "बू"),
             ("za", "ज़ा"), ("she", "शे"), ("da", "दा"), ("vi", "वी"), ("ho", "हो"),
             ("ma", "मा"), ("be", "बे"), ("su", "सू"), ("fa", "फा"), ("ro", "रो")]
RELATIONS = ["meet", "visit", "greet", "criticize", "support"]
STATES = ["FR", "DE", "IT", "ES", "BR", "KE"]
EVENTS_OF_A_DOCUMENT = 20


def word(number, syllables):
    latin = other = ""
    for _ in range(syllables):
        number, which = divmod(number, len(SYLLABLES))
        latin += SYLLABLES[which][0]
        other += SYLLABLES[which][1]
    return latin.capitalize(), other


def nodes(people):
    """A node of each script in which somebody is named: whatever joins them, their ids do not."""
    for i in range(people):
        first, last = word(i % 4000, 3), word(i // 7 + 31, 4)
        state = STATES[i % len(STATES)]
        for script, suffix in enumerate(("l", "d")[:2 if i % 3 == 0 else 1]):
            name = f"{first[script]} {last[script]}"
            yield {"id": f"p.made-{i:07d}-{suffix}", "label": name, "type": "person",
                   "country": state, "aliases": [name]}


def main():
    everyone = list(nodes(int(sys.argv[1])))
    random.seed(1)
    random.shuffle(everyone)
    for begin in range(0, len(everyone), EVENTS_OF_A_DOCUMENT):
        document = begin // EVENTS_OF_A_DOCUMENT
        day = f"{2010 + document % 15}-{1 + document % 12:02d}-{1 + document // 7 % 28:02d}"
        present = everyone[begin:begin + EVENTS_OF_A_DOCUMENT]
        for k, subject in enumerate(present):
            object_ = present[(k + 1) % len(present)]
            print(json.dumps({"doc": f"d{document:06d}",
                              "relation": RELATIONS[(k + document) % len(RELATIONS)],
                              "subject": subject, "object": object_, "date": day,
                              "evidence": [{"text": f"{subject['label']}, {object_['label']}."}],
                              "source": {"date": day, "lang": "en"}}, ensure_ascii=False))


if __name__ == "__main__":
    main()
