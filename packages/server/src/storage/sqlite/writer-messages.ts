import type { Statement } from '../sql-storage.js';

/** From the serving thread to the thread that writes. */
export type ToWriter =
  /** One transaction. */
  { readonly type: 'commit'; readonly statements: readonly Statement[] } | { readonly type: 'close' };

/** From the thread that writes, one for each transaction, in their order. */
export type FromWriter =
  | { readonly type: 'ready' }
  | { readonly type: 'committed'; readonly rows: readonly (readonly unknown[])[] }
  | { readonly type: 'failed'; readonly message: string; readonly code: unknown; readonly errcode: unknown };
