import type { Driven } from './generate.js';

/** The parts of a record's way, in its order. */
export const parts = [
  'generator',
  'http',
  'parsing',
  'schema',
  'words',
  'verification',
  'sealing',
  'hashing',
  'insert',
] as const;

/** One load in one round, both sides measured one after the other. */
export interface Round {
  readonly connections: number;
  readonly driven: Driven;
  /** Records in a transaction, on average. */
  readonly batch: number;
  /** Seconds a record that the server kept cores busy. */
  readonly server: number;
  /** Seconds a record of each part alone. */
  readonly parts: Readonly<Record<(typeof parts)[number], number>>;
  /** Cores that others kept busy while the product ran. */
  readonly others: number;
}

/** What several rounds of one load come to: medians, and how far the rounds lie apart. */
export function summaryOf(rounds: readonly Round[]) {
  const of = (figure: (round: Round) => number) => median(rounds.map(figure));
  const rates = rounds.map(({ driven }) => driven.records / driven.seconds);
  const ratios = rounds.map((round, at) => (rates[at] ?? 0) / idealOf(round));
  return {
    records: rounds.reduce((sum, { driven }) => sum + driven.records, 0),
    seconds: rounded(rounds.reduce((sum, { driven }) => sum + driven.seconds, 0)),
    perSecond: Math.round(median(rates)),
    ideal: Math.round(of(idealOf)),
    /** Of each round, against the parts as they were measured in that round. */
    ratio: rounded(median(ratios)),
    spread: {
      perSecond: [Math.round(Math.min(...rates)), Math.round(Math.max(...rates))],
      ratio: [rounded(Math.min(...ratios)), rounded(Math.max(...ratios))],
    },
    milliseconds: {
      median: rounded(of(({ driven }) => driven.median)),
      oneInAHundred: rounded(of(({ driven }) => driven.slowest)),
    },
    batch: rounded(of(({ batch }) => batch)),
    microseconds: {
      parts: Object.fromEntries(parts.map((part) => [part, micro(of((round) => round.parts[part]))])),
      sum: micro(of(sumOf)),
      server: micro(of(({ server }) => server)),
      generator: micro(of(({ driven }) => driven.busy / driven.records)),
    },
    /** Of two, while the product ran; the rest was idle, or waited for the disk. */
    cores: {
      own: rounded(of(({ driven, server }) => (server * driven.records + driven.busy) / driven.seconds)),
      others: rounded(of(({ others }) => others)),
    },
  };
}

/** One line about one load in one round, while others are still to come. */
export function printRound(round: number, one: Round): void {
  const { connections, driven, others } = one;
  const rate = driven.records / driven.seconds;
  console.log(
    `round ${round}, ${connections} connections: ${Math.round(rate)} a second, ratio ${rounded(rate / idealOf(one))}, server ${micro(one.server)} µs, others ${rounded(others)} cores`,
  );
}

/** Prints a load as people read it. */
export function printSummary(connections: number, summary: ReturnType<typeof summaryOf>): void {
  const { perSecond, ideal, ratio, spread, milliseconds, batch, microseconds, cores } = summary;
  const range = ([from = 0, to = 0]: readonly number[]) => `${from} to ${to}`;
  console.log(`\n${connections} connections: ${perSecond} records a second (${range(spread.perSecond)})`);
  for (const [part, each] of Object.entries(microseconds.parts))
    console.log(`  ${part.padEnd(13)}${`${each}`.padStart(8)} µs`);
  console.log(`  all parts    ${`${microseconds.sum}`.padStart(8)} µs, so two cores do ${ideal} a second at best`);
  console.log(`  ratio ${ratio} (${range(spread.ratio)}); ${batch} records a transaction`);
  console.log(`  answered in ${milliseconds.median} ms, one in a hundred later than ${milliseconds.oneInAHundred} ms`);
  console.log(
    `  the server took ${microseconds.server} µs a record, the generator ${microseconds.generator}: ${cores.own} cores, and others ${cores.others}`,
  );
}

/** The middle one, or the mean of the middle two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}

const sumOf = (round: Round) => parts.reduce((sum, part) => sum + round.parts[part], 0);
/** Records a second, if two cores did nothing but the parts. */
const idealOf = (round: Round) => 2 / sumOf(round);
const rounded = (value: number) => Math.round(value * 1000) / 1000;
const micro = (seconds: number) => Math.round(seconds * 1e7) / 10;
