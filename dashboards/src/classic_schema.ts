/**
 * Grafana's classic dashboard, as JSON: the SDK's own types, made strict where the SDK says `any`. A panel has the options and
 * the field settings of its kind, and a query is one for Prometheus. Kinds that no dashboard uses are not listed.
 */
import type * as bargauge from "@grafana/grafana-foundation-sdk/bargauge";
import type * as classic from "@grafana/grafana-foundation-sdk/dashboard";
import type * as heatmap from "@grafana/grafana-foundation-sdk/heatmap";
import type * as prometheus from "@grafana/grafana-foundation-sdk/prometheus";
import type * as stat from "@grafana/grafana-foundation-sdk/stat";
import type * as table from "@grafana/grafana-foundation-sdk/table";
import type * as timeseries from "@grafana/grafana-foundation-sdk/timeseries";

/** A type of the SDK as JSON has it: an enum is its values, and nothing is a function. */
type Json<T> = T extends string
  ? `${T}`
  : T extends number | boolean | null | undefined
    ? T
    : T extends (infer Item)[]
      ? Json<Item>[]
      : T extends object
        ? { [Key in keyof T as T[Key] extends () => void ? never : Key]: Json<T[Key]> }
        : T;

type Settings = Json<Omit<classic.FieldConfig, "custom">>;

/** A property of a field that an override sets: a setting by its name, or `custom.` and the name of a setting of the panel. */
type Property<Custom> =
  | { [Key in keyof Settings]-?: { id: Key; value: Settings[Key] } }[keyof Settings]
  | { [Key in keyof Custom & string]-?: { id: `custom.${Key}`; value: Json<Custom[Key]> } }[keyof Custom & string];

interface Fields<Custom> {
  defaults: Settings & { custom?: Json<Custom> };
  overrides: { matcher: { id: "byName"; options: string }; properties: Property<Custom>[] }[];
}

/** What transformations take (Grafana: features/transformers, not part of its published schema). */
type Transformation =
  | { id: "merge"; options: Record<string, never> }
  | {
      id: "organize";
      options: {
        excludeByName: Record<string, boolean>;
        indexByName: Record<string, number>;
        renameByName: Record<string, string>;
      };
    };

type Stated = "title" | "description" | "datasource" | "gridPos" | "id";
type Untyped = "type" | "options" | "fieldConfig" | "targets" | "transformations";

type Query = Json<prometheus.Dataquery> &
  Required<Pick<Json<prometheus.Dataquery>, "format" | "instant" | "range" | "refId">>;

/** A panel that shows something says what, where its data come from, and where it stands. */
type Visual<Kind extends string, Options, Custom> = Json<Omit<classic.Panel, Untyped | Stated>> &
  Required<Json<Pick<classic.Panel, Stated>>> & {
    type: Kind;
    options: Json<Options>;
    fieldConfig: Fields<Custom>;
    targets: Query[];
    transformations?: Transformation[];
  };

type Panel =
  | Visual<"bargauge", bargauge.Options, object>
  | Visual<"heatmap", heatmap.Options, heatmap.FieldConfig>
  | Visual<"stat", stat.Options, object>
  | Visual<"table", table.Options, table.FieldConfig>
  | Visual<"timeseries", timeseries.Options, timeseries.FieldConfig>
  | Json<classic.RowPanel>;

export type ClassicDashboard = Json<Omit<classic.Dashboard, "panels" | "uid" | "title">> & {
  uid: string;
  title: string;
  panels: Panel[];
};
