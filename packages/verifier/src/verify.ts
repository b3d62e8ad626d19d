import { type Report, type VerifiedFile, verifyFiles } from '@paraph/core/bundle';
import type { Digest } from '@paraph/core/model';
import { defaultPorts, digestOf, encodeBase64url, type Ports } from '@paraph/core/signing';
import { limits } from './archive/limits.js';
import { looksLikeArchive } from './archive/read-archive.js';
import { Unreadable, type UnreadableReason } from './archive/unreadable.js';
import { openDossier } from './input/open-dossier.js';
import { Pace } from './pace.js';

/** A file to verify, as it came. */
export interface VerifierInput {
  /** Its name, without folders: it stands in the report. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Options of {@link verify}. */
export interface VerifierOptions {
  /** The organisation's fingerprint, as people write it: case, spaces and hyphens are ignored. */
  readonly fingerprint?: string;
  /**
   * Where the fingerprint was got: a {@link FingerprintOrigin}, or words of the reader's own. The report prints it.
   * `examined` (the very file, paper or QR code under examination) leaves the issuer self-declared.
   */
  readonly from?: FingerprintOrigin | (string & {});
  /** Default: `defaultPorts()` of `@paraph/core/signing`. */
  readonly ports?: Ports;
  /** SHA-256 of a large file, off the thread where the runtime can. Default: that of the ports. */
  readonly digest?: (bytes: Uint8Array) => Promise<Uint8Array>;
  /** Called as records are checked; `total` is 0 while files are still being opened. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Where a fingerprint can come from. Only `examined` establishes nothing. */
export const fingerprintOrigins = ['agreement', 'website', 'letter', 'telephone', 'earlier', 'examined'] as const;

/** See {@link fingerprintOrigins}. */
export type FingerprintOrigin = (typeof fingerprintOrigins)[number];

/**
 * Verifies bundles (`*.paraph.json`) and dossiers (ZIP), one or several, without a network and without whoever made them.
 * The same report, byte for byte, in a browser and in Node.
 *
 * @param inputs the files; contradictions are looked for across all of them
 * @returns the report. What can't be read is a finding (`unreadable`, with its `reason`), never an exception
 *
 * @example
 * ```ts
 * import { verify } from '@paraph/verifier';
 * const bytes = new TextEncoder().encode('a letter');
 * const report = await verify([{ name: 'letter.txt', bytes }]);
 * console.log(report.exitCode, report.intact.findings[0]?.values?.reason); // 1 not-ours
 * ```
 */
export async function verify(inputs: readonly VerifierInput[], options: VerifierOptions = {}): Promise<Report> {
  const { ports = defaultPorts(), fingerprint, from, onProgress } = options;
  const pace = new Pace(ports.clock);
  const digest = async (bytes: Uint8Array): Promise<Digest> =>
    options.digest ? `sha-256:${encodeBase64url(await options.digest(bytes))}` : digestOf(bytes, ports.hash);
  const files: VerifiedFile[] = [];
  const reasons = new Map<string, UnreadableReason>();
  onProgress?.(0, 0);
  for (const { name, bytes } of inputs) {
    const file = { name, digest: await digest(bytes) };
    await pace.breathe();
    try {
      files.push({ ...file, ...(await open(bytes, { hash: ports.hash, digest, pace })) });
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      reasons.set(name, error.reason);
      files.push(file);
    }
  }
  const report = await verifyFiles(files, {
    ports,
    ...(fingerprint === undefined ? {} : { fingerprint }),
    ...(from === undefined ? {} : { from }),
    onProgress: (done, total) => {
      onProgress?.(done, total);
      return pace.breathe();
    },
  });
  return selfDeclared(withReasons(report, reasons), from);
}

async function open(
  bytes: Uint8Array,
  options: Parameters<typeof openDossier>[1],
): Promise<Pick<VerifiedFile, 'bundle' | 'contents'>> {
  if (bytes.length === 0) throw new Unreadable('empty');
  if (bytes.length > limits.fileBytes) throw new Unreadable('too-large');
  if (looksLikeArchive(bytes)) return openDossier(bytes, options);
  if (bytes[0] !== 0x7b) throw new Unreadable('not-ours');
  if (bytes.length > limits.bundleBytes) throw new Unreadable('too-large');
  return { bundle: bytes };
}

/** Says of each file that can't be read why. */
function withReasons(report: Report, reasons: ReadonlyMap<string, UnreadableReason>): Report {
  const unread = new Set(report.files.filter(({ kind }) => kind === 'unreadable').map(({ name }) => name));
  const findings = report.intact.findings.map((finding) =>
    finding.code === 'unreadable' && finding.subject !== undefined && unread.has(finding.subject)
      ? { ...finding, values: { reason: reasons.get(finding.subject) ?? 'not-a-bundle' } }
      : finding,
  );
  return { ...report, intact: { ...report.intact, findings } };
}

/** format.md, Verdict: pinned is a fingerprint that was got elsewhere than from the file, paper or QR code under examination. */
function selfDeclared(report: Report, from: string | undefined): Report {
  if (from !== 'examined' || report.byWhom.established !== 'pinned') return report;
  const { exitCode } = report;
  return {
    ...report,
    byWhom: {
      state: 'not-judged',
      findings: [{ code: 'issuer-self-declared' }],
      established: 'self-declared',
      from,
    },
    exitCode: exitCode === 0 ? 2 : exitCode,
  };
}
