/** One table of several: rows that agree in the columns which all frames have become one. */
import { sourceField, type SourceField, type SourceFrame } from "../source_frames";
import type { Value } from "../types";

type Row = Map<string, Value>;

function sharedNames(frames: SourceFrame[]): string[] {
  const [first, ...others] = frames;
  const names = (first?.fields ?? []).map((field) => field.name);
  return names.filter((name) => others.every((frame) => frame.fields.some((field) => field.name === name)));
}

function rowsOf(frame: SourceFrame): Row[] {
  return Array.from({ length: frame.length }, (_, row) => {
    return new Map(frame.fields.map((field) => [field.name, field.values[row] ?? null]));
  });
}

function agree(existing: Row, added: Row): boolean {
  return [...added].every(([name, value]) => {
    const known = existing.get(name);
    return known === undefined || known === null || known === value;
  });
}

function columns(frames: SourceFrame[]): SourceField[] {
  const found = new Map<string, SourceField>();
  for (const field of frames.flatMap((frame) => frame.fields)) {
    if (!found.has(field.name)) found.set(field.name, sourceField(field.name, field.type, []));
  }
  return [...found.values()];
}

export function merge(frames: SourceFrame[]): SourceFrame[] {
  const filled = frames.filter((frame) => frame.fields.length > 0);
  const key = sharedNames(filled);
  if (frames.length <= 1 || filled.length === 0 || key.length === 0) return frames;
  const byKey = new Map<string, Row[]>();
  const inOrder: Row[] = [];
  for (const row of filled.flatMap(rowsOf)) {
    const text = JSON.stringify(key.map((name) => row.get(name)));
    const same = byKey.get(text) ?? [];
    byKey.set(text, same);
    const fitting = same.filter((existing) => agree(existing, row));
    for (const existing of fitting) for (const [name, value] of row) existing.set(name, value);
    if (fitting.length === 0) {
      same.push(row);
      inOrder.push(row);
    }
  }
  const fields = columns(filled).map((field) => ({
    ...field,
    values: inOrder.map((row) => row.get(field.name) ?? null),
  }));
  return [{ refId: "merge", name: "", kind: "table", fields, length: inOrder.length }];
}
