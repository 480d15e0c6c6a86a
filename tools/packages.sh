#!/bin/bash
# The Debian 12 packages that the project stands on, by purpose, and their installation.
#
#   tools/packages.sh list build run        prints their names, one a line
#   tools/packages.sh install build run     installs those that are missing; says and does nothing if none is
#
# Installs as root or through sudo, and only adds: no recommended packages, no removals. Services that come with the
# packages (Debian starts prometheus and alertmanager by itself) are neither started now nor at the next boot; services
# of packages that were there before are left alone.
set -euo pipefail
shopt -s nullglob
export LC_ALL=C

declare -rA packages_for=(
  # The test libraries too, because ./run and ./test share one configured build folder.
  [build]="g++ cmake ninja-build libboost1.81-dev libssl-dev libsqlite3-dev libyaml-cpp-dev libmd4c-dev libspdlog-dev
    libcli11-dev libhpdf-dev libcairo2-dev libfreetype-dev fonts-dejavu-core zlib1g-dev libgtest-dev libgmock-dev
    libbenchmark-dev"
  [run]="prometheus prometheus-alertmanager ca-certificates curl python3 python3-yaml"
  [test]="python3-prometheus-client python3-protobuf python3-jsonschema python3-markdown-it clang-format-19 shellcheck
    pkgconf poppler-utils chromium"
  [full]="clang-19 clang-tidy-19 clang-tools-19 libclang-rt-19-dev llvm-19 debootstrap git"
  [bench]="golang-go golang-github-prometheus-client-golang-dev nginx-light libnginx-mod-http-lua wrk"
  [node]="nodejs npm"
  [docker]="docker.io docker-compose iptables iproute2 openssl perl-base"
)
readonly policy=/usr/sbin/policy-rc.d
readonly policy_text='#!/bin/sh
# CourseBot is installing packages and keeps them from starting services; it removes this file afterwards.
exit 101'

fail() {
  echo "packages: $*" >&2
  exit 1
}

names_for() {
  local purpose
  for purpose in "$@"; do
    [[ -v packages_for[$purpose] ]] || fail "no purpose '$purpose'; there are: ${!packages_for[*]}"
    # shellcheck disable=SC2086 # the list is words
    printf '%s\n' ${packages_for[$purpose]}
  done
}

# Every installed package of those named (of all, if none is named), one a line.
installed() {
  dpkg-query --show --showformat '${Package} ${db:Status-Status}\n' "$@" 2>/dev/null | sed -n 's/ installed$//p' | sort -u
}

# Every name that installed packages provide beside their own, one a line.
provided() {
  dpkg-query --show --showformat '${db:Status-Status}, ${Provides}\n' 2>/dev/null | sed -n 's/^installed, //p' |
    tr ',' '\n' | sed 's/(.*//; s/ //g' | sort -u
}

# What is provided is not missing: a nodejs that is not Debian's brings its own npm, and Debian's would conflict with it.
missing_of() {
  comm -23 <(printf '%s\n' "$@" | sort -u) <(sort -u <(installed "$@") <(provided))
}

apt() {
  DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 "$@"
}

fetch_package_lists() {
  apt -o APT::Update::Error-Mode=any update
}

# Refuses what can't be had without removing something. Fetches the package lists if they don't know a package.
require_installable() {
  local plan removed
  if ! plan=$(apt --simulate --no-install-recommends install "$@" 2>&1); then
    fetch_package_lists || fail "apt-get update failed; is there a network? Missing: $*"
    plan=$(apt --simulate --no-install-recommends install "$@" 2>&1) ||
      fail "apt-get can't install $*: $(grep -m1 '^E:' <<<"$plan")"
  fi
  removed=$(awk '$1 == "Remv" { printf "%s%s", separator, $2; separator = " " }' <<<"$plan")
  [[ -z $removed ]] || fail "installing $* would remove $removed; if that is fine: apt-get install $*"
}

# The units and init scripts of the packages, disabled as systemctl and update-rc.d would, with or without systemd.
disable_services_of() {
  local package file unit link
  for package in "$@"; do
    while read -r file; do
      unit=${file##*/}
      case $file in
        */lib/systemd/system/*.service | */lib/systemd/system/*.socket | */lib/systemd/system/*.timer)
          for link in /etc/systemd/system/*.wants/"$unit"; do
            if [[ -L $link ]]; then rm -f "$link"; fi
          done
          if [[ -d /run/systemd/system ]]; then systemctl stop "$unit" || true; fi
          ;;
        /etc/init.d/*) update-rc.d "$unit" disable >/dev/null 2>&1 || true ;;
      esac
    done < <(dpkg-query --listfiles "$package")
  done
}

finish_installation() {
  local newly_installed
  mapfile -t newly_installed < <(comm -13 "$installed_before" <(installed))
  disable_services_of "${newly_installed[@]}"
  if [[ -f $policy && $(<"$policy") == "$policy_text" ]]; then rm -f "$policy"; fi
  rm -f "$installed_before" "$apt_errors"
}

install_as_root() {
  echo "Installing Debian packages: $*"
  require_installable "$@"
  installed_before=$(mktemp)
  apt_errors=$(mktemp)
  installed >"$installed_before"
  trap finish_installation EXIT
  trap 'exit 130' INT TERM HUP
  if [[ ! -e $policy ]]; then
    printf '%s\n' "$policy_text" >"$policy"
    chmod 755 "$policy"
  fi
  # Old package lists name versions that the archive no longer has: then they are fetched again, once.
  apt --yes --no-remove --no-install-recommends install "$@" 2>"$apt_errors" ||
    { fetch_package_lists && apt --yes --no-remove --no-install-recommends install "$@" 2>"$apt_errors"; } ||
    fail "apt-get could not install $*: $(grep -m1 '^E:' "$apt_errors" || echo 'see above')"
}

install() {
  local missing
  command -v dpkg-query >/dev/null || fail "this is not Debian; needed are: $*"
  mapfile -t missing < <(missing_of "$@")
  ((${#missing[@]})) || return 0
  if ((EUID == 0)); then
    install_as_root "${missing[@]}"
  elif may_sudo; then
    sudo -- "$(readlink -f "$0")" install "${purposes[@]}"
  else
    fail "missing packages; as root, run: apt-get install --no-install-recommends ${missing[*]}"
  fi
}

# Asks for a password only where somebody can type one.
may_sudo() {
  command -v sudo >/dev/null || return 1
  sudo -n true 2>/dev/null && return
  [[ -t 0 && -t 2 ]] && sudo -v
}

command=${1:-}
purposes=("${@:2}")
((${#purposes[@]})) || purposes=("${!packages_for[@]}")
case $command in
  list) names_for "${purposes[@]}" ;;
  install)
    names=$(names_for "${purposes[@]}")
    # shellcheck disable=SC2086 # the list is words
    install $names
    ;;
  *) fail "usage: tools/packages.sh list|install [$(tr ' ' '|' <<<"${!packages_for[*]}")]..." ;;
esac
