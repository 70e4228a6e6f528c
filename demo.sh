#!/bin/bash
# Builds Chancery, reads the example articles into a store, asks it, and writes the exports.
# Safe to run again. Usage: ./demo.sh
set -euo pipefail
cd "$(dirname "$0")"
source scripts/packages.sh
install_missing "${build_packages[@]}"

cmake --preset release -DCHANCERY_BUILD_BENCH=OFF >/dev/null
cmake --build --preset release --target chancery
chancery=build/release/cli/chancery
out=demo-output
mkdir -p "$out"

say() { printf '\n\033[1m$ chancery %s\033[0m\n' "$*"; }
run() { say "$@"; "$chancery" "$@"; }

run build examples/corpus --db "$out/examples.db"
run stats --db "$out/examples.db"
run timeline Modi Putin --db "$out/examples.db" --evidence
run timeline जयशंकर --db "$out/examples.db" --relation meet,talk
run path Modi Zelenskyy --db "$out/examples.db"
run rank --by pagerank --limit 8 --db "$out/examples.db"
run export --db "$out/examples.db" --format graphml --graph dyads -o "$out/dyads.graphml"
run export --db "$out/examples.db" --format graphml --graph events -o "$out/events.graphml"
run export --db "$out/examples.db" --format jsonld -o "$out/events.jsonld"
run export --db "$out/examples.db" -o "$out/examples.html"
run export --db "$out/examples.db" --format jsonl -o "$out/events.jsonl"
ls -l "$out"

cat <<END

Open $out/examples.html in a browser, $out/dyads.graphml in Gephi, $out/events.jsonld in any JSON-LD processor.
To go on with a folder of your own (.txt, .html, .jsonl, .gz, .zip …):

  $chancery build FOLDER --db my.db
  $chancery timeline "SOMEBODY" "SOMEBODY ELSE" --db my.db --evidence
  $chancery export --db my.db --format graphml -o my.graphml
  $chancery --help
END
