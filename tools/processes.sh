# shellcheck shell=bash
# Sourced by ./run: programs in the background that live and die together.
#
#   start prometheus logs/prometheus.log prometheus --config.file=…
#   wait_until_answers prometheus http://127.0.0.1:9090/-/ready 60
#   watch_processes          # returns when one of them has ended
#   stop_processes
#
# Each is the leader of a session of its own, so that Ctrl-C in the terminal reaches this script alone, and is told to
# stop by the kernel should this script be killed.

declare -A process_of=() log_of=()
readonly stop_patience=15 log_limit=$((10 * 1024 * 1024))

start() {
  local name=$1 log=$2
  log_of[$name]=$log
  setsid setpriv --pdeathsig TERM -- "${@:3}" </dev/null >>"$log" 2>&1 &
  process_of[$name]=$!
}

is_running() {
  kill -0 "${process_of[$1]}" 2>/dev/null
}

# Tells how a program ended, with the last lines of its log.
report_end_of() {
  local name=$1 status=0 how
  wait "${process_of[$name]}" 2>/dev/null || status=$?
  how="status $status"
  if ((status > 128)); then how="signal $(kill -l "$status")"; fi
  echo "run: $name has ended ($how); the last lines of ${log_of[$name]}:" >&2
  tail -n 10 "${log_of[$name]}" | sed 's/^/  /' >&2
}

# wait_until_answers NAME URL SECONDS: 1 if it has not answered by then; ends the script if the program has ended.
wait_until_answers() {
  local name=$1 url=$2 deadline=$((SECONDS + $3))
  until curl --silent --fail --noproxy '*' --max-time 2 --output /dev/null "$url"; do
    if ! is_running "$name"; then
      report_end_of "$name"
      exit 1
    fi
    ((SECONDS < deadline)) || return 1
    sleep 0.1
  done
}

# A log over the limit becomes NAME.log.1; programs append, so they go on at the start of the emptied file. Without a
# command substitution: bash 5.2 may lose a Ctrl-C that comes during one.
bound_logs() {
  find "${log_of[@]}" -size "+${log_limit}c" -exec cp -- {} {}.1 \; -exec truncate --size=0 -- {} \;
}

# Returns once a program has ended, having told which and why.
watch_processes() {
  local name
  while true; do
    for name in "${!process_of[@]}"; do
      if ! is_running "$name"; then
        report_end_of "$name"
        return
      fi
    done
    bound_logs
    sleep 0.5
  done
}

any_running() {
  local name
  for name in "${!process_of[@]}"; do
    if is_running "$name"; then return 0; fi
  done
  return 1
}

# Asks all to stop, waits, and ends what is left, their children too.
stop_processes() {
  local deadline=$((SECONDS + stop_patience)) name
  for name in "${!process_of[@]}"; do kill -TERM "${process_of[$name]}" 2>/dev/null || true; done
  while any_running && ((SECONDS < deadline)); do sleep 0.1; done
  for name in "${!process_of[@]}"; do
    if is_running "$name"; then echo "run: $name did not stop within $stop_patience s and is killed" >&2; fi
    kill -KILL -- "-${process_of[$name]}" 2>/dev/null || true
    wait "${process_of[$name]}" 2>/dev/null || true
  done
}
