import { ParaphError } from '@paraph/core/errors';
import type { Command } from './command.js';

/** Verifies files as a stranger would: by @paraph/verifier, without the database. */
export const verify: Command = {
  name: 'verify',
  usage: 'FILE…',
  summary: 'verify a receipt, a certificate or a dossier, as `npx @paraph/verifier` does',
  options: {
    fingerprint: { type: 'string', about: 'the organisation’s fingerprint, got elsewhere than from the file' },
    from: { type: 'string', about: 'where the fingerprint was got; printed in the report' },
    json: { type: 'boolean', about: 'print the report as JSON' },
    language: { type: 'string', about: 'en or fr' },
    zone: { type: 'string', about: 'IANA zone of the times in the report' },
  },
  run: async ({ positionals, values }) => {
    if (positionals.length === 0) throw new ParaphError('misuse', 'Which file? paraph verify FILE');
    // Loaded here: no other command needs it.
    const { runVerifier } = await import('@paraph/verifier/command');
    const options = Object.entries(values).flatMap(([name, value]) =>
      value === true ? [`--${name}`] : [`--${name}`, String(value)],
    );
    return runVerifier([...options, ...positionals]);
  },
};
