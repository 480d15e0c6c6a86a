# shellcheck shell=bash
# Sourced by each benchmark's `run`: the options they have in common, and what they need before they start.
#
# The sourcing script has a function `usage`, which prints what --help shows.

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
# Debian's own programs come first, those of other places after them.
PATH=/usr/sbin:/usr/bin:/sbin:/bin:$PATH
readonly root PATH

# shellcheck source=tools/owner.sh
source "$root/tools/owner.sh"

# Where the programs to measure are, and whether they are somebody else's to build.
programs=$root/build/release/bin
programs_given=

wrong_usage() {
  echo "run: $*; see --help" >&2
  exit 2
}

read_arguments() {
  while (($#)); do
    case $1 in
      --help | -h)
        usage
        exit 0
        ;;
      --quick | --markdown) shift ;;
      --rounds)
        [[ ${2:-} =~ ^[1-9][0-9]?$ ]] || wrong_usage "--rounds takes a number from 1 to 99, not '${2:-}'"
        shift 2
        ;;
      --programs)
        [[ -d ${2:-} ]] || wrong_usage "--programs takes a folder, and '${2:-}' is none"
        programs=$(cd "$2" && pwd)
        programs_given=yes
        shift 2
        ;;
      *) wrong_usage "unknown argument '$1'" ;;
    esac
  done
}

# Debian's npm can't stand beside a Node.js from elsewhere, which has an npm of its own.
install_npm() {
  if ! command -v npm >/dev/null; then "$root/tools/packages.sh" install node; fi
}

# Builds these targets, unless --programs names a folder that has them.
build_programs() {
  [[ -n $programs_given ]] || "$root/tools/build.sh" release "$@"
}

# measure SCRIPT WORK ARGUMENT... starts a measurement, whose files are in WORK, in place of this script. Its modules stand
# beside it, in bench/, and in the end-to-end tests.
measure() {
  PYTHONPATH=$root/bench:$root/tests/e2e exec python3 -B "$1" --programs "$programs" --work "$2" "${@:3}"
}
