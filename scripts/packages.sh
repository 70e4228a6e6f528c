# Installs what is missing of the named Debian packages; sourced by the other scripts.

build_packages=(g++ cmake ninja-build ccache pkg-config
  libicu-dev librocksdb-dev libboost-dev libboost-graph-dev libexpected-dev libcxxopts-dev
  nlohmann-json3-dev libarchive-dev libxml2-dev libxxhash-dev libcsv-dev libsimdjson-dev libmimalloc-dev)
test_packages=(catch2 python3 python3-networkx python3-lxml python3-icalendar python3-rdflib
  graphviz zip zstd)
# The page is made with npm. Node.js comes from elsewhere on many machines, and Debian's does not
# install beside it.
command -v npm >/dev/null || build_packages+=(nodejs npm)
all_packages=(python3-igraph python3-scipy openjdk-17-jdk-headless openjdk-17-jre maven xvfb xauth fonts-noto-core chromium)

install_missing() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  echo "installing: ${missing[*]}" >&2
  local as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get update -q >&2
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -q -y --no-install-recommends "${missing[@]}" >&2
}
