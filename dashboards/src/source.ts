import type { DataSourceRef } from "@grafana/grafana-foundation-sdk/common";

/** The data source that provisioning/datasources/prometheus.yml defines. */
export const source: DataSourceRef = { type: "prometheus", uid: "prometheus" };
