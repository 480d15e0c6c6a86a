/** How long ago, in words, with moment.js's limits ("a few seconds ago" up to 44 s, "a minute ago" up to 89 s, …). */
import type { Language } from "../types";

type Unit = "second" | "minute" | "hour" | "day" | "month" | "year";

/** How many of which unit; 0 stands for "a few seconds". */
function rounded(milliseconds: number): [count: number, unit: Unit] {
  const seconds = Math.round(milliseconds / 1e3);
  const minutes = Math.round(milliseconds / 6e4);
  const hours = Math.round(milliseconds / 3.6e6);
  const days = Math.round(milliseconds / 8.64e7);
  const months = Math.round(milliseconds / 8.64e7 / daysOfMonth);
  if (seconds < 45) return [0, "second"];
  if (minutes < 45) return [Math.max(1, minutes), "minute"];
  if (hours < 22) return [Math.max(1, hours), "hour"];
  if (days < 26) return [Math.max(1, days), "day"];
  if (months < 11) return [Math.max(1, months), "month"];
  return [Math.max(1, Math.round(milliseconds / 8.64e7 / daysOfYear)), "year"];
}

/** Of the Gregorian calendar's cycle of 400 years. */
const daysOfYear = 146097 / 400;
const daysOfMonth = daysOfYear / 12;

function english(count: number, unit: Unit, past: boolean): string {
  const one = unit === "hour" ? "an hour" : `a ${unit}`;
  const span = count === 0 ? "a few seconds" : count === 1 ? one : `${count} ${unit}s`;
  return past ? `${span} ago` : `in ${span}`;
}

const russianUnits: Record<Unit, [one: string, few: string, many: string]> = {
  second: ["секунду", "секунды", "секунд"],
  minute: ["минуту", "минуты", "минут"],
  hour: ["час", "часа", "часов"],
  day: ["день", "дня", "дней"],
  month: ["месяц", "месяца", "месяцев"],
  year: ["год", "года", "лет"],
};

function russian(count: number, unit: Unit, past: boolean): string {
  const [one, few, many] = russianUnits[unit];
  const form = new Intl.PluralRules("ru").select(count);
  const word = form === "one" ? one : form === "few" ? few : many;
  const span = count === 0 ? "несколько секунд" : count === 1 ? one : `${count} ${word}`;
  return past ? `${span} назад` : `через ${span}`;
}

export function fromNow(time: number, now: number, language: Language): string {
  const [count, unit] = rounded(Math.abs(now - time));
  return (language === "ru" ? russian : english)(count, unit, time <= now);
}
