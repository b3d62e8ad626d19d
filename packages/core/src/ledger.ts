/**
 * In which order, and was anything removed: streams, the Merkle tree, checkpoints and proofs.
 *
 * The formats are those of transparency logs (RFC 6962, RFC 9162, C2SP signed-note, tlog-checkpoint, tlog-tiles, tlog-proof), so that
 * their tools read a ledger of Paraph. Hashes are raw bytes here; files and statements have them in base64.
 *
 * @module ledger
 */
export {
  type Checkpoint,
  checkpointText,
  openCheckpoint,
  type RefusedCheckpoint,
  readCheckpoint,
  seenOf,
  signCheckpoint,
  type VerifiedCheckpoint,
  verifySeen,
} from './ledger/checkpoint.js';
export { Frontier, type FrontierOptions, type FrontierState, rootOf } from './ledger/frontier.js';
export { type ListedAct, type ListRoot, listPath, listRoot, verifyListed } from './ledger/lists.js';
export {
  maxNoteLength,
  maxNoteSignatures,
  type Note,
  type NoteSignature,
  type NoteVerification,
  openNote,
  type RefusedNote,
  readNote,
  signNote,
  type VerifiedNote,
} from './ledger/note.js';
export {
  type ConsistencyClaim,
  type InclusionClaim,
  verifyConsistency,
  verifyInclusion,
} from './ledger/proof-checks.js';
export { consistencyProof, frontierAt, inclusionProof, rootAt, type TileSource } from './ledger/proofs.js';
export { findHoles, type Hole, type NumberedStatement, type StreamName, streamsOf } from './ledger/streams.js';
export {
  changedTiles,
  decodeEntries,
  type EntryBundle,
  encodeEntries,
  readTilePath,
  type Tile,
  type TileReader,
  tileHeight,
  tilePath,
  tileRoot,
  tileWidth,
  widthOfTile,
} from './ledger/tiles.js';
export {
  readTlogProof,
  type TlogProof,
  type TlogProofVerification,
  verifyTlogProof,
  writeTlogProof,
} from './ledger/tlog-proof.js';
export { emptyRoot, type Hash, hashLength, leafHash, nodeHash } from './ledger/tree.js';
export { readVerifierKey, type VerifierKey, verifierKeyOf, writeVerifierKey } from './ledger/verifier-key.js';
