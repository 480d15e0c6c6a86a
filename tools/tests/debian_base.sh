# shellcheck shell=bash
# Sourced: a folder with nothing but Debian 12, made by debootstrap from the archive that this machine's own apt uses, and
# with the same sources and keys, so that apt works inside as it does outside. Needs root.

# The archive that this machine's own apt uses.
debian_archive() {
  # shellcheck disable=SC2016 # apt's own variables
  apt-get indextargets --format '$(REPO_URI) $(CODENAME) $(COMPONENT)' 'Created-By: Packages' |
    awk '$2 == "bookworm" && $3 == "main" { print $1; exit }'
}

# make_debian_base FOLDER MIRROR: does nothing if the folder is complete; 1, with the reason, if it can't be made.
make_debian_base() {
  local base=$1 mirror=$2 include=()
  [[ -e $base/complete ]] && return
  [[ $mirror != https:* ]] || include=(--include=ca-certificates)
  rm -rf "$base"
  mkdir -p "$base"
  debootstrap --variant=minbase "${include[@]}" bookworm "$base" "$mirror" >"$base.log" 2>&1 || {
    echo "debootstrap: $(tail -n 3 "$base.log")" >&2
    return 1
  }
  rm -f "$base/etc/apt/sources.list"
  cp -r /etc/apt/sources.list.d /etc/apt/trusted.gpg.d "$base/etc/apt/"
  if [[ -e /etc/apt/sources.list ]]; then cp /etc/apt/sources.list "$base/etc/apt/"; fi
  cp -rn /usr/share/keyrings/. "$base/usr/share/keyrings/"
  apt-config dump | grep -E '^Acquire::(Check-|http|https|Retries)' >"$base/etc/apt/apt.conf.d/99as-outside" || true
  touch "$base/complete"
}
