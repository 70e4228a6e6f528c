#!/bin/bash
# Takes the pictures of docs/page.md anew, in Chromium, from the page of the example articles.
# Needs what `./test.sh --all` installs and builds.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=build/dev/tests/export/page
tests/readers/page/write_examples.sh build/dev/cli/chancery examples/corpus "$folder"
pictures=$PWD/docs/pictures
mkdir -p "$pictures"
script=$PWD/tests/readers/page/pictures.mjs
file=$PWD/$folder/examples.html
cd build/dev/export/html/npm
node "$script" "$(command -v chromium)" "$file" "$pictures"
