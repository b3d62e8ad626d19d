import type { ErrorCode, ErrorFields } from '@paraph/core/errors';
import type { VerifierKey } from '@paraph/core/ledger';
import type { Digest, ThumbprintUri } from '@paraph/core/model';
import type { PermitClaims } from '@paraph/core/signing';
import type { CheckedAct } from './check.js';

/** One act on its way to a worker. */
export interface CheckJob {
  readonly id: number;
  readonly organisation: ThumbprintUri;
  readonly source: string | object;
  readonly permit?: PermitClaims;
}

/** From the main thread to a worker. */
export type ToWorker =
  | { readonly type: 'check'; readonly jobs: readonly CheckJob[] }
  | { readonly type: 'keys'; readonly organisation: ThumbprintUri; readonly keys: readonly VerifierKey[] }
  /** The payloads of records that the worker asked for; null where there is none. */
  | { readonly type: 'relied'; readonly ask: number; readonly payloads: readonly (string | null)[] };

/** From a worker to the main thread. */
export type FromWorker =
  | { readonly type: 'checked'; readonly results: readonly CheckResult[] }
  | {
      readonly type: 'ask';
      readonly ask: number;
      readonly organisation: ThumbprintUri;
      readonly acts: readonly Digest[];
    };

export type CheckResult =
  | { readonly id: number; readonly checked: CheckedAct }
  | {
      readonly id: number;
      readonly error: { readonly code: ErrorCode; readonly message: string; readonly fields: ErrorFields };
    };
