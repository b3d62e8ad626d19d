import '@paraph/elements/define.js';
import { nameOf, showState } from './show-state.js';
import { gallery } from './states.js';

/** What the screenshots and the accessibility run call. */
declare global {
  interface Window {
    paraphGallery: { names: readonly string[]; show(name: string): Promise<void> };
  }
}

const root = document.querySelector('main') as HTMLElement;

window.paraphGallery = {
  names: gallery.map(nameOf),
  show: async (name) => {
    const shown = gallery.find((one) => nameOf(one) === name);
    if (shown === undefined) throw new Error(`${name} is not in the gallery`);
    await showState(shown, root);
  },
};

const asked = new URLSearchParams(location.search).get('state');
if (asked !== null) await window.paraphGallery.show(asked);
