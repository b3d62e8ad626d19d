/**
 * Who said it, and were they allowed to: statements become acts, acts become records; keys, permits, tokens, and the table of authors.
 *
 * @module signing
 */
export {
  type Act,
  makeAct,
  type PersonHeader,
  personType,
  type SignatureEntry,
  signatureCheck,
  signEntry,
  writeAct,
} from './signing/act.js';
export { decodeBase64url, encodeBase64url } from './signing/base64url.js';
export { actDigest, digestOf, recordDigest, signedDigest, thumbprintOf } from './signing/digests.js';
export { fingerprintOf, readFingerprint } from './signing/fingerprint.js';
export { newIdentifier, newNonce } from './signing/identifiers.js';
export { type Author, authorOf, type KindRule, kinds, mayMake, type StreamOf } from './signing/kinds.js';
export { openPermit, type PermitClaims, readPermit, writePermit } from './signing/permit.js';
export { defaultPorts, type Ports, type SignatureCheck } from './signing/ports.js';
export {
  entryOf,
  isEntry,
  isSealed,
  maxStatementBytes,
  type OpenedRecord,
  openRecord,
  type SealedRecord,
  verifyPerson,
  verifySeal,
} from './signing/record.js';
export {
  type Place,
  readSealHeader,
  type Stub,
  sealAct,
  writeRecord,
} from './signing/seal.js';
export {
  createDeviceKey,
  type DeviceKey,
  deviceSigner,
  generatePrivateJwk,
  jwkSigner,
  publicMembers,
  type Signer,
} from './signing/signer.js';
export { type ParseOptions, parseJson } from './signing/strict-json.js';
export {
  maxTokenSeconds,
  mintToken,
  type SiteKey,
  type TokenClaims,
  type TokenRole,
  type TokenScope,
  type VerifiedToken,
  verifyToken,
} from './signing/token.js';
export { decodeUtf8, encodeUtf8 } from './signing/utf8.js';
