/** Keys as in Grafana: some alone, some two after each other. */
export type Shortcuts = ReadonlyMap<string, () => void>;

/** The second key must follow within so many ms. */
const patience = 1500;

/** Calls the action of the keys that are pressed, unless somebody is writing or a dialog is open. */
export function listenForShortcuts(shortcuts: Shortcuts): void {
  let first = "";
  let firstAt = 0;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
    if (document.querySelector("dialog[open]") !== null || document.querySelector(":popover-open") !== null) return;
    const key = event.key;
    const both = event.timeStamp - firstAt < patience ? `${first} ${key}` : "";
    const action = shortcuts.get(both) ?? shortcuts.get(key);
    first = action === undefined ? key : "";
    firstAt = event.timeStamp;
    if (action === undefined) return;
    event.preventDefault();
    action();
  });
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
}
