import type { Digest, Dossier } from '../model.js';
import type { Finding } from './report.js';

/**
 * Holds a dossier's files against the list that was sealed.
 *
 * @param dossier the sealed list
 * @param contents the files that came, by path, without the bundle; `undefined` when only the bundle came, and then nothing is missing
 */
export function checkFiles(dossier: Dossier, contents: ReadonlyMap<string, Digest> | undefined): Finding[] {
  if (!contents) return [];
  const findings: Finding[] = [];
  const listed = new Map(dossier.files.map(({ path, digest }) => [path, digest]));
  for (const [path, digest] of listed) {
    const found = contents.get(path);
    if (found === undefined) findings.push({ code: 'file-missing', subject: path });
    else if (found !== digest) findings.push({ code: 'file-differs', subject: path });
  }
  for (const path of contents.keys()) if (!listed.has(path)) findings.push({ code: 'file-unlisted', subject: path });
  return findings;
}
