import {
  FieldColorBuilder,
  FieldColorModeId,
  Threshold,
  ThresholdsConfig,
  ThresholdsConfigBuilder,
  ThresholdsMode,
} from "@grafana/grafana-foundation-sdk/dashboard";
import type { Builder } from "@grafana/grafana-foundation-sdk/cog";

/** Grafana's names of colours, by what they mean here. */
export const color = {
  good: "green",
  warning: "orange",
  bad: "red",
  neutral: "blue",
  lite: "light-blue",
  pro: "purple",
  unlimited: "orange",
} as const;

/** The colours of the series with these names. */
export type SeriesColors = Record<string, string>;

export const plans: SeriesColors = { lite: color.lite, pro: color.pro, unlimited: color.unlimited };
export const payments: SeriesColors = { success: color.good, failed: color.bad };
export const deliveries: SeriesColors = {
  sent: color.good,
  postponed: color.warning,
  too_late: "dark-orange",
  given_up: color.bad,
};
export const calls: SeriesColors = {
  ok: color.good,
  flood: "yellow",
  transport: color.warning,
  malformed: "semi-dark-orange",
  server: "dark-orange",
  forbidden: "light-red",
  rejected: color.bad,
  conflict: "semi-dark-red",
  unauthorized: "dark-red",
};

/** Values below the first step have the colour `base`. */
export function steps(base: string, ...above: { from: number; color: string }[]): Builder<ThresholdsConfig> {
  const list: Threshold[] = [{ value: null, color: base }];
  for (const step of above) list.push({ value: step.from, color: step.color });
  return new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(list);
}

/** Good until `warning`, a warning until `bad`. */
export function limits(warning: number, bad: number): Builder<ThresholdsConfig> {
  return steps(color.good, { from: warning, color: color.warning }, { from: bad, color: color.bad });
}

/** Good at 0 and bad from 1: for what should not happen at all. */
export function none(): Builder<ThresholdsConfig> {
  return steps(color.good, { from: 1, color: color.bad });
}

export function fixed(name: string): FieldColorBuilder {
  return new FieldColorBuilder().mode(FieldColorModeId.Fixed).fixedColor(name);
}
