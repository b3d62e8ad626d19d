// A `node --test` reporter: what was counted, as one JSON object. It counts tests, not suites or files; a file without a test is a failure,
// because a suite that silently stopped registering would otherwise look green.
import { basename } from 'node:path';

export default async function* tally(events) {
  const counted = { passed: 0, failed: 0, skipped: 0, notes: [] };
  for await (const { type, data } of events) {
    if ((type !== 'test:pass' && type !== 'test:fail') || data.details?.type === 'suite') continue;
    const file = data.file ?? '';
    if (data.skip !== undefined || data.todo !== undefined) {
      counted.skipped += 1;
      counted.notes.push(`skipped: ${data.name}${typeof data.skip === 'string' ? ` (${data.skip})` : ''}`);
    } else if (type === 'test:fail') {
      counted.failed += 1;
      counted.notes.push(`failed: ${data.name} (${basename(file)})`);
    } else if (data.nesting === 0 && data.name === file) {
      counted.failed += 1;
      counted.notes.push(`failed: ${basename(file)} holds no test`);
    } else {
      counted.passed += 1;
    }
  }
  yield JSON.stringify(counted);
}
