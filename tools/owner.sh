# shellcheck shell=bash
# Sourced by ./run and ./test: what happens after `sudo`.
#
# Only installing packages needs root. Everything else is done by whoever owns the checkout, or the next start without
# sudo would find files of root's that it can't write.

# continue_as_owner PROGRAM ARGUMENT... starts PROGRAM again as the person who called sudo, if the checkout is theirs.
continue_as_owner() {
  local program=$1 owner home
  owner=$(stat -c %u "$(dirname "$program")")
  ((EUID == 0)) && [[ $owner == "${SUDO_UID:-0}" && $owner != 0 ]] || return 0
  home=$(getent passwd "$owner" | cut -d: -f6)
  HOME=$home exec setpriv --reuid "$owner" --regid "$SUDO_GID" --init-groups -- "$@"
}
