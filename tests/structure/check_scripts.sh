#!/bin/bash
# Every shell script of the project parses, and shellcheck finds nothing in it.   check_scripts.sh ROOT
set -euo pipefail
cd "${1:?usage: check_scripts.sh ROOT}"

mapfile -t scripts < <(find . \( -name .git -o -name build -o -name data -o -name node_modules \) -prune -o -type f -size -200k \
  -exec awk 'FNR == 1 && (/^#!.*[\/ ](ba)?sh$/ || /^# shellcheck shell=/) { print FILENAME } { nextfile }' {} + | sort)
((${#scripts[@]} > 3)) || { echo "found only ${#scripts[@]} scripts"; exit 1; }

for script in "${scripts[@]}"; do bash -n "$script"; done
shellcheck --external-sources "${scripts[@]}"
echo "Clean: ${scripts[*]}"
