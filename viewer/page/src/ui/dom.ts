/** Building of elements. Texts become text nodes, never HTML. */

type Handler = (event: never) => void;
export type Attributes = Readonly<Record<string, string | number | boolean | null | undefined | Handler>>;
export type Child = Node | string | null | undefined | false;

/** An attribute that is null or false is left out, true stands without a value; `onclick` and the like are listeners. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name.slice(2), value as EventListener);
    else setAttribute(made, name, value);
  }
  append(made, children);
  return made;
}

/** The attribute is taken away by null, undefined and false. */
export function setAttribute(of: Element, name: string, value: string | number | boolean | null | undefined): void {
  if (value === null || value === undefined || value === false) of.removeAttribute(name);
  else of.setAttribute(name, value === true ? "" : String(value));
}

export function append(parent: Node, children: Child[]): void {
  for (const child of children) {
    if (child !== null && child !== undefined && child !== false) parent.appendChild(asNode(child));
  }
}

function asNode(child: Node | string): Node {
  return typeof child === "string" ? document.createTextNode(child) : child;
}

const svgNamespace = "http://www.w3.org/2000/svg";

export function svgElement<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string | number>> = {},
  ...children: Node[]
): SVGElementTagNameMap[Tag] {
  const made = document.createElementNS(svgNamespace, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}

/** Changes the text only if it differs, so that a screen reader or a selection is not disturbed. */
export function setText(of: Element, text: string): void {
  if (of.textContent !== text) of.textContent = text;
}
