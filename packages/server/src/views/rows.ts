import type {
  AnyStatement,
  Campaign,
  Device,
  Digest,
  Enrolment,
  Identifier,
  SealFact,
  Session,
} from '@paraph/core/model';
import type { DeviceKey, Person, ViewEntry, ViewRows } from '../storage/storage.js';

/** What the views keep of one statement, before it has a place. Small, so that it crosses to the writer quickly. */
export interface ViewDraft {
  readonly entry?: Pick<ViewEntry, 'kind' | 'of' | 'by' | 'programme'> & {
    readonly data: Readonly<Record<string, unknown>>;
  };
  readonly people: readonly Person[];
  readonly forgotten: readonly string[];
  readonly deviceKey?: Pick<DeviceKey, 'key' | 'person' | 'hands'>;
}

/** Where a record came to stand. */
export interface Placed {
  readonly act: Digest;
  readonly log: string;
  readonly index: number;
  readonly received: string;
  readonly facts: readonly SealFact[];
}

/** The half-day's window as it counts: see {@link windowInForce}. */
export type Window = Session['window'];

/** What the row of a session holds. */
export interface SessionData {
  readonly window: Window;
  readonly asks: Session['asks'];
}

/** What the row of a survey put to people holds. */
export type CampaignData = Pick<Campaign, 'opens' | 'closes'>;

/** What the row of a closing holds. */
export interface ClosingData {
  readonly role: string;
  readonly person: Identifier;
}

/** What the row of an attendance holds. */
export interface AttendanceData {
  readonly at: string;
  readonly late: boolean;
  /** How it was signed: drawn, typed, confirmed. */
  readonly by: string;
}

/** What the views keep of a statement. */
export function draftOf(statement: AnyStatement): ViewDraft {
  const one = (name: string): string => {
    const value = statement.about[name];
    return typeof value === 'string' ? value : '';
  };
  const { kind } = statement;
  const programme = one('programme');
  const nobody = { people: [], forgotten: [] };
  const signer = statement.signer;
  const deviceKey =
    signer?.person && statement.device
      ? { deviceKey: { key: signer.key, ...holderOf(signer.person, statement.device) } }
      : {};
  switch (kind) {
    case 'programme':
    case 'instrument':
      return { entry: { kind, of: one(kind), by: '', programme, data: {} }, ...nobody };
    case 'campaign': {
      const { opens, closes } = statement as unknown as Campaign;
      return { entry: { kind, of: one(kind), by: '', programme, data: { opens, closes } }, ...nobody };
    }
    case 'session':
      return {
        entry: { kind, of: one('session'), by: '', programme, data: sessionData(statement) },
        ...trainersOf(statement),
      };
    case 'enrolment':
      return { entry: { kind, of: one('enrolment'), by: '', programme, data: {} }, ...learnerOf(statement) };
    case 'attendance': {
      const data = { at: statement.at, by: (statement as { method?: { by?: string } }).method?.by };
      return { entry: { kind, of: one('session'), by: one('enrolment'), programme, data }, ...nobody, ...deviceKey };
    }
    case 'response':
      return {
        entry: { kind, of: one('campaign'), by: one('enrolment'), programme, data: {} },
        ...nobody,
        ...deviceKey,
      };
    case 'closing': {
      const data = { role: signer?.role, person: signer?.person };
      return { entry: { kind, of: one('session'), by: '', programme, data }, ...nobody, ...deviceKey };
    }
    case 'import': {
      const { file, digest } = (statement as unknown as { source: { file: string; digest: string } }).source;
      return { entry: { kind, of: `${digest} ${file}`, by: one('enrolment'), programme, data: {} }, ...nobody };
    }
    case 'certificate':
    case 'dossier':
      return {
        entry: { kind, of: one(kind) || one('enrolment'), by: one('enrolment'), programme, data: {} },
        ...nobody,
      };
    default:
      return nobody;
  }
}

/** The rows of one record: its draft at its place, and for a session the window in force. */
export function rowsOf(draft: ViewDraft, placed: Placed, before?: SessionData): ViewRows {
  const { act, log, index, received, facts } = placed;
  const { entry, people, forgotten, deviceKey } = draft;
  const more =
    entry?.kind === 'attendance'
      ? { late: facts.includes('late') }
      : entry?.kind === 'session'
        ? { window: windowInForce(entry.data.window as Window, { before, received }) }
        : {};
  return {
    entries: entry ? [{ ...entry, act, log, index, received, data: JSON.stringify({ ...entry.data, ...more }) }] : [],
    people,
    forgotten,
    deviceKeys: deviceKey ? [{ ...deviceKey, log, index }] : [],
  };
}

/**
 * A version that was sealed after the earlier one's window closed doesn't move it (format.md, Time): nobody becomes punctual afterwards.
 */
export function windowInForce(
  window: Window,
  { before, received }: { readonly before: SessionData | undefined; readonly received: string },
): Window {
  return before && before.window.until < received ? before.window : window;
}

/** Joins rows of several records, in their order. */
export function joinRows(all: readonly ViewRows[]): ViewRows {
  return {
    entries: all.flatMap(({ entries }) => entries),
    // Of two versions in one batch, only the last names people.
    people: all.flatMap(({ people }, at) =>
      people.filter(({ of }) => !all.slice(at + 1).some((later) => later.forgotten.includes(of))),
    ),
    forgotten: all.flatMap(({ forgotten }) => forgotten),
    deviceKeys: all.flatMap(({ deviceKeys }) => deviceKeys),
  };
}

/** On a kiosk the key is the operator's. */
function holderOf(person: Identifier, { hands, operator }: Device): Pick<DeviceKey, 'person' | 'hands'> {
  return { person: hands === 'kiosk' ? (operator ?? person) : person, hands };
}

function sessionData(statement: AnyStatement): Record<string, unknown> {
  const { window, asks } = statement as unknown as Session;
  return { window, asks };
}

function trainersOf(statement: AnyStatement): { people: Person[]; forgotten: string[] } {
  const { about, trainers } = statement as unknown as Session;
  const people = trainers.map(({ subject, person }) => ({
    ...{ subject, role: 'trainer' as const, of: about.session },
    ...{ person: person as Identifier, programme: about.programme },
  }));
  return { people, forgotten: [about.session] };
}

function learnerOf(statement: AnyStatement): { people: Person[]; forgotten: string[] } {
  const { about, learner } = statement as unknown as Enrolment;
  const person = { subject: learner.subject, role: 'learner' as const, of: about.enrolment, person: about.learner };
  return { people: [{ ...person, programme: about.programme }], forgotten: [about.enrolment] };
}
