#!/bin/bash
# Configures (only when needed) and builds a preset:   tools/build.sh PRESET [TARGET]...
# Without targets, everything. With an up-to-date build folder it takes a tenth of a second.
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
preset=${1:?usage: tools/build.sh PRESET [TARGET]...}
targets=("${@:2}")
folder=$root/build/$preset
cd "$root"

fail() {
  echo "build: $*" >&2
  exit 1
}

require_writable() {
  local place
  for place in "$root" "$root/build" "$folder"; do
    [[ ! -e $place || -w $place ]] ||
      fail "$place belongs to $(stat -c %U "$place") and $(id -un) may not write it; run as root: chown -R $(id -un) $place"
  done
}

# A folder that was configured elsewhere (the checkout was moved or copied) is configured afresh.
configure() {
  local cache=$folder/CMakeCache.txt fresh=()
  if [[ -e $cache ]] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$cache"; then
    fresh=(--fresh)
  elif [[ $folder/build.ninja -nt CMakePresets.json ]]; then
    return
  fi
  cmake --preset "$preset" "${fresh[@]}" || fail "cmake could not configure the preset '$preset'; its reason is above"
}

# The largest files need 1.5 GB to compile.
parallel_jobs() {
  local processors memory_jobs
  processors=$(nproc)
  memory_jobs=$(awk '$1 == "MemAvailable:" { print int($2 / 1500000) }' /proc/meminfo)
  ((memory_jobs > 0)) || memory_jobs=1
  echo $((processors < memory_jobs ? processors : memory_jobs))
}

require_writable
configure
cmake --build "$folder" --parallel "$(parallel_jobs)" ${targets[0]+--target "${targets[@]}"} ||
  fail "the preset '$preset' does not build; its reason is above"
