import type { SessionState } from '@paraph/core/wire';
import type { SessionData } from './rows.js';

/**
 * Where a half-day stands in time: before its window, open, late, after it, its sheet closed, or kept by another system.
 *
 * @param time RFC 3339, UTC, milliseconds
 */
export function sessionState(
  { window, asks }: SessionData,
  { time, closed }: { readonly time: string; readonly closed: boolean },
): SessionState {
  if (!asks.attendance) return 'imported';
  if (closed) return 'closed';
  if (time < window.from) return 'before';
  if (time <= window.until) return 'open';
  return time <= window.lateUntil ? 'late' : 'after';
}
