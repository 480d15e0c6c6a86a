import { element } from "../dom";
import { icon } from "../icons";
import type { Texts } from "../texts/texts";

/** Opens a modal dialog; Esc, its button and a click beside it close it. */
export function openDialog(texts: Texts, title: string, content: Node): HTMLDialogElement {
  const heading = element("h2", { id: "dialog-title" }, title);
  const closeButton = element(
    "button",
    { type: "button", class: "button plain", "aria-label": texts.close, onclick: () => dialog.close() },
    icon("close"),
  );
  const dialog = element(
    "dialog",
    { class: "dialog", role: "dialog", "aria-labelledby": "dialog-title" },
    element("header", { class: "dialog-header" }, heading, closeButton),
    content,
  );
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
