import { element } from "../dom";
import { icon, type IconName } from "../icons";
import { attachPopover } from "./popover";

export interface MenuItem {
  label: string;
  icon?: IconName;
  /** A shortcut to show beside the label. */
  keys?: string;
  /** true or false: an item of which one is chosen. */
  checked?: boolean;
  /** An item is a link or an action. */
  href?: string;
  choose?: () => void;
}

/** Makes the button open a menu that is walked with the arrow keys. */
export function attachMenu(button: HTMLButtonElement, label: string, items: () => MenuItem[]): HTMLElement {
  const { box } = attachPopover(button, "menu", label, (close) => items().map((item) => menuItem(item, close)));
  box.classList.add("menu");
  box.addEventListener("keydown", (event) => walk(box, event));
  return box;
}

function menuItem(item: MenuItem, close: () => void): HTMLElement {
  const content = [
    item.icon !== undefined && icon(item.icon),
    element("span", { class: "menu-label" }, item.label),
    item.keys !== undefined && element("kbd", { "aria-hidden": "true" }, item.keys),
    item.checked === true && icon("check"),
  ];
  const role = item.checked === undefined ? "menuitem" : "menuitemradio";
  const shared = {
    class: "menu-item",
    role,
    tabindex: -1,
    "aria-checked": item.checked === undefined ? null : String(item.checked),
    autofocus: item.checked === true,
  };
  if (item.href !== undefined) {
    const attributes = { ...shared, href: item.href, target: "_blank", rel: "noopener noreferrer", onclick: close };
    return element("a", attributes, ...content);
  }
  const choose = (): void => {
    close();
    item.choose?.();
  };
  return element("button", { ...shared, type: "button", onclick: choose }, ...content);
}

const steps: Record<string, (at: number, count: number) => number> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at + count - 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

function walk(box: HTMLElement, event: KeyboardEvent): void {
  const items = [...box.querySelectorAll<HTMLElement>(".menu-item")];
  const step = steps[event.key];
  if (event.key === "Tab") box.hidePopover();
  if (step === undefined || items.length === 0) return;
  event.preventDefault();
  items[step(items.indexOf(document.activeElement as HTMLElement), items.length)]?.focus();
}
