import { randomBytes } from 'node:crypto';
import type { AnyStatement, KeyChange } from '@paraph/core/model';
import { generatePrivateJwk, makeAct, newNonce, type Ports } from '@paraph/core/signing';
import { summaryOf } from '../seal/check.js';
import { LedgerWriter } from '../seal/ledger-writer.js';
import { nodePorts, nodeSigner } from '../seal/node-ports.js';
import type { Storage } from '../storage/storage.js';
import type { OrganisationOptions, PrivateJwk } from './organisation-options.js';

/** What {@link createOrganisation} makes. */
export interface NewOrganisation {
  /** The organisation's name, as people read it. */
  readonly name: string;
  /** Its address: `/o/<slug>/`. */
  readonly slug: string;
  /** Its domain, lower case, with a port if it has one: the ledger is named after it, for ever. */
  readonly domain: string;
  /** Origins of the pages that may use it. Default: none. */
  readonly origins?: readonly string[];
  readonly languages?: readonly string[];
}

/** An organisation with its keys, as they were made. */
export interface CreatedOrganisation {
  readonly options: OrganisationOptions;
  /** To be kept offline, away from the server: it alone can give and end other keys. */
  readonly recovery: PrivateJwk;
}

/** Options of {@link createOrganisation}. */
export interface CreateOptions {
  readonly ports?: Ports;
  /** Puts the keys where they will be, before the ledger begins: a ledger whose keys were lost on the way could never go on. */
  readonly keep?: (created: CreatedOrganisation) => Promise<void>;
}

/**
 * Makes an organisation: its keys, and the first record of its ledger, which says so.
 *
 * @param storage where its ledger will be; nobody else may be writing there
 * @param about its name and domain
 */
export async function createOrganisation(
  storage: Storage,
  about: NewOrganisation,
  { ports = nodePorts(), keep = async () => {} }: CreateOptions = {},
): Promise<CreatedOrganisation> {
  const { name, slug, domain, origins = [], languages } = about;
  const recovery = (await generatePrivateJwk('ES256')) as PrivateJwk;
  const seal = (await generatePrivateJwk('ES256')) as PrivateJwk;
  const checkpoint = (await generatePrivateJwk('Ed25519')) as PrivateJwk;
  const keys = { seal, checkpoint, permit: [{ id: 'permit-1', secret: new Uint8Array(randomBytes(32)) }] };
  const signer = nodeSigner(recovery);
  const log = `${domain}/paraph/1`;
  const statement: KeyChange = {
    ...{ kind: 'key', version: 1, organisation: signer.key, nonce: newNonce(ports.random), about: {} },
    ...{ at: new Date(ports.clock()).toISOString(), zone: 'UTC', signer: { role: 'recovery', key: signer.key } },
    add: [
      { purpose: 'recovery', jwk: signer.jwk },
      { purpose: 'seal', jwk: nodeSigner(seal).jwk },
      { purpose: 'checkpoint', jwk: nodeSigner(checkpoint).jwk },
    ],
    names: [`did:web:${domain.replace(':', '%3A')}`],
  };
  const options = { organisation: signer.key, slug, name, log, origins, ...(languages ? { languages } : {}), keys };
  const claim = await storage.claim();
  try {
    await keep({ options, recovery });
    await storage.addOrganisation(signer.key);
    const writer = new LedgerWriter({ storage: storage.of(signer.key), log, ports, sealer: () => nodeSigner(seal) });
    const act = await makeAct(statement as unknown as AnyStatement, { signer, hash: ports.hash });
    await writer.submitOwn([summaryOf(statement as unknown as AnyStatement, act)]);
    await writer.stop();
  } finally {
    await claim.release();
  }
  return { options, recovery };
}
