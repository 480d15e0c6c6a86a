/** Numbers with prefixes such as k, M, Gi: scaled until they are between 1 and the factor. */
import { formatted, type Formatter } from "./formatted";
import { fixed, infiniteText } from "./number";

const decimalPrefixes = ["f", "p", "n", "µ", "m", "", "k", "M", "G", "T", "P", "E", "Z", "Y"];
const withoutPrefix = decimalPrefixes.indexOf("");
const binaryPrefixes = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi"];

/** @param base the index of the suffix of a value between 1 and the factor */
export function scaled(factor: number, suffixes: string[], base = 0): Formatter {
  return (value, decimals) => {
    if (!Number.isFinite(value)) return formatted(infiniteText(value));
    const exponent = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)) / Math.log10(factor));
    const steps = Math.min(suffixes.length - 1 - base, Math.max(-base, exponent));
    return formatted(fixed(value / Math.pow(factor, steps), decimals), suffixes[base + steps] ?? "");
  };
}

/** @param thousands how many factors of 1000 the value is already scaled by: 2 for a value in millions */
export function decimalScale(unit: string, thousands = 0): Formatter {
  return scaled(1000, decimalPrefixes.map((prefix) => ` ${prefix}${unit}`), withoutPrefix + thousands);
}

export function binaryScale(unit: string, kibis = 0): Formatter {
  return scaled(1024, binaryPrefixes.map((prefix) => ` ${prefix}${unit}`), kibis);
}

/** Of "si:" units: the first letter may be a prefix, as in "si:mF". */
export function decimalScaleOf(unitWithPrefix: string): Formatter {
  const letter = unitWithPrefix.charAt(0).normalize("NFKD");
  const found = decimalPrefixes.findIndex((prefix) => prefix !== "" && prefix.normalize("NFKD") === letter);
  return found < 0 ? decimalScale(unitWithPrefix) : decimalScale(unitWithPrefix.slice(1), found - withoutPrefix);
}

/** Events a time: 1.2K req/s. */
export function countScale(unit: string): Formatter {
  const scale = scaled(1000, ["", "K", "M", "B", "T"].map((letter) => `${letter} ${unit}`));
  return (value, decimals, situation) =>
    Number.isFinite(value) ? scale(value, decimals, situation) : formatted(infiniteText(value), ` ${unit}`);
}

export function currencyScale(symbol: string, symbolAfter = false): Formatter {
  const scale = scaled(1000, ["", "K", "M", "B", "T"]);
  return (value, decimals, situation) => {
    const { text, suffix } = scale(Math.abs(value), decimals, situation);
    const sign = value < 0 ? "-" : "";
    return symbolAfter ? formatted(text, suffix + symbol, sign) : formatted(text, suffix, sign + symbol);
  };
}
