import type { Digest, Identifier } from '@paraph/core/model';
import type { PermitClaims, TokenScope } from '@paraph/core/signing';
import type { CheckedAct } from './check.js';

/** Who a token says is sending, as the writer needs it. */
export interface Sender {
  readonly role: string;
  readonly scope: TokenScope;
  /** The person in each role that the site's identifier stands for here. */
  readonly persons: ReadonlySet<Identifier>;
  /** Digest of the token, and its text to be kept aside. */
  readonly evidence: { readonly digest: Digest; readonly token: string };
}

/** Something for the writer to number and seal. */
export type Submission =
  /** A person's act, checked, with what lets it in. */
  | { readonly from: 'person'; readonly checked: CheckedAct; readonly permit?: PermitClaims; readonly sender?: Sender }
  /** The organisation's own, made by this server or at its command line. */
  | { readonly from: 'organisation'; readonly checked: CheckedAct }
  /** The organisation's own that must know where streams end at the very moment that it is sealed: a dossier. */
  | { readonly from: 'turn'; readonly make: () => Promise<CheckedAct> };

/** What came of a submission. */
export interface Sealed {
  readonly act: Digest;
  readonly log: string;
  readonly index: number;
  readonly received: string;
  /** The sealed record, byte for byte as it is stored. */
  readonly text: string;
  /** It stood there already: this is the same record as then. */
  readonly retry: boolean;
}
