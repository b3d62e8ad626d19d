import { ParaphError } from '@paraph/core/errors';
import type { GalleryState } from './show-state.js';

const failing =
  (code: ConstructorParameters<typeof ParaphError>[0], message: string): NonNullable<GalleryState['server']> =>
  (server) => {
    server.fails = new ParaphError(code, message);
  };

/** The states that an element has before it can show anything of its own. */
export function commonGallery(
  element: string,
  { attributes = {} }: { attributes?: Record<string, string> } = {},
): readonly GalleryState[] {
  return [
    {
      element,
      attributes,
      state: 'loading',
      server: (server) => {
        server.network = 'hangs';
      },
      act: () => new Promise((resolve) => setTimeout(resolve, 350)),
    },
    { element, attributes, state: 'unconnected', unconnected: true },
    { element, attributes, state: 'expired', server: failing('token', 'The token has ended.') },
    { element, attributes, state: 'forbidden', server: failing('role', 'The token is for another role.') },
    { element, attributes, state: 'unlisted', server: failing('scope', 'No enrolment names you here yet.') },
    {
      element,
      attributes,
      state: 'unavailable',
      server: (server) => {
        server.network = 'down';
      },
    },
    { element, attributes, state: 'error', server: failing('internal', 'Something went wrong here.') },
  ];
}
