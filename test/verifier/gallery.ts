// Every state of the verifier's page, for its tests and for the pictures.
import { fileURLToPath } from 'node:url';
import type { FingerprintOrigin, Language, VerifierInput } from '@paraph/verifier';
import type { Page } from 'playwright-core';
import { bytesOf, certificate, dossier, fingerprint, receipt } from './bundles.js';
import { tampered } from './tampered.js';

/** The page as it is built, to be opened from disk. */
export const verifierPage = new URL('../../../packages/verifier/dist/verifier.html', import.meta.url);

/** A state of the page, and how it comes about. */
export interface PageState {
  readonly name: string;
  /** Files to drop; none leaves the page empty. */
  readonly inputs: readonly VerifierInput[];
  /** What is typed and chosen in the form, and sent. */
  readonly given?: { readonly fingerprint: string; readonly from?: FingerprintOrigin };
  /** Stops before the answer. */
  readonly stalls?: boolean;
  /** Opens what is folded away. */
  readonly unfolded?: boolean;
}

const input = (name: string, bytes: Uint8Array): VerifierInput => ({ name, bytes });
const [aReceipt, aCertificate, aDossier] = [await receipt(), await certificate(), await dossier()];
const receiptFile = input('receipt.paraph.json', bytesOf(aReceipt.bundle));
const certificateFile = input('certificate.paraph.json', bytesOf(aCertificate.bundle));
const dossierFile = input('dossier.zip', aDossier.zip());
const right = { fingerprint, from: 'agreement' } as const;
const made = async (code: string) => (await tampered.find((one) => one.code === code)?.make())?.inputs ?? [];

/** All states. */
export const pageStates: readonly PageState[] = [
  { name: 'empty', inputs: [] },
  { name: 'empty, with the form', inputs: [], unfolded: true },
  { name: 'checking', inputs: [dossierFile], stalls: true },
  { name: 'intact, issuer to compare', inputs: [certificateFile] },
  { name: 'intact and compared', inputs: [certificateFile], given: right },
  { name: 'fingerprint from the paper itself', inputs: [receiptFile], given: { fingerprint, from: 'examined' } },
  {
    name: 'another organisation',
    inputs: [receiptFile],
    given: { fingerprint: '7QM4V ZT9SX AP2E8 0K3QF', from: 'website' },
  },
  { name: 'form not filled in', inputs: [receiptFile], given: { fingerprint: 'Campus' } },
  { name: 'not intact', inputs: await made('words-differ') },
  { name: 'a file of the dossier changed', inputs: await made('file-differs'), given: right },
  { name: 'something missing', inputs: await made('stream-hole'), given: right },
  { name: 'not judged', inputs: await made('role-not-judged'), given: right },
  { name: 'not understood', inputs: await made('kind-unknown'), given: right },
  { name: 'unreadable', inputs: [input('letter.pdf', Buffer.from('%PDF-1.7'))] },
  { name: 'dossier', inputs: [dossierFile], given: right },
  { name: 'dossier, unfolded', inputs: [dossierFile], unfolded: true },
  { name: 'several files', inputs: await made('place-twice') },
];

/** Opens the page from disk and brings it into a state. */
export async function show(
  page: Page,
  state: PageState,
  { language = 'en' }: { readonly language?: Language } = {},
): Promise<void> {
  const { inputs, given, stalls = false, unfolded = false } = state;
  if (stalls) await page.addInitScript(stallVerification);
  await page.goto(`${verifierPage.href}#${language}`);
  // Before the file, as somebody does who has it at hand; a file that isn't intact asks for none afterwards.
  if (given?.from !== undefined) await compare(page, given);
  if (inputs.length > 0) {
    const files = inputs.map(({ name, bytes }) => ({
      name,
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(bytes),
    }));
    await page.setInputFiles('input[type=file]', files);
    await page.waitForSelector(stalls ? '.checking progress[value]' : '.report');
  }
  if (given && given.from === undefined) await compare(page, given);
  if (unfolded) {
    await page.evaluate(() => {
      for (const one of document.querySelectorAll('details')) one.open = true;
    });
  }
}

/** Fills in the form and sends it; waits for the answer where it is complete. */
export async function compare(
  page: Page,
  { fingerprint: typed, from }: { fingerprint: string; from?: string },
): Promise<void> {
  const before = await page.$('.report');
  if (!(await page.isVisible('#fingerprint'))) await page.click('details.more > summary');
  await page.fill('#fingerprint', typed);
  if (from !== undefined) await page.selectOption('#origin', from);
  await page.click('form button[type=submit]');
  if (from !== undefined) await (before?.waitForElementState('hidden') ?? page.waitForSelector('.given'));
}

/** Where the page lies, as a path. */
export const verifierPagePath = fileURLToPath(verifierPage);

function stallVerification(): void {
  const verify = crypto.subtle.verify.bind(crypto.subtle);
  let count = 0;
  crypto.subtle.verify = async (...check: Parameters<typeof verify>) => {
    count += 1;
    if (count === 3) await new Promise((resolve) => setTimeout(resolve, 400));
    return count > 8 ? new Promise<boolean>(() => {}) : verify(...check);
  };
}
