import { element, type Child } from "../dom";

/**
 * The part of Markdown that people write on dashboards, as elements: headings, paragraphs, lists, code, quotes, lines,
 * tables, **strong**, *emphasis*, `code` and [links](…). HTML in it stays text. `isSafe` decides about the links.
 */
export function markdown(source: string, isSafe: (url: string) => boolean): HTMLElement[] {
  const lines = source.replace(/\r\n?/g, "\n").split("\n");
  const blocks: HTMLElement[] = [];
  let at = 0;
  while (at < lines.length) {
    const found = block(lines, at, isSafe);
    if (found.made !== null) blocks.push(found.made);
    at = found.next;
  }
  return blocks;
}

interface Block {
  made: HTMLElement | null;
  next: number;
}

type IsSafe = (url: string) => boolean;

function block(lines: string[], at: number, isSafe: IsSafe): Block {
  const line = lines[at] ?? "";
  if (line.trim() === "") return { made: null, next: at + 1 };
  if (line.startsWith("```")) return codeBlock(lines, at);
  const heading = /^(#{1,6})\s+(.*?)\s*#*$/.exec(line);
  // The page has its own first two levels, and a panel's title is the third.
  if (heading !== null)
    return {
      made: element(
        `h${Math.min(6, (heading[1]?.length ?? 1) + 3)}` as "h4",
        { class: `level-${heading[1]?.length}` },
        ...inline(heading[2] ?? "", isSafe),
      ),
      next: at + 1,
    };
  if (/^\s*([-*_])(\s*\1){2,}\s*$/.test(line)) return { made: element("hr"), next: at + 1 };
  if (line.startsWith(">")) return quote(lines, at, isSafe);
  if (bullet.test(line) || numbered.test(line)) return list(lines, at, isSafe);
  if (line.includes("|") && /^\s*\|?[\s:|-]+\|[\s:|-]*$/.test(lines[at + 1] ?? "")) return table(lines, at, isSafe);
  return paragraph(lines, at, isSafe);
}

const bullet = /^\s*[-*+]\s+/;
const numbered = /^\s*\d+[.)]\s+/;

/** The lines from `at` on for which `holds` is true. */
function run(lines: string[], at: number, holds: (line: string) => boolean): string[] {
  let end = at;
  while (end < lines.length && holds(lines[end] ?? "")) end += 1;
  return lines.slice(at, end);
}

function codeBlock(lines: string[], at: number): Block {
  const code = run(lines, at + 1, (line) => !line.startsWith("```"));
  return { made: element("pre", {}, element("code", {}, code.join("\n"))), next: at + code.length + 2 };
}

function quote(lines: string[], at: number, isSafe: IsSafe): Block {
  const quoted = run(lines, at, (line) => line.startsWith(">"));
  const inner = quoted.map((line) => line.replace(/^>\s?/, "")).join("\n");
  return { made: element("blockquote", {}, ...markdown(inner, isSafe)), next: at + quoted.length };
}

function list(lines: string[], at: number, isSafe: IsSafe): Block {
  const mark = numbered.test(lines[at] ?? "") ? numbered : bullet;
  const items = run(lines, at, (line) => mark.test(line));
  const made = element(
    mark === numbered ? "ol" : "ul",
    {},
    ...items.map((item) => element("li", {}, ...inline(item.replace(mark, ""), isSafe))),
  );
  return { made, next: at + items.length };
}

function table(lines: string[], at: number, isSafe: IsSafe): Block {
  const rows = run(lines, at, (line) => line.includes("|"));
  const cells = (row: string): string[] => row.replace(/^\s*\||\|\s*$/g, "").split("|");
  const rowOf = (row: string, tag: "th" | "td"): HTMLElement =>
    element("tr", {}, ...cells(row).map((cell) => element(tag, {}, ...inline(cell.trim(), isSafe))));
  const head = element("thead", {}, rowOf(rows[0] ?? "", "th"));
  const body = element("tbody", {}, ...rows.slice(2).map((row) => rowOf(row, "td")));
  return { made: element("table", { class: "table" }, head, body), next: at + rows.length };
}

function paragraph(lines: string[], at: number, isSafe: IsSafe): Block {
  const begins = /^(```|#{1,6}\s|>|\s*[-*+]\s|\s*\d+[.)]\s)/;
  const first = lines[at] ?? "";
  const rest = run(lines, at + 1, (line) => line.trim() !== "" && !begins.test(line));
  const text = [first, ...rest].join("\n");
  return { made: element("p", {}, ...inline(text, isSafe)), next: at + 1 + rest.length };
}

const spans =
  /(`[^`\n]+`)|\*\*([^*\n]+)\*\*|__([^_\n]+)__|\*([^*\n]+)\*|\b_([^_\n]+)_\b|\[([^\]\n]+)\]\(([^)\s]+)\)|(https?:\/\/[^\s<>)]+)/g;

function inline(text: string, isSafe: IsSafe): Child[] {
  const parts: Child[] = [];
  let end = 0;
  for (const found of text.matchAll(spans)) {
    parts.push(text.slice(end, found.index));
    parts.push(span(found, isSafe));
    end = found.index + found[0].length;
  }
  parts.push(text.slice(end));
  return parts;
}

function span(
  [whole, code, strong1, strong2, weak1, weak2, label, target, bare]: RegExpMatchArray,
  isSafe: IsSafe,
): Child {
  if (code !== undefined) return element("code", {}, code.slice(1, -1));
  const strong = strong1 ?? strong2;
  if (strong !== undefined) return element("strong", {}, ...inline(strong, isSafe));
  const weak = weak1 ?? weak2;
  if (weak !== undefined) return element("em", {}, ...inline(weak, isSafe));
  const url = target ?? bare ?? "";
  if (!isSafe(url)) return whole ?? "";
  return element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, label ?? url);
}
