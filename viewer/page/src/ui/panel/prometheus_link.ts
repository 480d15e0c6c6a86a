import type { PlannedQuery, Situation } from "../../model/types";

/** Prometheus's own page with these queries over the page's time range; null where nothing can be opened. */
export function prometheusLink(
  prometheusUrl: string,
  queries: readonly PlannedQuery[],
  { range }: Situation,
): string | null {
  if (!/^https?:\/\//.test(prometheusUrl) || queries.length === 0) return null;
  const parameters = new URLSearchParams();
  queries.forEach(({ expression }, index) => {
    parameters.set(`g${index}.expr`, expression);
    parameters.set(`g${index}.tab`, "0");
    parameters.set(`g${index}.range_input`, `${Math.max(1, Math.round((range.to - range.from) / 1000))}s`);
    parameters.set(`g${index}.end_input`, new Date(range.to).toISOString().slice(0, 19).replace("T", " "));
  });
  return `${prometheusUrl.replace(/\/+$/, "")}/graph?${parameters}`;
}
