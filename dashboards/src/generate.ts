/**
 * Writes the dashboards as Grafana's file provisioning reads them.
 *
 *     npm --prefix dashboards run generate [-- FOLDER]
 *
 * FOLDER: where to, absolute or from where npm was called; dashboards/grafana if none is given.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { type Board, build } from "./board";
import { coursebot } from "./coursebot";
import { processAndStore } from "./process";
import { telegram } from "./telegram";

const boards: Board[] = [coursebot, telegram, processAndStore];

const calledFrom = process.env["INIT_CWD"] ?? process.cwd();
const folder = path.resolve(calledFrom, process.argv[2] ?? path.join(__dirname, "..", "grafana"));
mkdirSync(folder, { recursive: true });
for (const board of boards) {
  writeFileSync(path.join(folder, `${board.uid}.json`), JSON.stringify(build(board), null, 2) + "\n");
}
