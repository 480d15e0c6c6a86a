/** Numbers with a unit behind them, and the formats of Grafana's group "Misc". */
import { formatted, type Formatter } from "./formatted";
import { allowedDecimals, fixed, infiniteText } from "./number";

export function suffixed(unit: string): Formatter {
  return (value, decimals) => formatted(fixed(value, decimals), unit === "" ? "" : ` ${unit}`);
}

export function prefixed(unit: string): Formatter {
  return (value, decimals) => formatted(fixed(value, decimals), "", unit);
}

export const percent: Formatter = (value, decimals) => formatted(fixed(value, decimals), "%");
export const share: Formatter = (value, decimals) => formatted(fixed(100 * value, decimals), "%");

export const text: Formatter = (value) => formatted(String(value));

export const scientific: Formatter = (value, decimals) => {
  if (!Number.isFinite(value)) return formatted(infiniteText(value));
  return formatted(value.toExponential(decimals === null ? undefined : allowedDecimals(decimals)));
};

export function hexadecimal(mark: string): Formatter {
  return (value, decimals) => {
    if (!Number.isFinite(value)) return formatted(infiniteText(value));
    const rounded = Number.parseFloat(fixed(value, decimals));
    const digits = Math.abs(rounded).toString(16).toUpperCase();
    return formatted((rounded < 0 ? "-" : "") + mark + digits);
  };
}

export const localNumber: Formatter = (value, decimals, { language }) => {
  const options = decimals === null ? {} : { maximumFractionDigits: allowedDecimals(decimals) };
  return formatted(value.toLocaleString(language, options));
};

/** The full amount: $1,234.5. */
export function amount(symbol: string, symbolAfter: boolean): Formatter {
  return (value, decimals, { language }) => {
    const digits = decimals === null ? null : allowedDecimals(decimals);
    const options = { minimumFractionDigits: digits ?? 0, maximumFractionDigits: digits ?? 1 };
    const shown = value.toLocaleString(language, options);
    return symbolAfter ? formatted(shown, symbol) : formatted(shown, "", symbol);
  };
}

export function boolean(whenTrue: string, whenFalse: string): Formatter {
  return (value) => formatted(value ? whenTrue : whenFalse);
}
