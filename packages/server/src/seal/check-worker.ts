import { parentPort } from 'node:worker_threads';
import { ParaphError } from '@paraph/core/errors';
import type { VerifierKey } from '@paraph/core/ledger';
import type { Digest, ThumbprintUri } from '@paraph/core/model';
import { checkAct } from './check.js';
import type { CheckJob, CheckResult, FromWorker, ToWorker } from './check-messages.js';
import { nodePorts } from './node-ports.js';
import { Recent } from './recent.js';
import { ReliedStatements } from './relied.js';

// A worker of the pool: parsing, schema, words and signatures, beside the thread that serves.
const port = parentPort;
const ports = nodePorts();
const checkpointKeys = new Map<ThumbprintUri, readonly VerifierKey[]>();
const relied = new Map<ThumbprintUri, ReliedStatements>();
const asked = new Map<number, (payloads: readonly (string | null)[]) => void>();
const knownSeen = new Map<ThumbprintUri, Recent<string, true>>();
let asks = 0;

const say = (message: FromWorker): void => port?.postMessage(message);

function reliedOf(organisation: ThumbprintUri): ReliedStatements {
  const known = relied.get(organisation);
  if (known) return known;
  const made = new ReliedStatements((acts: readonly Digest[]) => {
    const ask = asks++;
    const answer = new Promise<readonly (string | null)[]>((resolve) => asked.set(ask, resolve));
    say({ type: 'ask', ask, organisation, acts });
    return answer;
  });
  relied.set(organisation, made);
  return made;
}

async function check({ id, organisation, source, permit }: CheckJob): Promise<CheckResult> {
  try {
    const context = {
      organisation,
      ports,
      checkpointKeys: checkpointKeys.get(organisation) ?? [],
      knownSeen: knownSeen.get(organisation) ?? new Recent(1),
      relied: (acts: readonly Digest[]) => reliedOf(organisation).get(acts),
    };
    return { id, checked: await checkAct(source, context, permit) };
  } catch (error) {
    if (!(error instanceof ParaphError)) return { id, error: { code: 'internal', message: String(error), fields: {} } };
    const { cause: _, ...fields } = error.fields;
    return { id, error: { code: error.code, message: error.message, fields } };
  }
}

port?.on('message', (message: ToWorker) => {
  switch (message.type) {
    case 'keys':
      checkpointKeys.set(message.organisation, message.keys);
      knownSeen.set(message.organisation, new Recent(1000));
      return;
    case 'relied': {
      asked.get(message.ask)?.(message.payloads);
      asked.delete(message.ask);
      return;
    }
    case 'check':
      // Answered together: one message a batch costs less than one an act.
      void Promise.all(message.jobs.map(check)).then((results) => say({ type: 'checked', results }));
  }
});
