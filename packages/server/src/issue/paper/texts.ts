import type { RequirementState } from '@paraph/core/model';
import { en } from './texts-en.js';
import { fr } from './texts-fr.js';

/** Everything that the papers of a dossier say, in one language. */
export interface PaperTexts {
  readonly dossier: string;
  readonly funder: string;
  readonly learner: string;
  readonly programme: string;
  readonly provider: string;
  readonly registration: string;
  readonly made: string;
  readonly fingerprint: string;
  readonly history: string;
  readonly contents: string;
  readonly sheets: string;
  readonly hours: string;
  readonly certificate: string;
  readonly requirements: string;
  readonly howToVerify: string;
  readonly verify: string;
  readonly withheld: string;
  readonly date: string;
  readonly time: string;
  readonly zone: string;
  readonly clocksChange: string;
  readonly place: string;
  readonly trainers: string;
  readonly signature: string;
  readonly signedAt: string;
  readonly receivedAt: string;
  readonly late: string;
  readonly notSigned: string;
  readonly typed: string;
  readonly confirmed: string;
  readonly closed: string;
  readonly notClosed: string;
  /** What another system said of a half-day that nobody signed here. */
  readonly imported: (system: string, state: string, text: string) => string;
  /** What the states of such a mark are called. */
  readonly marks: Readonly<Record<string, string>>;
  readonly session: string;
  readonly minutes: string;
  readonly signedMinutes: string;
  readonly planned: string;
  readonly connected: string;
  readonly credited: string;
  readonly certified: string;
  readonly notMeasured: string;
  readonly rule: string;
  /** A rule of the hours in words, by its name. */
  readonly rules: Readonly<Record<string, string>>;
  /** Where the half-days don't come to what the programme plans. */
  readonly differs: (planned: string, halfDays: string) => string;
  readonly noCertificate: string;
  readonly states: Readonly<Record<string, string>>;
  /** Why a requirement is met or not, by what was done of what was asked. */
  readonly reasons: Readonly<Record<string, (done: number, asked: number) => string>>;
  /** What else is to say of half-days, by the figure that counts them. */
  readonly beside: Readonly<Record<string, (n: number) => string>>;
  /** Between a term and what it stands for. */
  readonly colon: string;
  readonly otherLanguage: string;
}

export const paperTexts: Readonly<Record<'en' | 'fr', PaperTexts>> = { en, fr };

/** Why a requirement is met or not, in words; by its reason where there are none for it. */
export function reasonIn(texts: PaperTexts, state: RequirementState): string {
  const { requirement, reason, done, asked } = state;
  const say = texts.reasons[requirement];
  if (!say || typeof done !== 'number' || typeof asked !== 'number') return reason;
  const beside = Object.entries(texts.beside).map(([figure, words]) => {
    const n = (state as Readonly<Record<string, unknown>>)[figure];
    return typeof n === 'number' && n > 0 ? words(n) : '';
  });
  return [say(done, asked), ...beside].filter(Boolean).join(', ');
}
