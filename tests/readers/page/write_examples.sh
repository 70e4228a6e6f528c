#!/bin/bash
# write_examples.sh CHANCERY CORPUS FOLDER: the page of a corpus, and its events as JSON Lines.
set -euo pipefail
mkdir -p "$3"
rm -rf "$3/examples.db"
"$1" build "$2" --db "$3/examples.db" 2>/dev/null
"$1" export --db "$3/examples.db" -o "$3/examples.html"
"$1" export --db "$3/examples.db" -o "$3/examples.jsonl"
