/**
 * Panels in rows. In the JSON a row is a panel itself: the panels after it belong to it. A collapsed row has its panels in a
 * list of its own, and those after it belong to no row.
 */
import type { Panel, Row } from "../types";
import type { JsonReader } from "./json_reader";
import { parseGridPosition, parsePanel } from "./parse_panel";

class PanelIds {
  private readonly taken = new Set<number>();
  private next = 1;

  /** The panel's own id, or one that no other panel has. */
  of(reader: JsonReader): number {
    let id = reader.numberOrNull("id") ?? this.next;
    if (this.taken.has(id)) reader.problem(`the id ${id} is taken by another panel`);
    while (this.taken.has(id)) id = this.next++;
    this.taken.add(id);
    this.next = Math.max(this.next, id + 1);
    return id;
  }
}

function inReadingOrder(one: { x: number; y: number }, other: { x: number; y: number }): number {
  return one.y - other.y || one.x - other.x;
}

/** Moves the panels up, so that the row begins at 0. */
function fromTop(panels: Panel[]): Panel[] {
  const top = Math.min(...panels.map((panel) => panel.gridPosition.y));
  return panels
    .map((panel) => ({ ...panel, gridPosition: { ...panel.gridPosition, y: panel.gridPosition.y - top } }))
    .sort((one, other) => inReadingOrder(one.gridPosition, other.gridPosition));
}

function withoutHeader(): Row {
  return { id: 0, title: null, collapsed: false, panels: [] };
}

export function parseRows(reader: JsonReader): Row[] {
  const ids = new PanelIds();
  const rows: Row[] = [withoutHeader()];
  const placed = reader.objects("panels").map((panel) => ({ panel, position: parseGridPosition(panel) }));
  placed.sort((one, other) => inReadingOrder(one.position, other.position));
  for (const { panel } of placed) {
    if (panel.object["type"] === "row") {
      const row = parseRow(panel, ids);
      rows.push(row, ...(row.collapsed ? [withoutHeader()] : []));
    } else {
      const id = ids.of(panel);
      rows.at(-1)?.panels.push(parsePanel(panel, id));
    }
  }
  return rows
    .filter((row) => row.title !== null || row.panels.length > 0)
    .map((row) => ({ ...row, panels: fromTop(row.panels) }));
}

function parseRow(reader: JsonReader, ids: PanelIds): Row {
  const id = ids.of(reader);
  const panels = reader.objects("panels").map((panel) => {
    const panelId = ids.of(panel);
    return parsePanel(panel, panelId);
  });
  return { id, title: reader.string("title"), collapsed: reader.boolean("collapsed", false), panels };
}
