#!/bin/bash
# Takes the pictures in docs/pictures anew, from the example articles: of the page in Chromium, and
# of Gephi's rendering of GEXF. Needs what `./test.sh --all` installs and builds.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$PWD/build/dev/tests/export
pictures=$PWD/docs/pictures
mkdir -p "$pictures"

tests/readers/page/write_examples.sh build/dev/cli/chancery examples/corpus "$folder/page"
build/dev/cli/chancery export --db "$folder/page/examples.db" --communities -o "$folder/page/examples.gexf"
tests/readers/gephi/run.sh "$folder/gephi" "$folder/page/examples.gexf" "png=$pictures/gephi.png"

script=$PWD/tests/readers/page/pictures.mjs
cd build/dev/export/html/npm
node "$script" "$(command -v chromium)" "$folder/page/examples.html" "$pictures"
