import type { ParaphError } from '@paraph/core/errors';

// Facts are told to the element on which they happened and to nobody above it: state events that bubble close dialogs that they know nothing of.

/** Asked before the irreversible act: what is about to be signed. `preventDefault()` stops it. */
export class ParaphSignEvent extends Event {
  static readonly type = 'paraph-sign';
  /** The kind, what it is about, and the words that the person read and is about to sign. */
  readonly statement: { readonly kind: string; readonly about: object; readonly words: string };

  constructor(statement: ParaphSignEvent['statement']) {
    super(ParaphSignEvent.type, { cancelable: true });
    this.statement = statement;
  }
}

/** Signed and kept on this device; it is sent when there is a network. */
export class ParaphKeptEvent extends Event {
  static readonly type = 'paraph-kept';
  /** The act's digest: its name from now on. */
  readonly act: string;

  constructor(act: string) {
    super(ParaphKeptEvent.type);
    this.act = act;
  }
}

/** Sealed by the organisation: it stands in the ledger. */
export class ParaphRecordedEvent extends Event {
  static readonly type = 'paraph-recorded';
  /** The act's digest. */
  readonly act: string;
  /** The sealed record, as it came. */
  readonly record: string;

  constructor(detail: { act: string; record: string }) {
    super(ParaphRecordedEvent.type);
    this.act = detail.act;
    this.record = detail.record;
  }
}

/** Refused for good. It stays on the device, where it can be read and exported. */
export class ParaphRefusedEvent extends Event {
  static readonly type = 'paraph-refused';
  /** The act's digest. */
  readonly act: string;
  /** Why, with its stable code. */
  readonly error: ParaphError;

  constructor(detail: { act: string; error: ParaphError }) {
    super(ParaphRefusedEvent.type);
    this.act = detail.act;
    this.error = detail.error;
  }
}

/** A survey was answered and recorded. Bare on purpose: no answer is told to the page. */
export class ParaphAnsweredEvent extends Event {
  static readonly type = 'paraph-answered';

  constructor() {
    super(ParaphAnsweredEvent.type);
  }
}

/** A trainer closed the sheet of a session. */
export class ParaphClosedEvent extends Event {
  static readonly type = 'paraph-closed';
  /** The session's identifier. */
  readonly session: string;
  /** The act's digest. */
  readonly act: string;

  constructor(detail: { session: string; act: string }) {
    super(ParaphClosedEvent.type);
    this.session = detail.session;
    this.act = detail.act;
  }
}

/** A manager issued a certificate. */
export class ParaphIssuedEvent extends Event {
  static readonly type = 'paraph-issued';
  /** The enrolment's identifier. */
  readonly enrolment: string;
  /** The certificate's identifier. */
  readonly certificate: string;

  constructor(detail: { enrolment: string; certificate: string }) {
    super(ParaphIssuedEvent.type);
    this.enrolment = detail.enrolment;
    this.certificate = detail.certificate;
  }
}

/** The ledger doesn't extend what this device saw of it before: somebody is shown another history. */
export class ParaphSplitViewEvent extends Event {
  static readonly type = 'paraph-split-view';
  /** The note of the checkpoint that this device held. */
  readonly held: string;
  /** The note that it was shown now. */
  readonly shown: string;

  constructor(detail: { held: string; shown: string }) {
    super(ParaphSplitViewEvent.type);
    this.held = detail.held;
    this.shown = detail.shown;
  }
}

/** A file was examined. */
export class ParaphVerifiedEvent extends Event {
  static readonly type = 'paraph-verified';
  /** 0 intact, by whom and complete; 1 something fails; 2 something could not be judged. */
  readonly exitCode: 0 | 1 | 2;

  constructor(exitCode: 0 | 1 | 2) {
    super(ParaphVerifiedEvent.type);
    this.exitCode = exitCode;
  }
}

declare global {
  interface HTMLElementEventMap {
    'paraph-sign': ParaphSignEvent;
    'paraph-kept': ParaphKeptEvent;
    'paraph-recorded': ParaphRecordedEvent;
    'paraph-refused': ParaphRefusedEvent;
    'paraph-answered': ParaphAnsweredEvent;
    'paraph-closed': ParaphClosedEvent;
    'paraph-issued': ParaphIssuedEvent;
    'paraph-split-view': ParaphSplitViewEvent;
    'paraph-verified': ParaphVerifiedEvent;
  }
}
