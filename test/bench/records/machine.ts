import { cpus } from 'node:os';
import { setTimeout } from 'node:timers/promises';

/** Seconds that all cores together were busy and idle, since the machine started. */
export function coreSeconds(): { readonly busy: number; readonly idle: number } {
  let [busy, idle] = [0, 0];
  for (const { times } of cpus()) {
    busy += times.user + times.nice + times.sys + times.irq;
    idle += times.idle;
  }
  return { busy: busy / 1000, idle: idle / 1000 };
}

/** Waits until others leave most of the cores alone, or until patience ends: what others take in a round can't be told from slowness. */
export async function quietMachine({ patience }: { readonly patience: number }): Promise<void> {
  for (const start = performance.now(); performance.now() - start < patience * 1000; ) {
    const before = coreSeconds();
    await setTimeout(500);
    const after = coreSeconds();
    const [busy, idle] = [after.busy - before.busy, after.idle - before.idle];
    if (busy < 0.15 * (busy + idle)) return;
  }
}
