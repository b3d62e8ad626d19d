/** Defines an element unless the page has it already, from another copy of this script perhaps. */
export function defineElement(tag: string, element: CustomElementConstructor): void {
  if (customElements.get(tag) === undefined) customElements.define(tag, element);
}
