import type { ParaphVerify } from '@paraph/elements';
import type { GalleryState, Stage } from './show-state.js';

const element = 'paraph-verify';

/** A receipt that a real ledger gave; it stands in the documentation too. */
export async function receipt(): Promise<string> {
  return (await fetch('/docs/examples/receipt.paraph.json')).text();
}

const verifying =
  (change: (text: string) => string = (text) => text, attributes: { fingerprint?: string } = {}) =>
  async ({ element: shown }: Stage): Promise<void> => {
    const verify = shown as unknown as ParaphVerify;
    if (attributes.fingerprint !== undefined) verify.fingerprint = attributes.fingerprint;
    void verify.verify([{ name: 'receipt.paraph.json', text: change(await receipt()) }]);
  };

/** Every state of `<paraph-verify>`. */
export const verifyGallery: readonly GalleryState[] = [
  { element, state: 'ready', unconnected: true },
  {
    element,
    state: 'reading',
    unconnected: true,
    act: async (stage) => {
      // A signature check that takes for ever, so that the picture can be taken.
      crypto.subtle.verify = () => new Promise(() => undefined);
      await verifying()(stage);
    },
  },
  { element, state: 'report', variant: 'self-declared', unconnected: true, act: verifying() },
  {
    element,
    state: 'report',
    variant: 'changed',
    unconnected: true,
    act: verifying((text) => text.replace(/"payload":"(.{40})./, (_, kept: string) => `"payload":"${kept}A`)),
  },
  {
    element,
    state: 'report',
    variant: 'no-file-of-ours',
    unconnected: true,
    act: verifying(() => 'a letter'),
  },
];
