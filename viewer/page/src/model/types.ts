/**
 * What the page's model and its user interface share. Times are milliseconds since 1970 unless a name says otherwise; a
 * missing value is null; a colour is a CSS colour once it is in a DisplayValue, and Grafana's name of it in the settings.
 */

// ---- A dashboard, as Grafana's JSON describes it -------------------------------------------------------------------------

export type Labels = Readonly<Record<string, string>>;
export type JsonObject = Readonly<Record<string, unknown>>;

/** A range as people write it: "now-6h", "now/d", or milliseconds since 1970 in digits. */
export interface RawRange {
  from: string;
  to: string;
}

export interface TimeRange {
  from: number;
  to: number;
  raw: RawRange;
}

export interface Dashboard {
  uid: string;
  title: string;
  description: string;
  tags: string[];
  time: RawRange;
  /** Such as "15s"; empty: no refresh by itself. */
  refresh: string;
  /** "browser", "utc" or an IANA name. */
  timeZone: string;
  /** 0 is Sunday, 1 Monday. */
  weekStart: number;
  /** What hovering one graph does to the others: nothing, a line, a line and the values. */
  crosshair: "off" | "line" | "tooltip";
  variables: Variable[];
  /** In order. Panels that stand before the first row are in a row without a header. */
  rows: Row[];
  links: Link[];
  /** What is wrong in the JSON; the dashboard is shown with defaults in these places. */
  problems: string[];
  /** Parts of the dashboard, beside panels, that are not shown. */
  unsupported: string[];
}

export interface Row {
  id: number;
  /** null: no header, cannot be collapsed. */
  title: string | null;
  /** How the dashboard was saved. */
  collapsed: boolean;
  panels: Panel[];
}

/** Columns of 24, rows of 30 px with gaps of 8; y counts from the top of the panel's row. */
export interface GridPosition {
  x: number;
  y: number;
  w: number;
  h: number;
}

export interface Link {
  title: string;
  /** "dashboards": to all dashboards with these tags. */
  type: "link" | "dashboards";
  url: string;
  tooltip: string;
  tags: string[];
  asDropdown: boolean;
  targetBlank: boolean;
  keepTime: boolean;
  includeVariables: boolean;
}

export interface PanelBase {
  id: number;
  title: string;
  description: string;
  transparent: boolean;
  gridPosition: GridPosition;
  queries: Query[];
  fieldConfig: FieldConfig;
  transformations: Transformation[];
  /** Asked for by the panel itself; null: as many as it is wide. */
  maxDataPoints: number | null;
  /** The panel's minimum interval such as "1m"; empty: none. */
  interval: string;
  links: Link[];
  /** Sentences for the user: what of this panel is not shown as Grafana would show it. */
  unsupported: string[];
  problems: string[];
}

export type Panel = PanelBase &
  (
    | { type: "timeseries"; options: TimeSeriesOptions }
    | { type: "stat"; options: StatOptions }
    | { type: "gauge"; options: GaugeOptions }
    | { type: "bargauge"; options: BarGaugeOptions }
    | { type: "barchart"; options: BarChartOptions }
    | { type: "table"; options: TableOptions }
    | { type: "heatmap"; options: HeatmapOptions }
    | { type: "alertlist"; options: AlertListOptions }
    | { type: "text"; options: TextOptions }
    /** A kind that can't be shown; `kind` is Grafana's name of it. */
    | { type: "unknown"; options: { kind: string } }
  );

export type PanelType = Panel["type"];
export type PanelOf<Type extends PanelType> = Extract<Panel, { type: Type }>;

export interface Query {
  refId: string;
  expression: string;
  legendFormat: string;
  format: "time_series" | "table" | "heatmap";
  /** One may be asked for both. */
  instant: boolean;
  range: boolean;
  hidden: boolean;
  /** The query's own minimum step such as "30s"; empty: the panel's. */
  interval: string;
  intervalFactor: number;
}

export interface Transformation {
  id: string;
  options: JsonObject;
  disabled: boolean;
}

// ---- What fields (series, columns) look like -----------------------------------------------------------------------------

export interface FieldConfig {
  defaults: FieldSettings;
  overrides: Override[];
}

export interface Override {
  matcher: { id: string; options: unknown };
  properties: { id: string; value: unknown }[];
}

export interface FieldSettings {
  unit: string;
  decimals: number | null;
  min: number | null;
  max: number | null;
  /** true: a field's own values are its range; false: those of all fields. */
  ownRange: boolean;
  displayName: string;
  color: { mode: string; fixedColor: string; seriesBy: "last" | "min" | "max" };
  thresholds: Thresholds;
  mappings: Mapping[];
  noValue: string;
  links: Link[];
  custom: CustomSettings;
}

export interface Thresholds {
  mode: "absolute" | "percentage";
  /** Ascending; the first is the base, from -Infinity. */
  steps: { from: number; color: string }[];
}

