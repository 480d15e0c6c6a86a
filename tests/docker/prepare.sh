#!/bin/bash
# Makes what the walk needs and a machine without a registry has not:   prepare.sh CACHE
#
#   debian:bookworm-slim, by debootstrap, and stand-ins for the images that docker-compose.yml pins (stand_ins/).
#
# An image of that name that is there already stays: with the real ones the walk tests the real ones. Ends with 77, which
# ctest calls skipped, where it can't work. Needs root and an engine that answers.
set -euo pipefail

here=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
cache=$(realpath --canonicalize-missing "$1")
# shellcheck source=tools/tests/debian_base.sh
source "$here/../../tools/tests/debian_base.sh"

fail() {
  echo "FAILED: $*" >&2
  exit 1
}

image_exists() {
  docker image inspect "$1" >/dev/null 2>&1
}

# The image that docker-compose.yml pins for a service.
pinned() {
  grep -oP "image: \K\S*/$1:\S+" "$here/../../docker-compose.yml"
}

import_debian() {
  local mirror
  mirror=$(debian_archive)
  [[ -n $mirror ]] || { echo "skipped: apt knows no Debian 12 archive" && exit 77; }
  make_debian_base "$cache/base" "$mirror" || fail "could not make $cache/base"
  tar --create --directory "$cache/base" . | docker import - debian:bookworm-slim >/dev/null
}

mkdir -p "$cache"
image_exists debian:bookworm-slim || import_debian
for service in prometheus alertmanager grafana; do
  image=$(pinned "$service")
  image_exists "$image" || docker build --quiet --tag "$image" --file "$here/stand_ins/$service.Dockerfile" "$here/stand_ins"
done
