import type { AnyStatement, Digest } from '@paraph/core/model';
import { digestOf, encodeUtf8 } from '@paraph/core/signing';
import { zipSync } from 'fflate';
import type { Organisation } from '../organisation/organisation.js';
import { readAssets } from '../pages/assets.js';
import { type DossierContent, dossierContent } from './dossier-content.js';
import { papers } from './paper/papers.js';
import { tables } from './tables.js';
import { bundleOf } from './write-bundle.js';

export interface DossierOptions {
  /** For whom: a funder sees no answers to surveys. */
  readonly variant: 'funder';
  /** Who asked for it, as the record says it. */
  readonly by: string;
  /** The page of a certificate. */
  readonly page: (certificate: string) => string;
}

/** A file to be fetched. */
export interface DossierFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/**
 * Exports the dossier of one enrolment: a ZIP with papers to print, tables, and the bundle that proves them. Its record lists every file by
 * digest and says where the streams end at the very moment that it is sealed, so that nothing can be left out unseen.
 *
 * @throws A {@link ParaphError} `not-found`
 */
export async function exportDossier(
  organisation: Organisation,
  enrolment: string,
  options: DossierOptions,
): Promise<DossierFile> {
  let made: { content: DossierContent; files: Map<string, Uint8Array> } | undefined;
  const sealed = await organisation.sealInTurn(async () => {
    const content = await dossierContent(organisation, enrolment, options.variant);
    const files = filesOf(organisation, content, options);
    made = { content, files };
    return dossierStatement(organisation, { content, files, ...options });
  });
  if (!made) throw new TypeError('A dossier was sealed that was not made.');
  const { content, files } = made;
  const shown = [...content.shown, ...(await organisation.storage.records([sealed.act]))];
  const bundle = await bundleOf(organisation, shown, { stubs: content.withheld, dossier: sealed.act });
  files.set('bundle.json', encodeUtf8(bundle));
  // A fixed time, the earliest that a ZIP can say: the same records make the same bytes.
  const bytes = zipSync(Object.fromEntries(files), { mtime: new Date(1980, 0, 1), level: 6 });
  return { name: `${fileName(content)}-${sealed.received.slice(0, 10)}.zip`, mediaType: 'application/zip', bytes };
}

function filesOf(
  organisation: Organisation,
  content: DossierContent,
  { page }: DossierOptions,
): Map<string, Uint8Array> {
  const { verifier } = readAssets();
  const made = organisation.ports.clock();
  const texts = new Map([
    ...papers(organisation, content, { made, page, verifier: verifier !== undefined }),
    ...tables(content),
    ...(verifier === undefined ? [] : ([['verifier.html', verifier]] as const)),
  ]);
  return new Map([...texts].map(([path, text]) => [path, encodeUtf8(text)]));
}

async function dossierStatement(
  organisation: Organisation,
  {
    content,
    files,
    variant,
    by,
  }: { readonly content: DossierContent; readonly files: Map<string, Uint8Array> } & DossierOptions,
): Promise<AnyStatement> {
  const { about } = content.enrolment.statement;
  const { storage, ports } = organisation;
  const of = [`enrolment:${about.enrolment}`, `plan:${about.programme}`, `plan:${organisation.id}`];
  const ends = (await Promise.all((await storage.logs()).map((log) => storage.ends(log, of)))).flat();
  const relies = [
    content.plan.programme.act,
    content.enrolment.act,
    ...(content.certificate ? [content.certificate.act] : []),
  ] as Digest[];
  return {
    ...organisation.head('dossier', by),
    about: { programme: about.programme, enrolment: about.enrolment, learner: about.learner },
    relies,
    variant,
    profile: { id: 'programme-policy', version: '1', states: content.standing.states },
    files: [...files].map(([path, bytes]) => ({ path, digest: digestOf(bytes, ports.hash) })),
    ends,
  } as unknown as AnyStatement;
}

/** The learner's name in letters that every file system takes. */
function fileName({ enrolment }: DossierContent): string {
  const plain = enrolment.statement.learner.name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return `dossier-${plain.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '') || 'enrolment'}`;
}
