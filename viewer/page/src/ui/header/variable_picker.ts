import { allOptions, type ResolvedVariable, type VariableOption } from "../../model/types";
import { element } from "../dom";
import { icon } from "../icons";
import { attachPopover } from "../overlay/popover";
import type { Texts } from "../texts/texts";

type Choose = (name: string, values: string[]) => void;

/** More options than this get a search field. */
const manyOptions = 8;

/** The controls of a dashboard's variables. */
export function variablePickers(variables: readonly ResolvedVariable[], texts: Texts, choose: Choose): HTMLElement[] {
  return variables
    .filter(({ variable }) => variable.hide !== "variable" && variable.kind !== "constant")
    .map((resolved) => variablePicker(resolved, texts, choose));
}

function variablePicker(resolved: ResolvedVariable, texts: Texts, choose: Choose): HTMLElement {
  const { variable, error } = resolved;
  const name = variable.label || variable.name;
  const id = `variable-${variable.name}`;
  const label =
    variable.hide === "label"
      ? null
      : element("label", { class: "variable-label", for: id, title: variable.description }, name);
  const input =
    variable.kind === "textbox"
      ? textField(resolved, id, name, choose)
      : choiceField(resolved, id, name, texts, choose);
  const problems = [...variable.unsupported, ...(error === "" ? [] : [error])];
  const sign =
    problems.length > 0 &&
    element(
      "span",
      { class: "sign warn", role: "img", "aria-label": problems.join(" "), title: problems.join("\n") },
      icon("warning"),
    );
  return element("div", { class: "variable", "data-variable": variable.name }, label, ...input, sign);
}

function textField({ variable, chosen }: ResolvedVariable, id: string, name: string, choose: Choose): HTMLElement[] {
  const input = element("input", { class: "field", id, value: chosen[0] ?? "", "aria-label": name });
  input.addEventListener("change", () => choose(variable.name, [input.value]));
  return [input];
}

function choiceField(
  resolved: ResolvedVariable,
  id: string,
  name: string,
  texts: Texts,
  choose: Choose,
): HTMLElement[] {
  const { variable, chosen } = resolved;
  const shown = chosenText(resolved, texts);
  const button = element(
    "button",
    { type: "button", class: "button", id, "aria-label": `${name}: ${shown}` },
    element("span", {}, shown),
    icon("down"),
  );
  const choice = new Set(chosen);
  const { box, close } = attachPopover(button, "dialog", name, () => [optionList(resolved, choice, texts, picked)]);
  const picked = (): void => {
    if (!variable.multi) close();
  };
  // Several are chosen one after the other, and asked for once.
  box.addEventListener("toggle", (event) => {
    if ((event as ToggleEvent).newState !== "closed" || sameValues(choice, chosen)) return;
    choose(variable.name, [...choice]);
  });
  return [button, box];
}

function optionList(
  { variable, options }: ResolvedVariable,
  choice: Set<string>,
  texts: Texts,
  picked: () => void,
): HTMLElement {
  const all: VariableOption[] = variable.includeAll ? [{ text: texts.all, value: allOptions }] : [];
  const list = element("ul", { class: "choice-list" });
  const inputs: HTMLInputElement[] = [];
  for (const { text, value } of [...all, ...options]) {
    const type = variable.multi ? "checkbox" : "radio";
    const input = element("input", {
      type,
      name: `choice-${variable.name}`,
      value,
      checked: choice.has(value),
      autofocus: choice.has(value),
    });
    input.addEventListener("change", () => {
      pick(choice, value, input.checked, variable.multi);
      for (const other of inputs) other.checked = choice.has(other.value);
    });
    if (!variable.multi) input.addEventListener("click", picked);
    inputs.push(input);
    list.append(element("li", {}, element("label", { class: "choice" }, input, element("span", {}, text))));
  }
  return element("div", { class: "picker" }, options.length > manyOptions && searchField(list, texts), list);
}

function searchField(list: HTMLElement, texts: Texts): HTMLElement {
  const search = element("input", {
    type: "search",
    class: "field",
    placeholder: texts.filterOptions,
    "aria-label": texts.filterOptions,
  });
  search.addEventListener("input", () => {
    const wanted = search.value.toLocaleLowerCase();
    for (const item of list.children)
      (item as HTMLElement).hidden = !(item.textContent ?? "").toLocaleLowerCase().includes(wanted);
  });
  return search;
}

/** "All" excludes the others, and nothing at all is not a choice. */
function pick(choice: Set<string>, value: string, checked: boolean, multi: boolean): void {
  if (!multi || value === allOptions) choice.clear();
  else choice.delete(allOptions);
  if (checked || !multi || value === allOptions) choice.add(value);
  else choice.delete(value);
}

function sameValues(choice: Set<string>, values: readonly string[]): boolean {
  return choice.size === values.length && values.every((value) => choice.has(value));
}

function chosenText({ options, chosen }: ResolvedVariable, texts: Texts): string {
  if (chosen.includes(allOptions)) return texts.all;
  if (chosen.length === 0) return texts.noneChosen;
  const names = chosen.map((value) => options.find((option) => option.value === value)?.text ?? value);
  return names.length > 3 ? texts.chosenOf(names.length) : names.join(", ");
}
