import { element, type Child } from "../dom";

/** A button of the header. Its name is what it says, or else `label`. */
export function control(name: string, label: string, content: Child[], press?: () => void): HTMLButtonElement {
  const attributes = { type: "button", class: "button", "data-control": name, "aria-label": label, title: label };
  return element("button", press === undefined ? attributes : { ...attributes, onclick: press }, ...content);
}
