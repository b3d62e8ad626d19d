import * as v from 'valibot';

/** `urn:uuid:` and a lower-case UUID (RFC 9562): the lasting name of a programme, session, enrolment, person … */
export type Identifier = `urn:uuid:${string}`;

/** `sha-256:` and the base64url of 32 bytes. */
export type Digest = `sha-256:${string}`;

/** A key by its RFC 9278 thumbprint URI. An organisation is the thumbprint of its first recovery key. */
export type ThumbprintUri = `urn:ietf:params:oauth:jwk-thumbprint:sha-256:${string}`;

/** RFC 3339, UTC, milliseconds: `2026-11-24T08:00:00.000Z`. */
export type Instant = string;

/** A text in one or more languages, by BCP 47 tag: `{ en: 'Morning', fr: 'Matin' }`. */
export type LocalisedText = Record<string, string>;

// Control and bidirectional characters could make a text read otherwise than it is signed (format.md, Statement).
const printable = /^[^\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]*$/u;
const freeText = /^[^\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]*$/u;

const matching = <T extends string>(pattern: RegExp, expected: string) =>
  v.pipe(v.string(), v.regex(pattern, expected)) as unknown as v.GenericSchema<T, T>;

export const identifier = matching<Identifier>(
  /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
  'an identifier: urn:uuid: and a lower-case UUID',
);
export const digest = matching<Digest>(
  /^sha-256:[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/,
  'a digest: sha-256: and 43 base64url characters',
);
export const thumbprintUri = matching<ThumbprintUri>(
  /^urn:ietf:params:oauth:jwk-thumbprint:sha-256:[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/,
  'a key thumbprint (RFC 9278)',
);
export const nonce = matching<string>(/^[A-Za-z0-9_-]{21}[AQgw]$/, '16 bytes in base64url');
// RFC 3339 §5.7: 30 February is none. Some readers refuse it and some take it for 2 March.
const inCalendar = v.check((text: string) => {
  const day = new Date(`${text.slice(0, 10)}T00:00:00.000Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text.slice(0, 10);
}, 'a day that is in the calendar');
export const instant = v.pipe(
  matching<Instant>(
    /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/,
    'an instant: RFC 3339, UTC, milliseconds',
  ),
  inCalendar,
);
export const day = v.pipe(
  matching<string>(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/, 'a day: YYYY-MM-DD'),
  inCalendar,
);
export const decimal = matching<string>(/^(?:0|[1-9]\d*)(?:\.\d+)?$/, 'a decimal, as a string');
export const language = matching<string>(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, 'a language tag (BCP 47)');
export const zone = matching<string>(/^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/, 'an IANA time zone');
export const minutes = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000));
export const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));

/** A line to be read by people: no control and no bidirectional characters. */
export const line = v.pipe(
  v.string(),
  v.minLength(1, 'some text'),
  v.maxLength(500, 'at most 500 characters'),
  v.regex(printable, 'no control or bidirectional characters'),
);
const readable = v.check(
  (text: string) => freeText.test(text.replaceAll('\n', '').replaceAll('\t', '')),
  'no control or bidirectional characters',
);
/** What a person writes: line feeds allowed. */
export const prose = v.pipe(v.string(), v.maxLength(10_000, 'at most 10,000 characters'), readable);
/** What a person is given to read, built of lines. */
export const words = v.pipe(v.string(), v.minLength(1), v.maxLength(20_000), readable);
/** An address that people follow: no `javascript:`, and nothing that a URL parser drops or turns round. */
export const webAddress = v.pipe(
  v.string(),
  v.maxLength(2000, 'at most 2,000 characters'),
  v.regex(/^https?:\/\/[^\s\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+$/u, 'a web address: http or https'),
  v.url(),
);
// valibot passes over these three names without a look, in maps of any names.
const unseen = ['__proto__', 'constructor', 'prototype'];
/** An object whose names are free, before its schema looks at each. */
export const ownNames = v.custom<Record<string, unknown>>(
  (value) => typeof value !== 'object' || value === null || !unseen.some((name) => Object.hasOwn(value, name)),
  `no member is called ${unseen.join(', ')}`,
);
/** One value a language. */
export const byLanguage = <T>(value: v.GenericSchema<T>): v.GenericSchema<Record<string, T>> =>
  v.pipe(ownNames, v.record(language, value)) as unknown as v.GenericSchema<Record<string, T>>;
export const localised = byLanguage(line);
