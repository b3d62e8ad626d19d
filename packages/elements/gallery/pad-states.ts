import type { ParaphPad } from '@paraph/elements';
import { drawnName } from './drawn-names.js';
import type { GalleryState, Stage } from './show-state.js';

const element = 'paraph-pad';
const pad = ({ element: shown }: Stage) => shown as unknown as ParaphPad;
const having = (state: string, value: ParaphPad['value']): GalleryState => ({
  element,
  state,
  act: async (stage) => {
    pad(stage).value = value;
  },
});

/** The names of what `<paraph-pad>` can look like. */
export const padStates = [
  'empty',
  'drawn',
  'typed-empty',
  'typed',
  'confirmed-empty',
  'confirmed',
  'missing',
  'disabled',
] as const;

/** Every look of `<paraph-pad>`. */
export const padGallery: readonly GalleryState[] = [
  { element, state: 'empty' },
  having('drawn', { by: 'drawn', ink: drawnName(4) } as ParaphPad['value']),
  { element, state: 'typed-empty', attributes: { way: 'typed' } },
  having('typed', { by: 'typed', name: 'Zoë O’Connor' }),
  { element, state: 'confirmed-empty', attributes: { way: 'confirmed' } },
  having('confirmed', { by: 'confirmed' }),
  {
    element,
    state: 'missing',
    attributes: { required: '' },
    act: async (stage) => {
      await pad(stage).updateComplete;
      pad(stage).reportValidity();
    },
  },
  { element, state: 'disabled', attributes: { disabled: '', way: 'typed' } },
];
