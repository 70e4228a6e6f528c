#!/bin/bash
# Builds Chancery and runs its tests. Safe to run again. Usage: ./test.sh [--all]
#   --all  adds the readers of our exports that do not come from Debian
set -euo pipefail
cd "$(dirname "$0")"
source scripts/packages.sh
all=no
case "${1:-}" in
  --all) all=yes ;;
  "") ;;
  *) echo "usage: ./test.sh [--all]" >&2; exit 2 ;;
esac
install_missing "${build_packages[@]}" "${test_packages[@]}"
[ $all = no ] || install_missing "${all_packages[@]}"

cmake --preset dev >/dev/null
cmake --build --preset dev
for folder in tests/export/jsonld tests/export/graphology export/html/npm; do
  [ $all = no ] || npm ci --silent --no-audit --no-fund --ignore-scripts --prefix build/dev/$folder
done
for reader in gephi neo4j; do
  [ $all = no ] || mvn -q -B -f tests/readers/$reader package \
    -D$reader.target="$PWD/build/dev/tests/export/$reader"
done
ctest --preset dev --parallel "$(nproc)"