export interface MappingResult {
  text: string | null;
  color: string | null;
  index: number;
}

export type Mapping =
  | { type: "value"; options: Record<string, MappingResult> }
  | { type: "range"; from: number | null; to: number | null; result: MappingResult }
  | { type: "regex"; pattern: string; result: MappingResult }
  | { type: "special"; match: "true" | "false" | "null" | "nan" | "null+nan" | "empty"; result: MappingResult };

/** Settings of time series, bar charts and tables, with Grafana's defaults where the JSON has none. */
export interface CustomSettings {
  drawStyle: "line" | "bars" | "points";
  lineInterpolation: "linear" | "smooth" | "stepBefore" | "stepAfter";
  lineWidth: number;
  lineStyle: { fill: "solid" | "dash" | "dot" | "square"; dash: number[] };
  lineColor: string;
  /** Percent. */
  fillOpacity: number;
  gradientMode: "none" | "opacity" | "hue" | "scheme";
  showPoints: "auto" | "always" | "never";
  pointSize: number;
  /** true: lines go over gaps; a number: over gaps of so many milliseconds at most. */
  spanNulls: boolean | number;
  stacking: { mode: "none" | "normal" | "percent"; group: string };
  axisPlacement: "auto" | "left" | "right" | "hidden";
  axisLabel: string;
  axisSoftMin: number | null;
  axisSoftMax: number | null;
  axisColorMode: "text" | "series";
  axisBorderShow: boolean;
  axisCenteredZero: boolean;
  axisGridShow: boolean | null;
  scale: { type: "linear" | "log" | "symlog"; log: number };
  barAlignment: -1 | 0 | 1;
  barWidthFactor: number;
  thresholdsStyle: "off" | "line" | "dashed" | "area" | "line+area" | "dashed+area";
  hideFrom: { legend: boolean; tooltip: boolean; viz: boolean };
  /** Of tables. */
  align: "auto" | "left" | "center" | "right";
  width: number | null;
  minWidth: number;
  hidden: boolean;
  cell: CellOptions;
}

export interface CellOptions {
  type: "auto" | "color-text" | "color-background" | "gauge";
  /** Of "color-background". */
  mode: "basic" | "gradient";
  applyToRow: boolean;
  wrapText: boolean;
}

// ---- Options of the kinds of panels --------------------------------------------------------------------------------------

export interface LegendOptions {
  show: boolean;
  mode: "list" | "table";
  placement: "bottom" | "right";
  calcs: string[];
  sortBy: string;
  sortDescending: boolean;
  width: number | null;
}

export interface TooltipOptions {
  mode: "single" | "multi" | "none";
  sort: "none" | "asc" | "desc";
  hideZeros: boolean;
}

export interface TimeSeriesOptions {
  legend: LegendOptions;
  tooltip: TooltipOptions;
  /** Time zones of the axis; empty: the dashboard's. */
  timeZones: string[];
}

export interface ReduceOptions {
  calcs: string[];
  /** true: a value for each row instead of a calculation over all. */
  values: boolean;
  limit: number;
  /** Empty: numeric fields; otherwise a regular expression "/…/" or a name. */
  fields: string;
}

export type TextMode = "auto" | "value" | "value_and_name" | "name" | "none";
export type Orientation = "auto" | "horizontal" | "vertical";

export interface StatOptions {
  reduce: ReduceOptions;
  orientation: Orientation;
  textMode: TextMode;
  colorMode: "none" | "value" | "background" | "background_solid";
  graphMode: "none" | "area" | "line";
  justify: "auto" | "center";
  wideLayout: boolean;
  showPercentChange: boolean;
  percentChangeColorMode: "standard" | "inverted" | "same_as_value";
  titleSize: number | null;
  valueSize: number | null;
}

export interface GaugeOptions {
  reduce: ReduceOptions;
  orientation: Orientation;
  showThresholdLabels: boolean;
  showThresholdMarkers: boolean;
}

export interface BarGaugeOptions {
  reduce: ReduceOptions;
  orientation: Orientation;
  displayMode: "basic" | "gradient" | "lcd";
  valueMode: "color" | "text" | "hidden";
  namePlacement: "auto" | "top" | "left" | "hidden";
  showUnfilled: boolean;
  sizing: "auto" | "manual";
  minWidth: number;
  minHeight: number;
  maxHeight: number;
}

export interface BarChartOptions {
  orientation: Orientation;
  /** The field whose values name the groups; empty: the first text or time. */
  xField: string;
  stacking: "none" | "normal" | "percent";
  showValue: "auto" | "always" | "never";
  groupWidth: number;
  barWidth: number;
  xTickLabelRotation: number;
  legend: LegendOptions;
  tooltip: TooltipOptions;
}

