/** What an element can be given: attributes by name, `true` for those without a value, `undefined` for those that stay away. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** What an element can hold. Text goes in as text, whatever it says. */
export type Child = Node | string | undefined | false;

/**
 * Makes an element.
 *
 * @example
 * ```ts
 * const note = build('p', { class: 'small' }, ['Kept on this device. ', build('b', {}, ['Always.'])]);
 * ```
 */
export function build<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  children: readonly Child[] = [],
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  give(element, attributes);
  element.append(...children.filter((child) => child !== undefined && child !== false));
  return element;
}

function give(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : String(value));
}

const svg = 'http://www.w3.org/2000/svg';
const circle = 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0 -18 0';

/** The signs, as paths in a box of 24: each tone has a shape as well as a colour. */
export const signs = {
  good: `${circle}M8 12.4l2.7 2.7L16 9.6`,
  compare: `${circle}M9.7 9.4a2.4 2.4 0 1 1 3.4 2.6c-.8.4-1.1.8-1.1 1.6M12 16.6v.1`,
  failed: `${circle}M9 9l6 6m0-6-6 6`,
  neutral: `${circle}M12 11v5M12 8v.1`,
  file: 'M14 3H7a1 1 0 0 0-1 1v16a1 1 0 0 0 1 1h10a1 1 0 0 0 1-1V7zM14 3v4h4M12 17v-6m-2.5 2.5L12 11l2.5 2.5',
} as const;

/** A sign, for the eye only: what it says stands in words beside it. */
export function sign(name: keyof typeof signs): SVGSVGElement {
  const element = document.createElementNS(svg, 'svg');
  give(element, { viewBox: '0 0 24 24', fill: 'none', stroke: 'currentColor', 'aria-hidden': 'true' });
  give(element, { 'stroke-width': 2, 'stroke-linecap': 'round', 'stroke-linejoin': 'round' });
  const path = document.createElementNS(svg, 'path');
  path.setAttribute('d', signs[name]);
  element.append(path);
  return element;
}
