/** What a time range is called. */
import { formatDate } from "./format/dates";
import type { Language, RawRange } from "./types";
import { knownTimeZone } from "./zoned_time";

type Names = Record<Language, string>;

const named: Record<string, Names> = {
  "now-1d/d|now-1d/d": { en: "Yesterday", ru: "Вчера" },
  "now-2d/d|now-2d/d": { en: "Day before yesterday", ru: "Позавчера" },
  "now-7d/d|now-7d/d": { en: "This day last week", ru: "Этот день неделю назад" },
  "now-1w/w|now-1w/w": { en: "Previous week", ru: "Прошлая неделя" },
  "now-1M/M|now-1M/M": { en: "Previous month", ru: "Прошлый месяц" },
  "now-1y/y|now-1y/y": { en: "Previous year", ru: "Прошлый год" },
  "now/d|now/d": { en: "Today", ru: "Сегодня" },
  "now/d|now": { en: "Today so far", ru: "Сегодня до этого момента" },
  "now/w|now/w": { en: "This week", ru: "Эта неделя" },
  "now/w|now": { en: "This week so far", ru: "Эта неделя до этого момента" },
  "now/M|now/M": { en: "This month", ru: "Этот месяц" },
  "now/M|now": { en: "This month so far", ru: "Этот месяц до этого момента" },
  "now/y|now/y": { en: "This year", ru: "Этот год" },
  "now/y|now": { en: "This year so far", ru: "Этот год до этого момента" },
};

const englishUnits: Record<string, string> = {
  s: "second",
  m: "minute",
  h: "hour",
  d: "day",
  w: "week",
  M: "month",
  Q: "quarter",
  y: "year",
};

/** "Last" and the unit, for 1, for 2 to 4, for 5 and more. */
const russianUnits: Record<string, [last: string, one: string, few: string, many: string]> = {
  s: ["Последняя", "секунда", "секунды", "секунд"],
  m: ["Последняя", "минута", "минуты", "минут"],
  h: ["Последний", "час", "часа", "часов"],
  d: ["Последний", "день", "дня", "дней"],
  w: ["Последняя", "неделя", "недели", "недель"],
  M: ["Последний", "месяц", "месяца", "месяцев"],
  Q: ["Последний", "квартал", "квартала", "кварталов"],
  y: ["Последний", "год", "года", "лет"],
};

function lastEnglish(count: number, unit: string): string {
  return `Last ${count} ${englishUnits[unit]}${count === 1 ? "" : "s"}`;
}

function lastRussian(count: number, unit: string): string {
  const [last = "", one = "", few = "", many = ""] = russianUnits[unit] ?? [];
  const form = new Intl.PluralRules("ru").select(count);
  if (count === 1) return `${last} ${one}`;
  return form === "one" ? `${last} ${count} ${one}` : `Последние ${count} ${form === "few" ? few : many}`;
}

function momentText(text: string, language: Language, timeZone: string): string {
  if (!/^\d+$/.test(text)) return text;
  return formatDate(Number(text), "YYYY-MM-DD HH:mm:ss", { now: 0, language, timeZone: knownTimeZone(timeZone) });
}

export function describeRange(raw: RawRange, language: Language, timeZone: string): string {
  const name = named[`${raw.from}|${raw.to}`];
  if (name) return name[language];
  const last = raw.to === "now" ? /^now-(\d+)([smhdwMQy])$/.exec(raw.from) : null;
  if (last) return (language === "ru" ? lastRussian : lastEnglish)(Number(last[1]), last[2] ?? "");
  const [from, to] = [raw.from, raw.to].map((text) => momentText(text, language, timeZone));
  return language === "ru" ? `${from} — ${to}` : `${from} to ${to}`;
}
