import { signCheckpoint, verifierKeyOf, writeVerifierKey } from '@paraph/core/ledger';
import type { Attendance } from '@paraph/core/model';
import { buildWords } from '@paraph/core/model';
import {
  defaultPorts,
  generatePrivateJwk,
  jwkSigner,
  openRecord,
  readPermit,
  verifyPerson,
} from '@paraph/core/signing';
import type { ParaphPad, ParaphRoster } from '@paraph/elements';
import { Connection, PageStore, type ParaphAttendance, type Store } from '@paraph/elements';
import '@paraph/elements/define.js';
import { expect } from 'chai';
import { castModule, fixtureModule, showStateModule } from './gallery.js';

const { FixtureServer } = await fixtureModule();
const { until } = await showStateModule();
const cast = await castModule();
const ports = { ...defaultPorts(), clock: () => cast.now };
const endpoint = 'https://paraph.example/o/lac/';

type Server = InstanceType<typeof FixtureServer>;
let opened: Connection[] = [];

function connect(server: Server, store: Store = new PageStore('persistent')): Connection {
  const connection = new Connection({
    endpoint,
    token: 'test',
    fetch: server.fetch,
    ports,
    store: Promise.resolve(store),
  });
  opened.push(connection);
  return connection;
}

async function put<E extends HTMLElement>(tag: string, connection: Connection): Promise<E> {
  const element = document.createElement(tag) as E & { connection: Connection };
  element.connection = connection;
  document.body.append(element);
  return element;
}

const inState = (element: { state: string }, state: string) =>
  until(
    () => element.state === state,
    () => `wanted ${state}, is ${element.state}`,
  );
const button = (element: ParaphAttendance | ParaphRoster) =>
  element.renderRoot.querySelector<HTMLElement>('[part=button]') as HTMLElement;

async function sign(element: ParaphAttendance): Promise<void> {
  await inState(element, 'open');
  await until(
    () => element.renderRoot.querySelector('paraph-pad') !== null,
    () => 'no pad',
  );
  (element.renderRoot.querySelector('paraph-pad') as ParaphPad).value = { by: 'typed', name: 'Alice Martin' };
  button(element).click();
  await inState(element, 'review');
  await element.updateComplete;
  button(element).click();
}

