/** Finds the options of a dashboard's variables, and what is chosen of them. */
import { interpolateQuery } from "./interpolate";
import { RequestError, type Period, type Prometheus } from "./prometheus";
import { allOptions, type ResolvedVariable, type TimeRange, type Variable, type VariableOption } from "./types";
import { customOptions, preparedOptions } from "./variables/options";
import { queryOptions } from "./variables/query";

/** What is chosen, by the variable's name, as the URL has it. */
export type Choices = Readonly<Record<string, readonly string[]>>;

function mentions(text: string, name: string): boolean {
  return new RegExp(`\\$${name}\\b|\\$\\{${name}[.:}]|\\[\\[${name}[:\\]]`).test(text);
}

/** A variable comes after those that its query names. Those in a circle stay in the dashboard's order. */
export function inOrderOfUse(variables: readonly Variable[]): Variable[] {
  const ordered: Variable[] = [];
  const visited = new Set<Variable>();
  const visit = (variable: Variable): void => {
    if (visited.has(variable)) return;
    visited.add(variable);
    const text = `${variable.query} ${variable.regex}`;
    for (const other of variables) if (other !== variable && mentions(text, other.name)) visit(other);
    ordered.push(variable);
  };
  variables.forEach(visit);
  return ordered;
}

interface Found {
  options: VariableOption[];
  error: string;
}

interface Asking {
  client: Prometheus;
  range: TimeRange;
  signal?: AbortSignal | undefined;
}

async function optionsOf(variable: Variable, resolved: ResolvedVariable[], asking: Asking): Promise<Found> {
  const known = { range: asking.range, variables: resolved, dashboard: { uid: "", title: "" }, timeZone: "" };
  const query = interpolateQuery(variable.query, known, null);
  switch (variable.kind) {
    case "custom":
    case "interval":
      return { options: customOptions(query), error: "" };
    case "constant":
      return { options: [{ text: query, value: query }], error: "" };
    case "textbox":
    case "unknown":
      return { options: [], error: "" };
    case "datasource":
      return { options: [{ text: "Prometheus", value: variable.current[0] ?? "prometheus" }], error: "" };
    case "query": {
      const pattern = interpolateQuery(variable.regex, known, null);
      return askedOptions(variable, query, pattern, asking);
    }
  }
}

async function askedOptions(variable: Variable, query: string, pattern: string, asking: Asking): Promise<Found> {
  const { client, range, signal } = asking;
  const period: Period = { start: Math.floor(range.from / 1000), end: Math.ceil(range.to / 1000) };
  try {
    const values = await queryOptions(query, client, period, signal);
    return { options: preparedOptions(values, pattern, variable), error: "" };
  } catch (error) {
    if (signal?.aborted) throw error;
    const message = error instanceof RequestError || error instanceof SyntaxError ? error.message : String(error);
    return { options: variable.options.filter((option) => option.value !== allOptions), error: message };
  }
}

/** What the URL or the dashboard chose, as far as it is among the options; otherwise all, or the first. */
function chosenOf(variable: Variable, options: VariableOption[], wanted: readonly string[] | undefined): string[] {
  const choice = wanted ?? variable.current;
  if (variable.kind === "textbox") return [choice[0] ?? variable.query];
  if (variable.kind === "constant" || variable.kind === "datasource") return options.map((option) => option.value);
  if (variable.includeAll && choice.some((value) => value === allOptions || value === "All")) return [allOptions];
  const known = choice.filter((value) => options.some((option) => option.value === value) || value.startsWith("$__auto"));
  const several = variable.multi ? known : known.slice(0, 1);
  if (several.length > 0) return several;
  // Nothing may be chosen on purpose where several could be.
  if (variable.multi && wanted?.every((value) => value === "")) return [];
  return variable.includeAll ? [allOptions] : options.slice(0, 1).map((option) => option.value);
}

/** In the dashboard's order. Only an abort throws; another failure is told with its variable. */
export async function resolveVariables(
  variables: readonly Variable[],
  chosen: Choices,
  client: Prometheus,
  range: TimeRange,
  signal?: AbortSignal,
): Promise<ResolvedVariable[]> {
  const resolved: ResolvedVariable[] = [];
  for (const variable of inOrderOfUse(variables)) {
    const { options, error } = await optionsOf(variable, resolved, { client, range, signal });
    resolved.push({ variable, options, chosen: chosenOf(variable, options, chosen[variable.name]), error });
  }
  return variables.flatMap((variable) => resolved.find((one) => one.variable === variable) ?? []);
}
