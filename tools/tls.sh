#!/bin/bash
# Makes what docker-compose.tls.yml mounts: see tools/tls.sh --help.
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
readonly root days=825 expires_soon_s=$((14 * 24 * 3600))

usage() {
  cat <<'END'
usage: tools/tls.sh [--folder FOLDER] NAME...

Makes the folder tls/ for docker-compose.tls.yml. Only its owner may enter it. What is there already is kept.

  certificate/server.crt, server.key   for Grafana and Prometheus. Put your own there before, with its chain; otherwise one
                                       is made that signs itself, for localhost and each NAME (host names or addresses).
                                       Browsers warn of it until you trust it. Remove both files to make another.
  prometheus/prometheus.password       a random password for the user `admin` of Prometheus
  prometheus/web.yml, client.yml       Prometheus's side of it, and that of its health check
  prometheus/viewer.yml                the side of what draws the charts in the chat
  prometheus/server_name               the name in the certificate that Grafana expects of Prometheus

  --folder FOLDER   another folder than tls/
  --help            this text
END
}

fail() {
  echo "tls: $*" >&2
  exit 1
}

wrong_usage() {
  echo "tls: $*; see tools/tls.sh --help" >&2
  exit 2
}

read_options() {
  folder=$root/tls names=()
  while (($#)); do
    case $1 in
      --help | -h) usage && exit 0 ;;
      --folder) (($# > 1)) || wrong_usage "--folder needs a value" && folder=$2 && shift ;;
      -*) wrong_usage "unknown option '$1'" ;;
      *) [[ $1 =~ ^[A-Za-z0-9.:*-]{1,253}$ ]] || wrong_usage "'$1' is no host name and no address" && names+=("$1") ;;
    esac
    shift
  done
  certificate=$folder/certificate prometheus=$folder/prometheus
}

# DNS:localhost,IP:127.0.0.1,DNS:example.org as openssl takes it.
alternative_names() {
  local name list=DNS:localhost,IP:127.0.0.1
  for name in "${names[@]}"; do
    if [[ $name == *:* || $name =~ ^[0-9.]+$ ]]; then list+=,IP:$name; else list+=,DNS:$name; fi
  done
  echo "$list"
}

make_certificate() {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days "$days" \
    -subj "/CN=${names[0]:-localhost}" -addext "subjectAltName=$(alternative_names)" \
    -addext "extendedKeyUsage=serverAuth" \
    -keyout "$certificate/server.key" -out "$certificate/server.crt" 2>"$folder/openssl.log" ||
    fail "openssl could not make a certificate: $(tail -n 1 "$folder/openssl.log")"
  rm -f "$folder/openssl.log"
}

check_certificate() {
  local of_certificate of_key
  of_certificate=$(openssl x509 -in "$certificate/server.crt" -noout -pubkey 2>&1) || fail "$certificate/server.crt is no certificate"
  of_key=$(openssl pkey -in "$certificate/server.key" -pubout 2>&1) || fail "$certificate/server.key is no private key without a password"
  [[ $of_certificate == "$of_key" ]] || fail "$certificate/server.key is not the key of $certificate/server.crt"
  openssl x509 -in "$certificate/server.crt" -noout -checkend "$expires_soon_s" >/dev/null ||
    fail "$certificate/server.crt expires within 14 days, or has; bring a new one, or remove it and its key to have one made"
}

# Of a certificate that somebody brought, any name will do: Grafana only has to know which.
# The name in the certificate, for Grafana and for what draws the charts.
write_server_name() {
  local name
  name=$(openssl x509 -in "$certificate/server.crt" -noout -ext subjectAltName 2>/dev/null |
    grep -oP 'DNS:\K[^, ]+' | head -n 1) || true
  [[ -n $name ]] || fail "$certificate/server.crt names no host (subjectAltName); no client would accept it"
  printf '%s' "$name" >"$prometheus/server_name"
  cat >"$prometheus/viewer.yml" <<END
basic_auth:
  username: admin
  password_file: /coursebot/tls/prometheus.password
tls_config:
  ca_file: /coursebot/certificate/server.crt
  server_name: $name
END
}

random_text() {
  openssl rand -base64 48 | tr -dc 'A-Za-z0-9' | head -c "$1"
}

# Prometheus takes bcrypt only; perl asks the C library for it. The password goes by the standard input: arguments are public.
bcrypt() {
  # shellcheck disable=SC2016 # perl's own variables
  perl -e 'my $password = <STDIN>; chomp $password; my $hash = crypt($password, q($2b$10$) . $ARGV[0]); print $hash // ""' \
    "$(random_text 21)." <"$1"
}

write_web_config() {
  local hash
  hash=$(bcrypt "$prometheus/prometheus.password")
  [[ $hash == \$2b\$10\$* ]] || fail "the C library of this machine knows no bcrypt"
  cat >"$prometheus/web.yml" <<END
tls_server_config:
  cert_file: /etc/prometheus/certificate/server.crt
  key_file: /etc/prometheus/certificate/server.key
  min_version: TLS12
basic_auth_users:
  admin: $hash
END
  cat >"$prometheus/client.yml" <<'END'
basic_auth:
  username: admin
  password_file: /etc/prometheus/tls/prometheus.password
tls_config:
  insecure_skip_verify: true
END
}

read_options "$@"
command -v openssl >/dev/null || fail "openssl is missing; on Debian: apt-get install openssl"
command -v perl >/dev/null || fail "perl is missing; on Debian: apt-get install perl-base"

mkdir -p "$folder"
chmod 700 "$folder"
# Grafana and Prometheus have user numbers of their own. They see these folders; on this machine $folder keeps others out.
umask 022
mkdir -p "$certificate" "$prometheus"
if [[ ! -e $certificate/server.crt && ! -e $certificate/server.key ]]; then
  make_certificate
  echo "Made $certificate/server.crt for $(alternative_names), valid for $days days."
else
  echo "Kept $certificate/server.crt."
fi
check_certificate
chmod 644 "$certificate/server.crt" "$certificate/server.key"
if [[ ! -s $prometheus/prometheus.password ]]; then
  random_text 32 >"$prometheus/prometheus.password"
  echo "Made a password for Prometheus's user admin: it is in $prometheus/prometheus.password."
fi
write_web_config
write_server_name
