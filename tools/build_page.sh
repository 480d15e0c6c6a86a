#!/bin/bash
# Builds the viewer's page into viewer/page/dist, unless it is newer than what it is made of; then it needs no network and
# no node.
set -euo pipefail
# Debian's own node and npm come first: others in PATH may be anything.
PATH=/usr/bin:/bin:$PATH
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../viewer/page"
readonly built=dist/index.html

fail() {
  echo "page: $*" >&2
  exit 1
}

is_up_to_date() {
  [[ -e $built && -z $(find . -path ./node_modules -prune -o -path ./dist -prune -o -path ./tests -prune -o \
    -type f -newer "$built" -print -quit) ]]
}

if is_up_to_date; then exit 0; fi
../../tools/npm_ci.sh . || exit 1
npm run --silent build || fail "viewer/page does not build; its reason is above"
