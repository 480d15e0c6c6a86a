import { element, type Child } from "../dom";

/**
 * A box that a button opens beside itself, on the browser's own popovers: a click elsewhere or Esc closes it and gives the
 * focus back. `fill` makes the content each time it opens; the element with `autofocus` gets the focus.
 */
export interface Popover {
  box: HTMLElement;
  close(): void;
}

export function attachPopover(
  button: HTMLButtonElement,
  role: "dialog" | "menu",
  label: string,
  fill: (close: () => void) => Child[],
): Popover {
  const box = element("div", { class: "popover", popover: "auto", role, "aria-label": label });
  const close = (): void => {
    if (box.matches(":popover-open")) box.hidePopover();
  };
  button.setAttribute("aria-haspopup", role);
  button.setAttribute("aria-expanded", "false");
  button.popoverTargetElement = box;
  box.addEventListener("beforetoggle", (event) => {
    const opens = (event as ToggleEvent).newState === "open";
    button.setAttribute("aria-expanded", String(opens));
    if (opens) box.replaceChildren(...nodes(fill(close)));
  });
  box.addEventListener("toggle", (event) => {
    if ((event as ToggleEvent).newState === "open") {
      placeBeside(box, button);
      focusFirst(box);
    } else {
      box.replaceChildren();
    }
  });
  return { box, close };
}

function nodes(children: Child[]): (Node | string)[] {
  return children.filter((child): child is Node | string => child !== null && child !== undefined && child !== false);
}

function focusFirst(box: HTMLElement): void {
  const wanted =
    box.querySelector<HTMLElement>("[autofocus]") ?? box.querySelector<HTMLElement>("button, a[href], input");
  wanted?.focus();
  if (wanted instanceof HTMLInputElement) wanted.select();
}

const margin = 8;

/** Below the button, or above it where there is more room; never out of the window. */
export function placeBeside(box: HTMLElement, button: HTMLElement): void {
  const anchor = button.getBoundingClientRect();
  box.style.maxHeight = `${window.innerHeight - 2 * margin}px`;
  const { width, height } = box.getBoundingClientRect();
  const below = window.innerHeight - anchor.bottom - margin;
  const above = anchor.top - margin;
  const goesUp = below < height && above > below;
  box.style.maxHeight = `${Math.max(goesUp ? above : below, 120)}px`;
  const shownHeight = Math.min(height, goesUp ? above : below);
  const left = anchor.left + width + margin > window.innerWidth ? anchor.right - width : anchor.left;
  box.style.left = `${Math.max(margin, Math.min(left, window.innerWidth - width - margin))}px`;
  box.style.top = `${Math.max(margin, goesUp ? anchor.top - shownHeight - 4 : anchor.bottom + 4)}px`;
}
