/** How the values of a variable are written: ${name:format}. */

export interface Formatted {
  name: string;
  values: string[];
  texts: string[];
  /** Whether it may have several values: those are escaped for regular expressions. */
  several: boolean;
}

type Format = (variable: Formatted, argument: string) => string;

function escapedForRegex(value: string): string {
  return value.replace(/[\\^$*+?.()|[\]{}/]/g, "\\$&");
}

/** Nothing, or one value, needs no brackets. */
function only(values: string[], otherwise: (values: string[]) => string): string {
  return values.length > 1 ? otherwise(values) : (values[0] ?? "");
}

function quoted(quote: string, escaped: string): Format {
  return ({ values }) => values.map((value) => quote + value.replaceAll(quote, escaped) + quote).join(",");
}

function escapedForLucene(value: string): string {
  return value.replace(/([!*+\-=<>\s&|()[\]{}^~?:\\/"])/g, "\\$1");
}

const formats: Record<string, Format> = {
  raw: ({ values }) => values.join(","),
  csv: ({ values }) => values.join(","),
  pipe: ({ values }) => values.join("|"),
  glob: ({ values }) => only(values, (several) => `{${several.join(",")}}`),
  json: ({ values }) => JSON.stringify(values.length === 1 ? values[0] : values),
  regex: ({ values }) => only(values.map(escapedForRegex), (several) => `(${several.join("|")})`),
  text: ({ texts }) => texts.join(" + "),
  distributed: ({ name, values }) => values.map((value, index) => (index > 0 ? `${name}=${value}` : value)).join(","),
  doublequote: quoted('"', '\\"'),
  singlequote: quoted("'", "\\'"),
  sqlstring: quoted("'", "''"),
  lucene: ({ values }) =>
    only(values.map(escapedForLucene), (several) => `(${several.map((value) => `"${value}"`).join(" OR ")})`),
  percentencode: ({ values }) => encodeURIComponent(only(values, (several) => `{${several.join(",")}}`)),
  queryparam: ({ name, values }) =>
    values.map((value) => `var-${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join("&"),
  join: ({ values }, separator) => values.join(separator || ","),
};

/** An unknown format is written as glob, as Grafana documents it. */
export function formatVariable(variable: Formatted, format: string): string {
  const [name = "", ...rest] = format.split(":");
  return (formats[name] ?? formats["glob"])?.(variable, rest.join(":")) ?? "";
}

/** Characters that mean something in a regular expression, within a string of PromQL. */
function promqlRegex(value: string): string {
  return value.replace(/\\/g, "\\\\\\\\").replace(/[$^*{}[\]'+?.()|]/g, "\\\\$&");
}

/** Without a format, in PromQL: several values are alternatives of a regular expression. */
export function formatForPromql({ values, several }: Formatted): string {
  if (!several) return (values[0] ?? "").replace(/\\/g, "\\\\").replace(/"/g, '\\"');
  return only(values.map(promqlRegex), (alternatives) => `(${alternatives.join("|")})`);
}
