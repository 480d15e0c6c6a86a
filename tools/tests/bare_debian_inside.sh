#!/bin/bash
# The part of bare_debian_test.sh that runs on the bare machine:   inside.sh first|second BOT PROMETHEUS ALERTMANAGER VIEWER
# The numbers are ports. Nothing but this script and what it starts has a process here.
set -euo pipefail
# ./run gets a process group of its own, like in a terminal, and so can be interrupted.
set -m

start=$1 bot_port=$2 prometheus_port=$3 alertmanager_port=$4 viewer_port=$5
readonly log=/srv/run.log patience=3000 second_start_limit_ms=5000

fail() {
  echo "FAILED: $*" >&2
  tail -n 40 "$log" >&2
  exit 1
}

milliseconds() {
  echo $((${EPOCHREALTIME/[.,]/} / 1000))
}

# Whatever runs here beside this shell and the shell that asks.
others() {
  local status
  for status in /proc/[0-9]*/status; do
    awk -v self=$$ -v asker="$BASHPID" '
      $1 == "Name:" { name = $2 } $1 == "State:" { state = $2 } $1 == "Pid:" { pid = $2 }
      END { if (state != "Z" && pid != self && pid != asker && name != "awk") print pid, name }' "$status" 2>/dev/null || true
  done
}

start_and_wait() {
  local began ended
  began=$(milliseconds)
  /srv/coursebot/run --prometheus-port "$prometheus_port" --alertmanager-port "$alertmanager_port" \
    --viewer-port "$viewer_port" >"$log" 2>&1 &
  run=$!
  until grep -q 'Ctrl-C stops all' "$log"; do
    kill -0 "$run" 2>/dev/null || fail "./run has ended"
    (($(milliseconds) - began < patience * 1000)) || fail "./run has printed no addresses after $patience s"
    sleep 0.05
  done
  ended=$(milliseconds)
  took=$((ended - began))
  echo "./run took $took ms"
}

check_metrics() {
  local page name
  page=$(curl -fsS "http://127.0.0.1:$bot_port/metrics")
  for name in bothost_bots_created_total bothost_bots_created_created bothost_bots_created \
    message_processing_time_seconds_bucket users_online payment_transactions_total subscription_activations_total; do
    grep -qE "^$name(\{[^}]*\})? " <<<"$page" || fail "/metrics has no $name"
  done
}

check_dashboards() {
  local status
  curl -fsS --user admin:admin123 "http://127.0.0.1:$viewer_port/" | grep -q '<html' || fail "the viewer has no page"
  status=$(curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:$viewer_port/")
  [[ $status == 401 ]] || fail "without a log-in the viewer answers $status"
}

stop_and_check() {
  local left
  kill -INT -- "-$run"
  wait "$run" || fail "./run ended with status $? after Ctrl-C"
  left=$(others)
  [[ -z $left ]] || fail "still running: $left"
}

check_services_are_off() {
  local enabled
  enabled=$(find /etc/systemd/system /etc/rc?.d \( -path '*.wants/prometheus*' -o -name 'S*prometheus*' \) 2>/dev/null)
  [[ -z $enabled ]] || fail "services that would start at the next boot: $enabled"
  [[ ! -e /usr/sbin/policy-rc.d ]] || fail "policy-rc.d is left behind"
}

start_and_wait
check_metrics
check_dashboards
stop_and_check
check_services_are_off
if [[ $start == second ]]; then
  ((took < second_start_limit_ms)) || fail "the second start took $took ms, over $second_start_limit_ms"
fi
