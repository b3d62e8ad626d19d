/** Markup, with everything that is put into it escaped, unless it is markup itself. */
class Markup {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }

  toString() {
    return this.text;
  }
}

/** Markup from a template: values are escaped, markup and lists of it are taken as they are, `undefined` and `false` are nothing. */
export function html(parts, ...values) {
  return new Markup(parts.reduce((text, part, at) => text + write(values[at - 1]) + part));
}

/** Markup from a file of this site's own. */
export function trusted(text) {
  return new Markup(text);
}

function write(value) {
  if (value === undefined || value === false) return '';
  if (value instanceof Markup) return value.text;
  if (Array.isArray(value)) return value.map(write).join('');
  return String(value).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
