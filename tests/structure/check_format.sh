#!/bin/bash
# Every C++ file is formatted as .clang-format says.   check_format.sh ROOT
set -euo pipefail
cd "${1:?usage: check_format.sh ROOT}"

find . \( -name .git -o -name build -o -name data -o -name node_modules \) -prune -o \
  \( -name '*.hpp' -o -name '*.cpp' \) -print0 | xargs -0 -n 25 -P 2 clang-format-19 --dry-run --Werror ||
  { echo "format what is named above: clang-format-19 -i FILE"; exit 1; }
