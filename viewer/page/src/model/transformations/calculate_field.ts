import { calculate, calculationTitle } from "../calculations";
import type { JsonReader } from "../dashboard/json_reader";
import { fieldTitle } from "../field_title";
import { sourceField, type SourceField, type SourceFrame } from "../source_frames";
import type { Value } from "../types";
import { joinByField } from "./join_by_field";

const operators: Record<string, (left: number, right: number) => number> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => left / right,
  "%": (left, right) => left % right,
  "**": (left, right) => left ** right,
};

/** Adds a column: a calculation of two columns, or over all numbers of a row. */
export function calculateField(frames: SourceFrame[], options: JsonReader): SourceFrame[] {
  const sideBySide = frames.length > 1 && frames.every((frame) => frame.fields[0]?.type === "time");
  const joined = sideBySide ? joinByField(frames, options.at("join")) : frames;
  const mode = options.string("mode", "reduceRow");
  const alias = options.string("alias");
  return joined.map((frame) => {
    const added = mode === "binary" ? binary(frame, options.at("binary")) : overRow(frame, options.at("reduce"), mode);
    if (!added) return frame;
    const field = { ...added, name: alias || added.name };
    const kept = options.boolean("replaceFields", false) ? frame.fields.filter(({ type }) => type === "time") : frame.fields;
    return { ...frame, fields: [...kept, field] };
  });
}

/** An operand is a column, or a number; it may be wrapped in an object. */
function operand(reader: JsonReader, side: "left" | "right", frame: SourceFrame): { name: string; at: (row: number) => Value } {
  const raw = reader.object[side];
  const wrapped = reader.at(side);
  const name = typeof raw === "object" ? operandText(wrapped) : String(raw ?? "");
  const field = frame.fields.find((candidate) => candidate.name === name || fieldTitle(candidate, frame, [frame]) === name);
  const constant = name.trim() === "" || Number.isNaN(Number(name)) ? null : Number(name);
  return { name, at: (row) => (field ? (field.values[row] ?? null) : constant) };
}

function operandText(reader: JsonReader): string {
  if (reader.has("fixed")) return String(reader.object["fixed"]);
  return String(reader.at("matcher").object["options"] ?? "");
}

function binary(frame: SourceFrame, options: JsonReader): SourceField | null {
  const sign = options.string("operator", "+");
  const operate = operators[sign];
  if (!operate) return null;
  const left = operand(options, "left", frame);
  const right = operand(options, "right", frame);
  const values = Array.from({ length: frame.length }, (_, row) => {
    const [one, other] = [left.at(row), right.at(row)];
    return typeof one === "number" && typeof other === "number" ? operate(one, other) : null;
  });
  return sourceField(`${left.name} ${sign} ${right.name}`, "number", values);
}

function overRow(frame: SourceFrame, options: JsonReader, mode: string): SourceField | null {
  if (mode !== "reduceRow") return null;
  const name = options.string("reducer", "sum");
  const include = options.strings("include");
  const columns = frame.fields.filter(
    (field) => field.type === "number" && (include.length === 0 || include.includes(fieldTitle(field, frame, [frame]))),
  );
  const values = Array.from({ length: frame.length }, (_, row) =>
    calculate(name, columns.map((column) => column.values[row] ?? null)),
  );
  return sourceField(calculationTitle(name), "number", values);
}
