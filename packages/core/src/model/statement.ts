import * as v from 'valibot';
import {
  count,
  digest,
  identifier,
  instant,
  language,
  line,
  nonce,
  ownNames,
  prose,
  thumbprintUri,
  words,
  zone,
} from './encodings.js';

/** What a statement concerns, by lasting identifiers, one or an array each. */
const subject = v.union([identifier, v.pipe(v.array(identifier), v.minLength(1))]);

const supersedes = v.looseObject({ act: digest, reason: prose });

/** The root of an RFC 6962 tree over raw act digests, and how many there are. */
export const listRoot = v.object({
  root: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/)),
  size: count,
});

const common = <K extends string, A extends v.ObjectEntries>(kind: K, concerns: A) => ({
  kind: v.literal(kind),
  version: v.literal(1),
  organisation: thumbprintUri,
  nonce,
  about: v.pipe(ownNames, v.objectWithRest(concerns, subject)),
  at: instant,
  zone,
  relies: v.exactOptional(v.array(digest)),
  list: v.exactOptional(listRoot),
  supersedes: v.exactOptional(supersedes),
});

/**
 * A statement of the organisation's own: nobody signs it but the seal.
 * Unknown members are kept, and reported.
 */
export const organisational = <K extends string, A extends v.ObjectEntries, M extends v.ObjectEntries>(
  kind: K,
  concerns: A,
  members: M,
) => v.looseObject({ ...common(kind, concerns), by: line, ...members });

/** The checkpoint that the signing device holds; `signature` is the log's, as it stands in the note. */
const seen = v.object({
  log: line,
  size: count,
  root: v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]{43}=$/)),
  signature: v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]+={0,2}$/)),
});

const device = v.looseObject({
  storage: v.picklist(['persistent', 'session', 'none']),
  hands: v.picklist(['own', 'shared', 'kiosk']),
  operator: v.exactOptional(identifier),
  skew: v.exactOptional(v.pipe(v.number(), v.integer())),
});

const shown = v.looseObject({
  template: line,
  language,
  text: words,
});

/** A statement that one person makes and signs on a device of theirs. */
export const personal = <K extends string, A extends v.ObjectEntries, M extends v.ObjectEntries>(
  kind: K,
  concerns: A,
  members: M,
) => {
  const entries = {
    ...common(kind, concerns),
    signer: v.looseObject({ role, person: identifier, key: thumbprintUri }),
    seen: v.exactOptional(seen),
    device,
    place: v.exactOptional(line),
    shown,
  };
  // A member of the kind stands for the one that all share: a closing's list is not optional.
  return v.looseObject({ ...entries, ...members } as Omit<typeof entries, keyof M> & M);
};

/** Schema of {@link Role}. */
export const role: v.GenericSchema<Role> = v.picklist([
  'learner',
  'trainer',
  'tutor',
  'manager',
  'signatory',
  'company',
  'guardian',
  'funder',
]);

/** What every statement has; the members of its kind beside it. */
export const anyStatement = v.looseObject({
  kind: v.pipe(v.string(), v.regex(/^[a-z]+(?:-[a-z]+)*$/)),
  version: v.literal(1),
  organisation: thumbprintUri,
  nonce,
  about: v.pipe(ownNames, v.record(v.string(), subject)),
  at: v.exactOptional(instant),
  zone: v.exactOptional(zone),
  by: v.exactOptional(line),
  relies: v.exactOptional(v.array(digest)),
  list: v.exactOptional(listRoot),
  supersedes: v.exactOptional(supersedes),
  signer: v.exactOptional(v.looseObject({ role: line, person: v.exactOptional(identifier), key: thumbprintUri })),
  seen: v.exactOptional(seen),
  device: v.exactOptional(device),
  place: v.exactOptional(line),
  shown: v.exactOptional(shown),
});

/**
 * Any statement, of a kind that is understood or not.
 * @interface
 */
export type AnyStatement = v.InferOutput<typeof anyStatement>;
/** The role in which a person signs. */
export type Role = 'learner' | 'trainer' | 'tutor' | 'manager' | 'signatory' | 'company' | 'guardian' | 'funder';
/**
 * The checkpoint that a device holds when it signs.
 * @interface
 */
export type Seen = v.InferOutput<typeof seen>;
/**
 * Where and in whose hands a statement was signed.
 * @interface
 */
export type Device = v.InferOutput<typeof device>;
