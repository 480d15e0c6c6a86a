#!/bin/bash
# The alert that the guide shows, added to alerts.yml as the guide says, is one that Prometheus takes and fires.
#   own_alert_test.sh alerts.yml promtool
set -euo pipefail
alerts=$1 promtool=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cp "$alerts" "$folder/alerts.yml"
sed 's/^/      /' >>"$folder/alerts.yml" <<'END'

- alert: CustomAlert
  expr: metric_name > 100
  for: 5m
  annotations:
    summary: "Alert Description"
END

cat >"$folder/test.yml" <<'END'
rule_files: [alerts.yml]
evaluation_interval: 15s
tests:
  - interval: 15s
    input_series: [{ series: metric_name, values: "100x4 101x60" }]
    alert_rule_test:
      - { eval_time: 6m, alertname: CustomAlert, exp_alerts: [] }
      - { eval_time: 6m15s, alertname: CustomAlert, exp_alerts: [{ exp_annotations: { summary: Alert Description } }] }
END

"$promtool" check rules "$folder/alerts.yml"
"$promtool" test rules "$folder/test.yml"
