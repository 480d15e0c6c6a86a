#!/bin/bash
# Installs the packages of a folder's package-lock.json, unless they are installed:   tools/npm_ci.sh FOLDER
set -euo pipefail
# Debian's own node and npm come first: others in PATH may be anything.
PATH=/usr/bin:/bin:$PATH
cd "${1:?usage: npm_ci.sh FOLDER}"
readonly installed=node_modules/.installed-package-lock.json

command -v npm >/dev/null || { echo "npm is missing; ./test installs it"; exit 1; }
if cmp --silent package-lock.json "$installed"; then
  echo "The packages of package-lock.json are installed."
  exit 0
fi
# Nothing of a package runs while it is installed.
npm ci --ignore-scripts --no-audit --no-fund --prefer-offline || { echo "npm ci failed; is there a network?"; exit 1; }
cp package-lock.json "$installed"