export interface TableOptions {
  frameIndex: number;
  showHeader: boolean;
  cellHeight: "sm" | "md" | "lg";
  sortBy: { displayName: string; descending: boolean }[];
  footer: { show: boolean; calcs: string[]; fields: string[]; countRows: boolean };
  enablePagination: boolean;
}

export interface HeatmapOptions {
  color: {
    mode: "scheme" | "opacity";
    /** Such as "Turbo", "Oranges". */
    scheme: string;
    fill: string;
    scale: "linear" | "exponential";
    exponent: number;
    steps: number;
    reverse: boolean;
    min: number | null;
    max: number | null;
  };
  /** Cells up to `upTo`, and from `from` on, are not drawn. */
  hidden: { upTo: number | null; from: number | null };
  yAxis: {
    unit: string;
    decimals: number | null;
    min: number | null;
    max: number | null;
    reverse: boolean;
    placement: "left" | "right" | "hidden";
    label: string;
  };
  cell: { unit: string; decimals: number | null };
  cellGap: number;
  showValue: "auto" | "always" | "never";
  showLegend: boolean;
  tooltip: { show: boolean; histogram: boolean; colorScale: boolean };
}

export interface AlertListOptions {
  states: { firing: boolean; pending: boolean; inactive: boolean };
  /** Parts of names; regular expressions are allowed. Variables are interpolated by alertRows(). */
  name: string;
  /** Label matchers such as {severity="critical"}. */
  labels: string;
  /** Empty: all folders. In Prometheus's rules: the group. */
  group: string;
  sort: "name-asc" | "name-desc" | "time-asc" | "time-desc" | "importance";
  maxItems: number;
  view: "list" | "stat";
}

export interface TextOptions {
  mode: "markdown" | "html" | "code";
  content: string;
}

// ---- Variables -----------------------------------------------------------------------------------------------------------

export type VariableKind = "query" | "custom" | "constant" | "textbox" | "interval" | "datasource" | "unknown";

export interface VariableOption {
  text: string;
  value: string;
}

export interface Variable {
  name: string;
  label: string;
  description: string;
  kind: VariableKind;
  /** The query, the comma-separated options, the constant or the default text. */
  query: string;
  multi: boolean;
  includeAll: boolean;
  /** What "All" stands for in a query; empty: all options. */
  allValue: string;
  regex: string;
  /** Grafana's number: 0 none, 1-2 alphabetical, 3-4 numerical, 5-6 ignoring case, 7-8 natural; even: descending. */
  sort: number;
  refresh: "never" | "load" | "time";
  hide: "no" | "label" | "variable";
  /** As the dashboard was saved. */
  options: VariableOption[];
  current: string[];
  unsupported: string[];
}

/** What "All" is in the URL and in `chosen`. */
export const allOptions = "$__all";

/** A variable with its options and what is chosen of them. */
export interface ResolvedVariable {
  variable: Variable;
  options: VariableOption[];
  /** Values; [allOptions] if all are chosen. */
  chosen: string[];
  /** The sentence to show at the variable if its options could not be read. */
  error: string;
}

// ---- Queries and answers -------------------------------------------------------------------------------------------------

/** A query as it is sent: interpolated, with its step. */
export interface PlannedQuery {
  refId: string;
  kind: "instant" | "range";
  expression: string;
  /** Seconds since 1970; of an instant query both are its moment. */
  start: number;
  end: number;
  /** Seconds. */
  step: number;
  query: Query;
}

/** A bucket of a native histogram. */
export interface Bucket {
  left: number;
  right: number;
  leftIncluded: boolean;
  rightIncluded: boolean;
  count: number;
}

export interface Histogram {
  count: number;
  sum: number;
  buckets: Bucket[];
}

export interface SeriesAnswer {
  labels: Labels;
  /** Ascending. */
  samples: { time: number; value: number }[];
  histograms: { time: number; histogram: Histogram }[];
}

export interface QueryAnswer {
  planned: PlannedQuery;
  kind: "vector" | "matrix" | "scalar" | "string";
  series: SeriesAnswer[];
  /** Of a "string". */
  text: string;
  warnings: string[];
  infos: string[];
}

/** A query that failed; `message` is one sentence for the user. */
export interface QueryFailure {
  planned: PlannedQuery;
  error: RequestFailure;
}

export interface RequestFailure {
  /**
   * "query": Prometheus refuses the query and says why; "prometheus": Prometheus can't be reached or is too slow;
   * "viewer": the viewer itself doesn't answer; "login": a log-in is needed; "nonsense": an answer that makes no sense.
   */
  kind: "query" | "prometheus" | "viewer" | "login" | "nonsense";
  message: string;
}

// ---- Frames --------------------------------------------------------------------------------------------------------------

export type FieldType = "time" | "number" | "string" | "boolean" | "other";
export type Value = number | string | boolean | null;