describe('signing a half-day', () => {
  afterEach(() => {
    for (const connection of opened) connection.close();
    opened = [];
    for (const element of document.body.querySelectorAll('paraph-attendance, paraph-roster, paraph-provider'))
      element.remove();
  });

  it('signs on the device the words that core builds, by the permit’s nonce, and says recorded only after the seal', async () => {
    const server = new FixtureServer();
    const element = await put<ParaphAttendance>('paraph-attendance', connect(server));
    const told: string[] = [];
    for (const type of ['paraph-sign', 'paraph-kept', 'paraph-recorded'] as const)
      element.addEventListener(type, () => told.push(type));
    await sign(element);
    await inState(element, 'recorded');
    expect(told).to.deep.equal(['paraph-sign', 'paraph-kept', 'paraph-recorded']);
    const [text = ''] = server.records.values();
    const record = openRecord(text, ports.hash);
    const statement = record.statement as unknown as Attendance;
    expect(await verifyPerson(record, ports)).to.equal(true);
    const [session, [enrolment]] = await Promise.all([cast.sessions.now, cast.enrolments]);
    const relied = new Map([session, enrolment].map((one) => [one?.act as string, one?.statement as never]));
    expect(statement.shown.text).to.equal(buildWords(statement as never, relied));
    expect(statement.method).to.deep.equal({ by: 'typed', name: 'Alice Martin' });
    expect(statement.device).to.deep.equal({ storage: 'persistent', hands: 'own' });
    expect(statement.seen?.size, 'the checkpoint that came with the permit').to.equal(server.size);
    expect(statement.at).to.equal(new Date(cast.now).toISOString());
  });

  it('signs nothing when the page says no', async () => {
    const server = new FixtureServer();
    const element = await put<ParaphAttendance>('paraph-attendance', connect(server));
    element.addEventListener('paraph-sign', (event) => event.preventDefault());
    await sign(element);
    expect(element.state).to.equal('review');
    expect(server.records.size).to.equal(0);
  });

  it('does not call recorded what comes back under another key', async () => {
    const server = new FixtureServer();
    const stranger = {
      kty: 'EC',
      crv: 'P-256',
      x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
      y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
    };
    const { key } = await cast.sealSigner;
    server.answers['jwks.json'] = () => new Response(JSON.stringify({ keys: [{ ...stranger, kid: key }] }));
    const element = await put<ParaphAttendance>('paraph-attendance', connect(server));
    await sign(element);
    await inState(element, 'kept');
  });

  it('keeps what is signed without a network, over a closed page, and sends it on return', async () => {
    const server = new FixtureServer();
    const store = new PageStore('persistent');
    const before = connect(server, store);
    const element = await put<ParaphAttendance>('paraph-attendance', before);
    await inState(element, 'open');
    await until(
      () => server.permitted > 0,
      () => 'no permit was asked for ahead',
    );
    await new Promise((resolve) => setTimeout(resolve, 80));
    server.network = 'down';
    await sign(element);
    await inState(element, 'kept');
    element.remove();
    before.close();
    server.network = 'up';
    const again = await put<ParaphAttendance>('paraph-attendance', connect(server, store));
    await until(
      () => ['recorded', 'done'].includes(again.state),
      () => `is ${again.state}`,
    );
    expect([...server.sent.values()].every((times) => times === 1)).to.equal(true);
  });

  it('delivers by the permit alone, and by a token when the permit has ended', async () => {
    const server = new FixtureServer();
    const seen: (string | null)[][] = [];
    server.answers.records = ({ headers, body }) => {
      seen.push([headers.get('authorization'), headers.get('paraph-permit')]);
      delete server.answers.records;
      expect(readPermit(headers.get('paraph-permit') ?? '').kind).to.equal(openRecord(body, ports.hash).statement.kind);
      return new Response(JSON.stringify({ code: 'unidentified', detail: 'The permit has ended.' }), { status: 401 });
    };
    const element = await put<ParaphAttendance>('paraph-attendance', connect(server));
    await sign(element);
    await inState(element, 'recorded');
    expect(seen[0]?.[0]).to.equal(null);
    expect(server.records.size).to.equal(1);
  });

  it('delivers nobody’s act by the token of another person on the same device', async () => {
    const server = new FixtureServer();
    const sent: (string | null)[] = [];
    server.answers.records = ({ headers }) => {
      sent.push(headers.get('authorization'));
      return new Response(JSON.stringify({ code: 'unidentified', detail: 'The permit has ended.' }), { status: 401 });
    };
    const store = new PageStore('persistent');
    const alices = connect(server, store);
    const element = await put<ParaphAttendance>('paraph-attendance', alices);
    await sign(element);
    await inState(element, 'kept');
    element.remove();
    alices.close();
    const alice = await alices.identity();
    sent.length = 0;
    server.changeAgenda = (agenda) => ({ ...agenda, person: cast.id(201) });
    const outbox = await connect(server, store).outbox();
    await outbox.deliver({ now: true });
    const [entry] = await outbox.list(alice);
    expect(entry?.state).to.equal('kept');
    expect(entry?.problem?.code).to.equal('unidentified');
    expect(sent.length).to.be.greaterThan(0);
    expect(sent.every((token) => token === null)).to.equal(true);
  });

  it('goes by keyboard alone', async () => {
    const server = new FixtureServer();
    const element = await put<ParaphAttendance>('paraph-attendance', connect(server));
    await inState(element, 'open');
    await until(
      () => element.renderRoot.querySelector('paraph-pad') !== null,
      () => 'no pad',
    );
    const pad = element.renderRoot.querySelector('paraph-pad') as ParaphPad;
    await pad.updateComplete;
    const press = (key: string) =>
      (pad.renderRoot as ShadowRoot).activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
      );
    pad.renderRoot.querySelector<HTMLElement>('[role=tab]')?.focus();
    press('End');
    await pad.updateComplete;
    const box = pad.renderRoot.querySelector<HTMLInputElement>('[type=checkbox]');
    box?.focus();
    box?.click();
    button(element).focus();
    button(element).click();
    await inState(element, 'review');
    await element.updateComplete;
    const { activeElement } = element.renderRoot as ShadowRoot;
    expect(activeElement?.localName, 'the focus is led to the heading').to.equal('h2');
    button(element).click();
    await inState(element, 'recorded');
    expect(element.renderRoot.querySelector('[role=status]')?.textContent, 'said aloud').to.not.equal('');
  });
});

