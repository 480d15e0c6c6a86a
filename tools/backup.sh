#!/bin/bash
# Saves and restores what the containers keep: see tools/backup.sh --help.
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
readonly root
readonly -A data_of=(
  [coursebot]=/coursebot/data [prometheus]=/prometheus [alertmanager]=/alertmanager [grafana]=/var/lib/grafana
)
stopped=

usage() {
  cat <<'END'
usage: tools/backup.sh save FOLDER [SERVICE...]
       tools/backup.sh restore FOLDER SERVICE...

Saves what the containers of docker-compose.yml keep, each SERVICE in FOLDER/SERVICE.tar.gz, or puts it back. SERVICE is
coursebot, prometheus, alertmanager or grafana; `save` without one saves all four.

A service stops while it is saved, one after the other and for seconds: Telegram keeps the bot's updates, Prometheus has a
gap. `restore` first saves what it is about to replace as FOLDER/SERVICE.replaced.tar.gz. Only the owner may read the files:
the bot's hold customers and payments, Grafana's hold passwords.

With TLS, name both files first:   export COMPOSE_FILE=docker-compose.yml:docker-compose.tls.yml
END
}

fail() {
  echo "backup: $*" >&2
  exit 1
}

wrong_usage() {
  echo "backup: $*; see tools/backup.sh --help" >&2
  exit 2
}

# docker-compose 1.29 or the plugin, whichever is there; with the plugin, containers that are stopped need --all.
choose_compose() {
  if command -v docker-compose >/dev/null; then
    compose=(docker-compose)
  elif docker compose version >/dev/null 2>&1; then
    compose=(docker compose)
  else
    fail "neither docker-compose nor the plugin docker compose is installed"
  fi
  docker info >/dev/null 2>&1 || fail "the Docker engine does not answer; is it running, and may $(id -un) use it?"
}

compose() {
  "${compose[@]}" "$@" 2>"$log" </dev/null || fail "${compose[*]} $*: $(tail -n 3 "$log")"
}

container_of() {
  compose ps --all --quiet "$1" | head -n 1
}

is_running() {
  [[ $(docker inspect --format '{{.State.Running}}' "$1") == true ]]
}

# A service that was stopped for its data is started again, whatever happens meanwhile.
# shellcheck disable=SC2317 # called by the trap
clean_up() {
  local status=$?
  trap - EXIT
  [[ -z $stopped ]] || "${compose[@]}" start "$stopped" >/dev/null 2>&1 || echo "backup: could not start $stopped again" >&2
  rm -f "$log"
  exit "$status"
}

# save_one SERVICE FILE
save_one() {
  local service=$1 file=$2 container
  container=$(container_of "$service")
  [[ -n $container ]] || fail "$service has no container: start it once with ${compose[*]} up -d"
  if is_running "$container"; then
    stopped=$service
    compose stop "$service"
  fi
  docker cp "$container:${data_of[$service]}/." - | gzip >"$file.partial" || fail "could not read the data of $service"
  mv "$file.partial" "$file"
  if [[ -n $stopped ]]; then compose start "$service"; fi
  stopped=
  echo "Saved $service: $file ($(du -h "$file" | cut -f1))"
}

require_archive() {
  [[ -e $1 ]] || fail "there is no $1"
  tar --list --gzip --file "$1" >/dev/null 2>&1 || fail "$1 is damaged or no backup; nothing was changed"
}

# The container and its volume go, and come back empty.
empty_data_of() {
  local service=$1 container volume
  container=$(container_of "$service")
  if [[ -n $container ]]; then
    volume=$(docker inspect --format \
      "{{range .Mounts}}{{if eq .Destination \"${data_of[$service]}\"}}{{.Name}}{{end}}{{end}}" "$container")
    compose rm --stop --force "$service"
    docker volume rm "$volume" >/dev/null || fail "could not remove the volume $volume"
  fi
  compose up --no-start --no-deps "$service"
}

restore_one() {
  local service=$1 file=$folder/$1.tar.gz container
  container=$(container_of "$service")
  if [[ -n $container ]]; then save_one "$service" "$folder/$service.replaced.tar.gz"; fi
  empty_data_of "$service"
  container=$(container_of "$service")
  gzip --decompress --stdout "$file" | docker cp - "$container:${data_of[$service]}" ||
    fail "could not write the data of $service; what was there is in $folder/$service.replaced.tar.gz"
  compose up --detach --no-deps "$service"
  echo "Restored $service from $file"
}

case ${1:-} in
  --help | -h) usage && exit 0 ;;
  save | restore) command=$1 ;;
  *) wrong_usage "say save or restore" ;;
esac
folder=${2:-}
[[ -n $folder ]] || wrong_usage "say which folder"
services=("${@:3}")
if [[ $command == save && ${#services[@]} == 0 ]]; then services=(coursebot prometheus alertmanager grafana); fi
((${#services[@]})) || wrong_usage "say what to restore; it replaces what is there"
for service in "${services[@]}"; do
  [[ -v data_of[$service] ]] || wrong_usage "'$service' is no service with data"
done

choose_compose
umask 077
mkdir -p "$folder"
folder=$(realpath "$folder")
cd "$root"
log=$(mktemp)
trap clean_up EXIT
trap 'exit 130' INT TERM HUP
if [[ $command == save ]]; then
  for service in "${services[@]}"; do save_one "$service" "$folder/$service.tar.gz"; done
else
  for service in "${services[@]}"; do require_archive "$folder/$service.tar.gz"; done
  for service in "${services[@]}"; do restore_one "$service"; done
fi
