import { element } from "./dom";
import { openDialog } from "./overlay/dialog";
import type { Texts } from "./texts/texts";

type Line = [keys: string[][], meaning: string];

/** The list of all shortcuts. */
export function openShortcutsDialog(texts: Texts): void {
  const groups: [string, Line[]][] = [
    [
      texts.shortcutGroupTime,
      [
        [[["t", "z"]], texts.shortcutZoomOut],
        [[["t", "←"]], texts.shortcutBack],
        [[["t", "→"]], texts.shortcutForward],
        [[["t", "a"]], texts.shortcutAbsolute],
      ],
    ],
    [
      texts.shortcutGroupDashboard,
      [
        [[["d", "r"], ["r"]], texts.shortcutRefresh],
        [[["/"], ["d", "s"]], texts.shortcutSearch],
        [[["d", "c"]], texts.shortcutCollapse],
        [[["c", "t"]], texts.shortcutTheme],
        [[["Esc"]], texts.shortcutEscape],
        [[["?"]], texts.shortcutHelp],
      ],
    ],
    [
      texts.shortcutGroupPanel,
      [
        [[["v"]], texts.shortcutView],
        [[["p", "l"]], texts.shortcutLegend],
        [[["b"]], texts.shortcutTable],
      ],
    ],
  ];
  const sections = groups.map(([title, lines]) =>
    element("section", {}, element("h3", {}, title), element("dl", {}, ...lines.flatMap((line) => pair(line, texts)))),
  );
  openDialog(texts, texts.shortcuts, element("div", { class: "dialog-body shortcuts" }, ...sections));
}

function pair([keys, meaning]: Line, texts: Texts): HTMLElement[] {
  const ways = keys.flatMap((way, index) => [index > 0 && ` ${texts.or} `, ...sequence(way, texts)]);
  return [element("dt", {}, ...ways), element("dd", {}, meaning)];
}

function sequence(way: string[], texts: Texts): (Node | string)[] {
  return way.flatMap((key, index) => [index > 0 ? ` ${texts.then} ` : "", element("kbd", {}, key)]);
}
