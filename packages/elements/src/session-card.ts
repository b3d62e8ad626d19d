import type { Agenda, SessionCard, SessionState } from '@paraph/core/wire';

/** Where a half-day stands at a moment. What closed it or brought it in is the server's to say; the rest is its window. */
export function moments({ session, state }: SessionCard, now: number): SessionState {
  if (state === 'closed' || state === 'imported') return state;
  const { from, until, lateUntil } = session.statement.window;
  if (now < Date.parse(from)) return 'before';
  if (now <= Date.parse(until)) return 'open';
  return now <= Date.parse(lateUntil) ? 'late' : 'after';
}

/** When that changes next: milliseconds since 1970. */
export function nextChange({ session }: SessionCard, now: number): number | undefined {
  const { from, until, lateUntil } = session.statement.window;
  return [from, until, lateUntil].map((instant) => Date.parse(instant)).find((instant) => instant > now);
}

/** The card that an element without a `session` shows: what can be signed now, what is being sent, what comes next, what was last. */
export function cardToShow(
  { sessions, time }: Agenda,
  { session, unsent }: { session: string | undefined; unsent: ReadonlySet<string> },
): SessionCard | undefined {
  const idOf = (card: SessionCard) => card.session.statement.about.session as string;
  if (session !== undefined && session !== '') return sessions.find((card) => idOf(card) === session);
  const now = Date.parse(time);
  const ordered = [...sessions].sort((a, b) =>
    a.session.statement.schedule.start < b.session.statement.schedule.start ? -1 : 1,
  );
  const open = (card: SessionCard) => card.recorded === undefined && moments(card, now) === 'open';
  const today = (card: SessionCard) => card.recorded !== undefined && moments(card, now) === 'open';
  const late = (card: SessionCard) =>
    card.recorded === undefined && !unsent.has(idOf(card)) && moments(card, now) === 'late';
  const next = (card: SessionCard) => moments(card, now) === 'before';
  return ordered.find(open) ?? ordered.find(today) ?? ordered.findLast(late) ?? ordered.find(next) ?? ordered.at(-1);
}
