/**
 * What a fault means to a reader where its code alone would tell them something else: `unlisted`, nobody has enrolled this person;
 * `unnamed`, the site did not say who they are.
 */
export const readings = new WeakMap<object, 'unlisted' | 'unnamed'>();
