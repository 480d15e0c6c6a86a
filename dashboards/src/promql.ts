/** Shapes of PromQL that several panels share. `counter` and `gauge` are selectors: a name, with matchers if need be. */

/** The bot's own target: Prometheus and Alertmanager expose process metrics too. */
export const bot = '{job="coursebot"}';

/** Of all instances together, told apart by the labels `by`. */
export function sum(by: string[], expression: string): string {
  return by.length > 0 ? `sum by (${by.join(", ")}) (${expression})` : `sum(${expression})`;
}

/** Of all instances together, a second, over the smallest window that the resolution of the graph allows. */
export function perSecond(counter: string, ...by: string[]): string {
  return sum(by, `rate(${counter}[$__rate_interval])`);
}

/** How much a counter grew within the window before each moment. Prometheus extrapolates, so it may be no whole number. */
export function growth(counter: string, window: string, ...by: string[]): string {
  return sum(by, `increase(${counter}[${window}])`);
}

export function total(gauge: string, ...by: string[]): string {
  return sum(by, gauge);
}
