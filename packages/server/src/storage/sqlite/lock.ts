import { DatabaseSync } from 'node:sqlite';
import { ParaphError } from '@paraph/core/errors';

/**
 * Holds a folder for one writer. The lock is SQLite's own on a file of its own, so that the system drops it when the process ends,
 * however it ends: there is no stale lock to clear away.
 *
 * @param file the lock's file; made when absent
 * @throws A {@link ParaphError} `unavailable` when another process holds it
 */
export function lockFile(file: string): { release(): void } {
  const lock = new DatabaseSync(file, { timeout: 0 });
  try {
    lock.exec('begin exclusive');
  } catch (cause) {
    lock.close();
    throw new ParaphError(
      'unavailable',
      `Another paraph process is writing in this folder (${file} is locked). Stop it first; reading, as \`paraph audit\` does, needs no lock.`,
      { cause },
    );
  }
  return {
    release() {
      lock.exec('rollback');
      lock.close();
    },
  };
}
