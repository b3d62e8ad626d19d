import { readFileSync } from 'node:fs';
import { auditOrganisation } from '../audit/audit-organisation.js';
import { openSqlite } from '../storage/sqlite/open-sqlite.js';
import { type Command, dataFolder, dataOption, textOf } from './command.js';
import { markIn, settingsOf } from './settings.js';

/** Recomputes everything from the database, beside a running server too. */
export const audit: Command = {
  name: 'audit',
  usage: '',
  summary: 'recompute the ledger and every stream from the database, and hold it against what was signed',
  options: {
    data: dataOption,
    organisation: { type: 'string', about: 'slug of the organisation (default all)' },
    json: { type: 'boolean', about: 'print the findings as JSON' },
  },
  run: async (given, { say }) => {
    const folder = dataFolder(given);
    const asked = textOf(given, 'organisation');
    const settings = settingsOf(folder);
    // Read before the database: what is marked later isn't this audit's matter.
    const mark = readMark(folder);
    const storage = await openSqlite(folder, { readOnly: true });
    let sound = true;
    try {
      for (const { slug, name, organisation } of settings.organisations.filter(
        (one) => (asked ?? one.slug) === one.slug,
      )) {
        const report = await auditOrganisation(storage.of(organisation), { organisation, mark });
        sound &&= report.findings.length === 0;
        if (given.values.json) say(JSON.stringify({ slug, ...report }));
        else {
          say(`${name}: ${report.entries} entries, ${report.streams} streams, ${report.checkpoints} checkpoints`);
          for (const { log, size, root } of report.logs) say(`  ${log}  ${size}  ${root}`);
          for (const { code, subject } of report.findings) say(`  ${code}  ${subject}`);
          say(report.findings.length === 0 ? '  Everything holds.' : `  ${report.findings.length} findings.`);
        }
      }
    } finally {
      await storage.close();
    }
    return sound ? 0 : 1;
  },
};

function readMark(folder: string): string {
  try {
    return readFileSync(markIn(folder), 'utf8');
  } catch {
    return '';
  }
}