describe('the memory of checkpoints', () => {
  afterEach(() => {
    for (const connection of opened) connection.close();
    opened = [];
  });

  it('raises split-view with both notes when the ledger does not extend what was seen', async () => {
    const server = new FixtureServer();
    const connection = connect(server);
    const subject = { kind: 'attendance', about: { session: cast.id(11) } };
    await connection.permits.ask([subject]);
    const first = await server.checkpoint();
    const told = new Promise<{ held: string; shown: string }>((resolve) => {
      connection.addEventListener('split-view', (event) => resolve(event as never));
    });
    server.root = new Uint8Array(32).fill(1);
    await connection.permits.ask([subject]);
    const { held, shown } = await told;
    expect(held).to.equal(first);
    expect(shown).to.equal(await server.checkpoint());
    expect((await connection.checkpoints.seen())?.root, 'what was held stays, as evidence').to.equal(
      first.split('\n')[2],
    );
  });

  for (const change of ['key', 'log'] as const)
    it(`raises split-view when another checkpoint ${change} is announced that no key record has`, async () => {
      const server = new FixtureServer();
      const store = new PageStore('persistent');
      const subject = { kind: 'attendance', about: { session: cast.id(11) } };
      await connect(server, store).permits.ask([subject]);
      const first = await server.checkpoint();
      const signer = change === 'key' ? await jwkSigner(await generatePrivateJwk('Ed25519')) : await cast.logSigner;
      const origin = change === 'log' ? 'lac.example/paraph/2' : cast.log;
      const { hash } = ports;
      const announced = await server.announcement();
      const checkpointKeys = [writeVerifierKey(verifierKeyOf(origin, { jwk: signer.jwk, hash }))];
      server.announcement = () => Promise.resolve({ ...announced, log: origin, checkpointKeys });
      server.checkpoint = () =>
        signCheckpoint({ origin, size: 5, root: new Uint8Array(32).fill(1) }, { signers: [signer], hash });
      const connection = connect(server, store);
      const told: string[] = [];
      connection.addEventListener('split-view', (event) => told.push((event as unknown as { held: string }).held));
      await connection.permits.ask([subject]);
      expect(told).to.deep.equal([first]);
      expect((await connection.checkpoints.seen())?.root).to.equal(first.split('\n')[2]);
    });

  it('takes no checkpoint that the log did not sign', async () => {
    const server = new FixtureServer();
    const connection = connect(server);
    const genuine = await server.checkpoint();
    server.checkpoint = () => Promise.resolve(genuine.replace('\n3\n', '\n4\n'));
    const [answer] = await connection.permits.ask([{ kind: 'attendance', about: { session: cast.id(11) } }]);
    expect(answer).to.have.property('permit');
    expect(await connection.checkpoints.seen()).to.equal(undefined);
  });
});

describe('<paraph-provider>', () => {
  afterEach(() => {
    for (const provider of document.body.querySelectorAll('paraph-provider')) provider.remove();
  });

  it('fetches a token from the site, and anew when the server says that it has ended', async () => {
    const tokens = ['one', 'two'];
    const asked: string[] = [];
    const server = new FixtureServer();
    const fetcher: typeof fetch = async (input, init) => {
      if (String(input).endsWith('/my/token')) return new Response(JSON.stringify({ token: tokens.shift() }));
      const authorization = new Headers(init?.headers).get('authorization');
      if (authorization !== null) asked.push(authorization);
      if (authorization === 'Bearer one')
        return new Response(JSON.stringify({ code: 'token', detail: 'ended' }), { status: 401 });
      return server.fetch(input, init);
    };
    const connection = new Connection({
      endpoint,
      tokenFrom: '/my/token',
      fetch: fetcher,
      ports,
      store: Promise.resolve(new PageStore()),
    });
    const { person } = await connection.agenda();
    expect(person).to.equal(cast.id(200));
    expect(asked).to.deep.equal(['Bearer one', 'Bearer two']);
    connection.close();
  });

  it('says that the site is at fault when the site gives no token', async () => {
    const server = new FixtureServer();
    const connection = new Connection({
      endpoint,
      tokenFrom: '/my/token',
      fetch: async (input, init) =>
        String(input).endsWith('/my/token') ? new Response('', { status: 500 }) : server.fetch(input, init),
      ports,
      store: Promise.resolve(new PageStore()),
    });
    const element = await put<ParaphAttendance>('paraph-attendance', connection);
    await inState(element, 'unavailable');
    await until(
      () => element.renderRoot.textContent?.includes('This site did not say who you are') === true,
      () => element.renderRoot.textContent ?? '',
    );
    element.remove();
    connection.close();
  });

  it('gives its connection to the elements inside it, also to those that come later', async () => {
    const server = new FixtureServer();
    const provider = document.createElement('paraph-provider');
    const connection = connect(server);
    Object.assign(provider, { connection });
    provider.innerHTML = '<section><paraph-attendance></paraph-attendance></section>';
    document.body.append(provider);
    const inside = provider.querySelector('paraph-attendance') as ParaphAttendance;
    await inState(inside, 'open');
    const later = document.createElement('paraph-attendance') as ParaphAttendance;
    provider.append(later);
    await inState(later, 'open');
    connection.close();
  });
});
