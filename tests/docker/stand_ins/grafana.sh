#!/bin/sh
# Ends at once if something that Grafana would need is missing; otherwise serves /api/health on port 3000, by TLS if so told.
set -eu

require() {
  "$@" || { echo "not so: $*" >&2 && exit 1; }
}

require test "$(id -u)" = 472
require test -w /var/lib/grafana
require test -n "$GF_SECURITY_ADMIN_PASSWORD"
require test -r "$GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH"
for place in /etc/grafana/provisioning/datasources /etc/grafana/provisioning/dashboards /etc/grafana/dashboards; do
  require test -n "$(ls "$place")"
  for file in "$place"/*; do require test -r "$file"; done
done

# What a database would be: something that lasts.
echo started >>/var/lib/grafana/starts
mkdir -p /tmp/pages/api
cp /var/lib/grafana/starts /tmp/pages/starts
echo '{"database":"ok"}' >/tmp/pages/api/health
cd /tmp/pages
if [ "${GF_SERVER_PROTOCOL:-http}" = https ]; then
  exec openssl s_server -quiet -WWW -accept 3000 -cert "$GF_SERVER_CERT_FILE" -key "$GF_SERVER_CERT_KEY"
else
  exec busybox httpd -f -p 3000
fi
