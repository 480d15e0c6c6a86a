# shellcheck shell=bash
# Sourced by ./run: is a TCP port of this machine free, and who holds it if not?

# Something accepts connections to 127.0.0.1:PORT.
port_is_taken() {
  (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# "NAME (process PID)" of who listens on PORT; nothing if that is not for us to see.
port_holder() {
  local inode descriptor pid
  inode=$(awk -v port="$(printf ':%04X$' "$1")" '$4 == "0A" && $2 ~ port { print $10; exit }' /proc/net/tcp /proc/net/tcp6 2>/dev/null)
  [[ -n $inode ]] || return 0
  descriptor=$(find /proc/[0-9]*/fd -lname "socket:\[$inode\]" -print -quit 2>/dev/null) || true
  [[ -n $descriptor ]] || return 0
  pid=${descriptor#/proc/}
  pid=${pid%%/*}
  echo "$(<"/proc/$pid/comm") (process $pid)"
}

# require_free_port PORT PROGRAM REMEDY
require_free_port() {
  local holder
  port_is_taken "$1" || return 0
  holder=$(port_holder "$1")
  fail "port $1, which $2 needs, is taken${holder:+ by $holder}; stop that, or $3"
}
