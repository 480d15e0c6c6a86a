/**
 * Reads JSON that people may have edited: whatever is missing or of the wrong type has a default, and a wrong type is also
 * told in `problems`, with its place.
 */
import type { JsonObject } from "../types";

const mostProblems = 50;

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export class JsonReader {
  constructor(
    private readonly value: unknown,
    private readonly place: string,
    private readonly problems: string[],
  ) {}

  /** The same place, telling its problems elsewhere. */
  tellingProblemsTo(problems: string[]): JsonReader {
    return new JsonReader(this.value, this.place, problems);
  }

  /** The object at this place; an empty one if it is none. */
  get object(): JsonObject {
    return isObject(this.value) ? this.value : {};
  }

  get raw(): unknown {
    return this.value;
  }

  has(key: string): boolean {
    return (this.object[key] ?? null) !== null;
  }

  at(key: string): JsonReader {
    const reader = new JsonReader(this.object[key] ?? null, this.placeOf(key), this.problems);
    if (reader.value !== null && !isObject(reader.value)) reader.expected("an object");
    return reader;
  }

  string(key: string, otherwise = ""): string {
    return this.typed(key, "a text", otherwise, (value) => typeof value === "string");
  }

  boolean(key: string, otherwise: boolean): boolean {
    return this.typed(key, "true or false", otherwise, (value) => typeof value === "boolean");
  }

  /** Texts of digits are numbers too, as Grafana's older dashboards have them. */
  number(key: string, otherwise: number): number {
    return this.numberOrNull(key) ?? otherwise;
  }

  numberOrNull(key: string): number | null {
    const value = this.object[key] ?? null;
    if (value === null || value === "") return null;
    const number = typeof value === "string" ? Number(value) : value;
    if (typeof number === "number" && Number.isFinite(number)) return number;
    this.childReader(key).expected("a number");
    return null;
  }

  /** One of a few words. An unknown word is a problem, and stands for the default. */
  choice<Word extends string>(key: string, words: readonly Word[], otherwise: Word): Word {
    const value = this.object[key] ?? null;
    if (value === null || value === "") return otherwise;
    const word = words.find((candidate) => candidate === value);
    if (word === undefined) this.childReader(key).expected(`one of ${words.join(", ")}`);
    return word ?? otherwise;
  }

  list(key: string): JsonReader[] {
    const value = this.object[key] ?? null;
    if (value === null) return [];
    if (!Array.isArray(value)) {
      this.childReader(key).expected("a list");
      return [];
    }
    return value.map((item, index) => new JsonReader(item, `${this.placeOf(key)}[${index}]`, this.problems));
  }

  objects(key: string): JsonReader[] {
    return this.list(key).filter((item) => isObject(item.value) || item.expected("an object"));
  }

  strings(key: string): string[] {
    const texts: string[] = [];
    for (const item of this.list(key)) {
      if (typeof item.value === "string") texts.push(item.value);
      else item.expected("a text");
    }
    return texts;
  }

  /** Says that something else should stand here. Always false, so that it can end a condition. */
  expected(what: string): false {
    const shown = JSON.stringify(this.value) ?? "nothing";
    const short = shown.length > 60 ? `${shown.slice(0, 57)}…` : shown;
    this.problem(`${what} is expected, not ${short}`);
    return false;
  }

  problem(text: string): void {
    if (this.problems.length < mostProblems) this.problems.push(`${this.place || "The dashboard"}: ${text}.`);
  }

  private typed<T>(key: string, what: string, otherwise: T, matches: (value: unknown) => boolean): T {
    const value = this.object[key] ?? null;
    if (value === null) return otherwise;
    if (matches(value)) return value as T;
    this.childReader(key).expected(what);
    return otherwise;
  }

  private childReader(key: string): JsonReader {
    return new JsonReader(this.object[key], this.placeOf(key), this.problems);
  }

  private placeOf(key: string): string {
    return this.place === "" ? key : `${this.place}.${key}`;
  }
}