export interface Field {
  /** As Grafana names it: "Time", "Value", "Value #A", a label. */
  name: string;
  type: FieldType;
  labels: Labels;
  values: Value[];
  /** Of a heatmap's bucket. */
  bounds: HeatmapBucket | null;
  /** With defaults and overrides applied. */
  settings: FieldSettings;
  /** What people read: displayName, legend, name and labels. */
  title: string;
  refId: string;
  /**
   * How this field shows one of its values. `decimals` is for a value beside others (an axis's labels); the field's own
   * setting goes first, and zeros that it would add are left out.
   */
  display: (value: Value | undefined, decimals?: number) => DisplayValue;
  /** The colour of the whole series. */
  color: string;
}

export interface Frame {
  refId: string;
  name: string;
  kind: "time_series" | "table" | "heatmap";
  fields: Field[];
  length: number;
}

export interface DisplayValue {
  /** Without prefix and suffix. */
  text: string;
  prefix: string;
  suffix: string;
  /** The value itself; null if there is none. NaN and infinities are what they are. */
  numeric: number | null;
  /** CSS; empty: the text's own colour. */
  color: string;
  /** Where the value stands between min and max, 0 to 1; null without a number. */
  percent: number | null;
}

/** prefix + text + suffix */
export type ShowValue = (value: DisplayValue) => string;

/** What becomes of a panel's answers. */
export interface PanelData {
  frames: Frame[];
  /** What Prometheus warns of, what a transformation could not do. */
  notices: string[];
}

// ---- What the panels draw ------------------------------------------------------------------------------------------------

/** Series over one time axis, for uPlot. */
export interface GraphData {
  times: number[];
  series: GraphSeries[];
  /** Milliseconds between points; 0 if there are fewer than two. */
  step: number;
}

export interface GraphSeries {
  /** The key of a hidden series in the URL; unique in its panel. */
  key: string;
  title: string;
  color: string;
  field: Field;
  values: (number | null)[];
}

export interface Figure {
  title: string;
  display: DisplayValue;
  field: Field;
  /** min and max that gauges use: of the field, else of all values. */
  min: number;
  max: number;
  /** Over time, where there is a time. */
  sparkline: { times: number[]; values: (number | null)[] } | null;
  /** Last against first, 0.1 is ten percent; null if unknown. */
  percentChange: number | null;
}

export interface TableView {
  columns: TableColumn[];
  rows: TableCell[][];
  /** A text a column, or null without a footer. */
  footer: string[] | null;
}

export interface TableColumn {
  title: string;
  field: Field;
  align: "left" | "center" | "right";
  width: number | null;
  sorted: "" | "asc" | "desc";
}

export interface TableCell {
  value: Value;
  display: DisplayValue;
}

export interface HeatmapView {
  /** The left edges of the columns; each is `step` wide. */
  times: number[];
  step: number;
  buckets: HeatmapBucket[];
  /** counts[column][bucket]; null: nothing to draw. */
  counts: (number | null)[][];
  /** Of the drawn cells. */
  min: number;
  max: number;
  /** "log": the buckets' bounds grow by factors (native histograms); "ordinal": every bucket is as high as the others. */
  scale: "ordinal" | "log";
  showBound: (value: number) => string;
  showCount: (value: number) => string;
  /** The colour of a count, as the panel's options choose it. */
  colorOf: (count: number) => string;
}

export interface HeatmapBucket {
  low: number;
  high: number;
}

export interface AlertRow {
  name: string;
  state: "firing" | "pending" | "inactive";
  labels: Labels;
  annotations: Labels;
  /** Milliseconds since 1970; null where there is none. */
  since: number | null;
  value: number | null;
  group: string;
  expression: string;
}

export interface LegendValue {
  /** Such as "Last *", "Max". */
  title: string;
  display: DisplayValue;
}

// ---- Circumstances -------------------------------------------------------------------------------------------------------

export type Theme = "dark" | "light";
export type Language = "en" | "ru";

/** Under which circumstances a panel is asked and drawn. */
export interface Situation {
  range: TimeRange;
  now: number;
  /** IANA name, or "utc". */
  timeZone: string;
  theme: Theme;
  language: Language;
  variables: ResolvedVariable[];
  dashboard: { uid: string; title: string };
}

/** Everything that the user chose. */
export interface PageState {
  /** Empty: the first. */
  dashboard: string;
  /** null: as the dashboard was saved. */
  range: RawRange | null;
  refresh: string | null;
  variables: Record<string, string[]>;
  /** The panel that fills the page. */
  viewPanel: number | null;
  theme: Theme | "auto";
  language: Language | "auto";
  /** Keys of hidden series by the panel's id. */
  hiddenSeries: Record<number, string[]>;
  /** Rows that are not as the dashboard was saved: ids. */
  toggledRows: number[];
}
