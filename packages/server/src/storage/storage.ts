import type { Digest, Identifier, ThumbprintUri } from '@paraph/core/model';
import type { SiteKey } from '@paraph/core/signing';

/**
 * What keeps an organisation's ledger. The port knows no engine: a backend gives these answers, and the contract suite
 * (`test/server/storage-contract.ts`) asks them of every backend.
 *
 * Everything is keyed by organisation. Only {@link OrganisationStorage.append} adds to a ledger, and only its one writer calls it.
 */
export interface Storage {
  /** Whether this was opened for reading only, as an audit does. */
  readonly readOnly: boolean;

  /**
   * Becomes the one writer, until {@link Claim.release} or the end of this process, however it ends.
   * @throws A `ParaphError` with code `unavailable` when another process is the writer
   */
  claim(): Promise<Claim>;

  /** Makes the organisation known, once. Does nothing when it is. */
  addOrganisation(organisation: ThumbprintUri): Promise<void>;
  /** All organisations that anything is kept of. */
  organisations(): Promise<ThumbprintUri[]>;
  /** What is kept of one organisation. */
  of(organisation: ThumbprintUri): OrganisationStorage;

  /** Ends all connections. What was answered is durable before this too. */
  close(): Promise<void>;
}

/** Leave to be the one writer. */
export interface Claim {
  /** Lets another process become the writer. */
  release(): Promise<void>;
}

/** One organisation's side of a {@link Storage}. */
export interface OrganisationStorage {
  /** One transaction: all of it is durable when this resolves, or none of it is kept. */
  append(batch: Batch): Promise<void>;

  /** How far a ledger has come. A log that nothing stands in has size 0. */
  head(log: string): Promise<LedgerHead>;
  /** The origins of all logs that hold entries, oldest first. */
  logs(): Promise<string[]>;
  /** One record by its act. */
  record(act: Digest): Promise<StoredRecord | undefined>;
  /** Those of the acts that are stored, in no order. */
  records(acts: readonly Digest[]): Promise<StoredRecord[]>;
  /** Entries `from` to before `until` of a log, in order. */
  entries(log: string, range: { readonly from: number; readonly until: number }): Promise<StoredRecord[]>;
  /** All entries of a stream, in the order of their numbers, of every log. */
  stream(of: string): Promise<NumberedRecord[]>;
  /** The last number of each stream; 0 where nothing stands. */
  ends(log: string, of: readonly string[]): Promise<StreamEnd[]>;
  /** The hashes of a tile (C2SP tlog-tiles), 32 bytes each; as many as there are. */
  tile(log: string, place: TilePlace): Promise<Uint8Array | undefined>;

  /** The largest checkpoint, or the one of exactly that size. */
  checkpoint(log: string, size?: number): Promise<StoredCheckpoint | undefined>;
  /** All that were signed, smallest first. */
  checkpoints(log: string): Promise<StoredCheckpoint[]>;
  /** Keeps a checkpoint; one of the same size stays as it is. */
  putCheckpoint(checkpoint: StoredCheckpoint): Promise<void>;

  /** Which act each of these permit nonces was spent on. Unspent ones are absent. */
  spentOn(nonces: readonly string[]): Promise<Map<string, Digest>>;
  /** Forgets permits that could not be delivered any more at that instant (milliseconds). */
  dropSpent(before: number): Promise<void>;

  /** A site's key by its `kid`. */
  siteKey(kid: string): Promise<NamedSiteKey | undefined>;
  /** All of them. */
  siteKeys(): Promise<NamedSiteKey[]>;
  /** Registers a site's key, or replaces the one of the same `kid`. */
  putSiteKey(key: NamedSiteKey): Promise<void>;

  /** The token that said who a person was, kept aside from the record that holds its digest. */
  evidence(digest: Digest): Promise<string | undefined>;
  /** Keeps a token aside. */
  putEvidence(evidence: Evidence): Promise<void>;

  /** Keeps a ticket until it is taken or ends. */
  putTicket(ticket: Ticket): Promise<void>;
  /** Takes a ticket: the second time it isn't there. Expired ones are dropped. */
  takeTicket(id: string, now: number): Promise<Ticket | undefined>;

  /** One row of a view: the last record of that kind about those two things. */
  entry(place: EntryPlace): Promise<ViewEntry | undefined>;
  /** All rows of a kind, of a programme, or made by or for one enrolment. */
  entriesOf(
    kind: string,
    filter: { readonly programme?: string; readonly by?: string; readonly of?: string },
  ): Promise<ViewEntry[]>;
  /** Whom the site's identifier names, in which roles. */
  people(subject: string): Promise<Person[]>;
  /** Whose a device key is, of those that have signed before. */
  deviceKeys(keys: readonly string[]): Promise<Map<string, DeviceKey>>;
  /** Throws every view away; what is then appended fills them again. */
  dropViews(): Promise<void>;
  /** Fills views from records that are already stored. */
  putViews(views: ViewRows): Promise<void>;
  /** Every view row, in a fixed order: two storages with the same records give the same text. */
  dumpViews(): Promise<string>;
}

