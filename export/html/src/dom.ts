// Elements out of data. All text goes in as text nodes, so that nothing in it can become markup.

type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | number | boolean | null | undefined | EventListener>;

/** `h('p', {class: 'x', onclick: f}, 'text')`; null, undefined and false are left out. */
export function h<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  setAttributes(element, attributes);
  element.append(...children.filter((child): child is Node | string => !!child || child === ''));
  return element;
}

const svgNamespace = 'http://www.w3.org/2000/svg';

export function svg(name: string, attributes: Attributes = {}, ...children: Child[]): SVGElement {
  const element = document.createElementNS(svgNamespace, name);
  setAttributes(element, attributes);
  element.append(...children.filter((child): child is Node | string => !!child));
  return element;
}

function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
}

/** A name from the data: its direction is its own, whatever stands around it. */
export function name(text: string): HTMLElement {
  return h('bdi', {dir: 'auto'}, text);
}

export function byId<Type extends HTMLElement = HTMLElement>(id: string): Type {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element as Type;
}

/** Runs `work` once before the next picture, however often it is asked for. */
export function onNextFrame(work: () => void): () => void {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      work();
    });
  };
}

let announceTimer = 0;

/** Lets screen readers say `text`; what comes fast is said once. */
export function announce(text: string): void {
  window.clearTimeout(announceTimer);
  announceTimer = window.setTimeout(() => {
    byId('announcer').textContent = text;
  }, 250);
}
