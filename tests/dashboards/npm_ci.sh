#!/bin/bash
# Installs the packages of dashboards/package-lock.json, unless they are installed:   npm_ci.sh DASHBOARDS
set -euo pipefail
# Debian's own node and npm come first: others in PATH may be anything.
PATH=/usr/bin:/bin:$PATH
cd "${1:?usage: npm_ci.sh DASHBOARDS}"
readonly installed=node_modules/.installed-package-lock.json

command -v npm >/dev/null || { echo "npm is missing; ./test installs it"; exit 1; }
if cmp --silent package-lock.json "$installed"; then
  echo "The packages of package-lock.json are installed."
  exit 0
fi
# The packages are code to read and compile, not to run while they are installed.
npm ci --ignore-scripts --no-audit --no-fund --prefer-offline || { echo "npm ci failed; is there a network?"; exit 1; }
cp package-lock.json "$installed"
