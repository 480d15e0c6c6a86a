#!/bin/bash
# A machine that has nothing but Debian 12: ./run installs, builds, starts, and stops without a trace; a second start
# works without a network and takes less than 5 seconds.
#
#   bare_debian_test.sh CHECKOUT CACHE
#
# The machine is a folder below CACHE (debootstrap, minimal) with process numbers of its own. What debootstrap and apt
# have fetched stays in CACHE for the next time. Needs root; ends with 77, which ctest calls skipped, where it can't run.
set -euo pipefail

# shellcheck source=tools/tests/debian_base.sh
source "$(dirname "$(readlink -f "$0")")/debian_base.sh"

checkout=$(realpath "$1") cache=$(realpath --canonicalize-missing "$2")
base=$cache/base machine=$cache/machine
bot_port=18000 prometheus_port=19090 alertmanager_port=19093 viewer_port=13000

skip() {
  echo "skipped: $*"
  exit 77
}

fail() {
  echo "FAILED: $*" >&2
  exit 1
}

# A fresh machine with what a clone of the checkout would hold.
make_machine() {
  rm -rf "$machine"
  cp -a "$base" "$machine"
  cp /etc/resolv.conf /etc/hosts "$machine/etc/"
  mkdir -p "$machine/srv/coursebot" "$cache/archives/partial"
  (cd "$checkout" && git ls-files -z --cached --others --exclude-standard | tar --create --null --files-from=- --ignore-failed-read) |
    tar --extract --directory "$machine/srv/coursebot" --no-same-owner
  cp "$checkout/tools/tests/bare_debian_inside.sh" "$machine/srv/inside.sh"
}

# on_machine NAMESPACE... -- ARGUMENT...: inside.sh with its own processes and mounts; what is left of them ends with it.
on_machine() {
  local namespaces=()
  while [[ $1 != -- ]]; do namespaces+=("$1") && shift; done
  shift
  # shellcheck disable=SC2016 # expanded by the inner shell
  unshare --mount --pid --fork --kill-child "${namespaces[@]}" bash -euc '
    mount --make-rprivate /
    mount -t proc proc "$1/proc"
    mount --bind "$2" "$1/var/cache/apt/archives"
    /usr/bin/python3 "$3/tools/tests/loopback_up.py"
    exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin TERM=dumb HOME=/root PROMETHEUS_PORT="$4" \
      chroot "$1" bash /srv/inside.sh "${@:5}"' \
    - "$machine" "$cache/archives" "$checkout" "$bot_port" "$@" "$bot_port" "$prometheus_port" "$alertmanager_port" "$viewer_port"
}

((EUID == 0)) || skip "needs root"
command -v debootstrap >/dev/null || skip "needs debootstrap"
git -C "$checkout" rev-parse --git-dir >/dev/null 2>&1 || skip "$checkout is no git checkout"
unshare --mount --pid --net --fork true 2>/dev/null || skip "may not make namespaces here"

mkdir -p "$cache"
mirror=$(debian_archive)
[[ -n $mirror ]] || skip "apt knows no Debian 12 archive"
make_debian_base "$base" "$mirror" || fail "could not make $base"
make_machine
echo "== first start, on a bare Debian 12"
on_machine -- first
echo "== second start, without a network"
on_machine --net -- second
rm -rf "$machine"
