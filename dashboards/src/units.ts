import { BytesIEC, DateTimeFromNow, DurationSeconds, PercentUnit, Seconds, Short } from "@grafana/grafana-foundation-sdk/units";

/** Grafana's names of the units that the panels use. */
export const unit = {
  bytes: BytesIEC,
  count: Short,
  perSecond: "suffix:/s",
  seconds: Seconds,
  /** Of one processor core, or of a whole: 0 to 1. */
  share: PercentUnit,
  uptime: DurationSeconds,
  stars: "suffix: ⭐",
  /** Of a unix time in milliseconds. */
  timeAgo: DateTimeFromNow,
} as const;