/** What one transaction adds. */
export interface Batch {
  readonly records: readonly StoredRecord[];
  readonly streams: readonly StreamEntry[];
  /** Tiles as they are after the batch; a partial one replaces its shorter self. */
  readonly tiles: readonly StoredTile[];
  readonly spent: readonly SpentPermit[];
  readonly evidence: readonly Evidence[];
  readonly views: ViewRows;
}

/** A sealed record at its place. `text` is what came and what is given out, byte for byte. */
export interface StoredRecord {
  readonly act: Digest;
  readonly log: string;
  readonly index: number;
  readonly kind: string;
  /** RFC 3339, UTC, milliseconds, as in the seal. */
  readonly received: string;
  /** The person who signed, or null for the organisation's own. */
  readonly person: Identifier | null;
  readonly text: string;
}

/** A record with its number in a stream. */
export interface NumberedRecord extends StoredRecord {
  readonly n: number;
}

/** An entry's number in a stream. */
export interface StreamEntry {
  readonly log: string;
  readonly of: string;
  readonly n: number;
  readonly index: number;
}

/** Where a stream ends: its last number, 0 where nothing stands. */
export interface StreamEnd {
  readonly log: string;
  readonly of: string;
  readonly n: number;
}

/** A tile's place (C2SP tlog-tiles): its level, and its number in that level. */
export interface TilePlace {
  readonly level: number;
  readonly n: number;
}

/** A tile as it is stored: 32 bytes a hash, 256 hashes at most. */
export interface StoredTile extends TilePlace {
  readonly log: string;
  readonly hashes: Uint8Array;
}

/** How far a ledger has come. */
export interface LedgerHead {
  readonly size: number;
  /** Of the last entry; null in an empty log. */
  readonly received: string | null;
}

/** A checkpoint as it was signed. */
export interface StoredCheckpoint {
  readonly log: string;
  readonly size: number;
  /** base64, as in the note. */
  readonly root: string;
  readonly note: string;
}

/** A permit that was spent, by its nonce. */
export interface SpentPermit {
  readonly nonce: string;
  readonly act: Digest;
  /** Milliseconds since 1970: until when the permit could be delivered. */
  readonly until: number;
}

/** A token, and the digest under which records name it. */
export interface Evidence {
  readonly digest: Digest;
  readonly token: string;
}

/** A site's key as it was registered, with a name for people. */
export interface NamedSiteKey extends SiteKey {
  readonly name: string;
}

/** Leave to fetch one thing, once. */
export interface Ticket {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly until: number;
  /** Where it leads: a path under the organisation, answered as for who asked; or a file that was made for it. */
  readonly grant: string;
  readonly file?: { readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array };
}

/** Which row of the views' index: of what kind, about what, by or for which enrolment. */
export interface EntryPlace {
  readonly kind: string;
  readonly of: string;
  readonly by?: string;
}

/** A row of the views' one index. */
export interface ViewEntry {
  readonly kind: string;
  /** The thing that it is about: a session's, campaign's, enrolment's … identifier. */
  readonly of: string;
  /** The enrolment that it is by or for; empty when none. */
  readonly by: string;
  readonly programme: string;
  readonly act: Digest;
  readonly log: string;
  readonly index: number;
  readonly received: string;
  /** What lists show without opening the record: small, JSON. */
  readonly data: string;
}

/** Whom a site's identifier names, and by which enrolment or session. */
export interface Person {
  /** The site's own identifier: the `sub` of its tokens. */
  readonly subject: string;
  readonly role: 'learner' | 'trainer';
  /** The enrolment or session that names the person. */
  readonly of: string;
  readonly person: Identifier;
  readonly programme: string;
}

/** Whose a device key is, from the first record that it signed. */
export interface DeviceKey {
  readonly key: string;
  readonly person: Identifier;
  readonly hands: string;
  readonly log: string;
  readonly index: number;
}

/** Rows of the views, as one or several records make them. */
export interface ViewRows {
  readonly entries: readonly ViewEntry[];
  readonly people: readonly Person[];
  /** Subjects to forget first: of these sessions or enrolments, whom a new version may not name any more. */
  readonly forgotten: readonly string[];
  readonly deviceKeys: readonly DeviceKey[];
}
