// The generator of the bench: a class of learners, each with a key and a keep-alive connection, in a process of its own.
import { mediaTypes, permitHeader } from '@paraph/core/wire';
import { answer, busySeconds } from './child.js';
import { classPlan, siteOrigin } from './class-plan.js';
import { KeepAliveConnection } from './keep-alive-connection.js';
import { Learner, type Leave, tokenOf } from './learner.js';

/** What one run of requests gave. */
export interface Driven {
  readonly records: number;
  readonly seconds: number;
  /** Seconds that the generator itself kept cores busy. */
  readonly busy: number;
  /** Milliseconds from the request to the last byte of the answer: the median, and what one in a hundred exceeds. */
  readonly median: number;
  readonly slowest: number;
}

export type GeneratorAsks = {
  open: (given: { readonly url: string; readonly learners: number; readonly sessions: number }) => Promise<void>;
  /** Fetches permits for the next run: `each` for each connection. */
  prepare: (given: { readonly connections: number; readonly each: number }) => Promise<void>;
  /** Builds, signs, sends and reads all that was prepared: to the product, or to what only speaks HTTP. */
  run: (given: { readonly address: string }) => Promise<Driven>;
  /** Acts as they are sent, with what their words are built from, and the record that was answered to one of them. */
  samples: (given: { readonly count: number }) => Promise<Samples>;
};

export interface Samples {
  readonly acts: readonly string[];
  readonly relied: Leave['relied'];
  /** The sealed record of the first act. */
  readonly sealed: string;
}

let endpoint = '';
let learners: Learner[] = [];
let prepared: { readonly learner: Learner; readonly leaves: readonly Leave[] }[] = [];

const headers = { origin: siteOrigin, 'content-type': mediaTypes.record };

answer({
  open: async ({ url, learners: count, sessions }) => {
    endpoint = url;
    const response = await fetch(new URL('plan', url), {
      method: 'POST',
      headers: { authorization: `Bearer ${await tokenOf('luc', url, 'manager')}`, 'content-type': mediaTypes.json },
      body: JSON.stringify(classPlan({ learners: count, sessions })),
    });
    if (!response.ok) throw new Error(await response.text());
    for (let at = 0; at < count; at += 1) learners.push(await Learner.of(url, `learner-${at}`));
  },
  prepare: async ({ connections, each }) => {
    // Those who have most left sign next, so that the half-days of all are used up evenly.
    learners = learners.sort((left, right) => right.left - left.left);
    prepared = [];
    for (const learner of learners.slice(0, connections)) {
      if (learner.left < each) throw new Error('Too few half-days were planned for so many records.');
      prepared.push({ learner, leaves: await learner.leaves(each) });
    }
  },
  run: async ({ address }) => {
    const url = new URL(address);
    const open = await Promise.all(prepared.map(() => KeepAliveConnection.open(url, headers)));
    const times: number[] = [];
    const busy = busySeconds();
    const start = performance.now();
    await Promise.all(
      prepared.map(async ({ learner, leaves }, at) => {
        const connection = open[at] as KeepAliveConnection;
        for (const leave of leaves) {
          const body = await learner.sign(leave);
          const sent = performance.now();
          const { status, body: record } = await connection.post(body, { [permitHeader]: leave.permit });
          times.push(performance.now() - sent);
          if (status !== 201 || record.length <= body.length) throw new Error(`${status} ${record}`);
        }
      }),
    );
    const driven = { records: times.length, seconds: (performance.now() - start) / 1000, busy: busySeconds() - busy };
    for (const connection of open) connection.close();
    times.sort((left, right) => left - right);
    const exceededBy = (share: number) => times[Math.floor(times.length * (1 - share))] ?? 0;
    return { ...driven, median: exceededBy(0.5), slowest: exceededBy(0.01) };
  },
  samples: async ({ count }) => {
    const leaves = prepared.flatMap(({ learner, leaves }) => leaves.map((leave) => ({ learner, leave })));
    const taken = leaves.slice(0, count);
    const acts = await Promise.all(taken.map(({ learner, leave }) => learner.sign(leave)));
    const connection = await KeepAliveConnection.open(new URL('records', endpoint), headers);
    const first = taken[0] as (typeof taken)[number];
    const { body: sealed } = await connection.post(acts[0] as string, { [permitHeader]: first.leave.permit });
    connection.close();
    return { acts, relied: new Map(taken.flatMap(({ leave }) => [...leave.relied])), sealed };
  },
} satisfies GeneratorAsks);
