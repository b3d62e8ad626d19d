import { ParaphError } from '@paraph/core/errors';
import { Outbox, type OutboxEntry, openStore, PageStore, type Store } from '@paraph/elements';
import { expect } from 'chai';

const endpoint = 'https://paraph.example/o/test/';
const alice = { organisation: 'school', person: 'alice' };
let number = 0;

function entryOf(change: Partial<OutboxEntry> = {}): OutboxEntry {
  number += 1;
  return {
    act: `sha-256:${number}`,
    endpoint,
    ...alice,
    kind: 'attendance',
    about: { session: 'one' },
    text: '{}',
    at: new Date(1_000_000 + number).toISOString(),
    state: 'kept',
    attempts: 0,
    next: 0,
    ...change,
  };
}

const delivered = { record: '{"sealed":true}', received: '2026-11-24T08:34:00.000Z', late: false };
const outboxOver = (store: Store, send: (entry: OutboxEntry) => Promise<typeof delivered>, clock = () => 0) =>
  new Outbox(endpoint, { store, send, clock });

async function freshStore(): Promise<Store> {
  number += 1;
  return openStore(`outbox-test-${number}-${Math.random()}`);
}

describe('the outbox', () => {
  it('keeps an act, sends it, and holds the sealed record', async () => {
    const outbox = outboxOver(await freshStore(), async () => delivered);
    const entry = await outbox.keep(entryOf());
    await outbox.deliver();
    expect(await outbox.find(entry)).to.include({ state: 'recorded', ...delivered });
  });

  it('keeps what a lost network did not take, and sends it when there is one', async () => {
    let network = false;
    const outbox = outboxOver(await freshStore(), () =>
      network ? Promise.resolve(delivered) : Promise.reject(new ParaphError('unavailable', 'no network')),
    );
    outbox.start();
    const entry = await outbox.keep(entryOf());
    await outbox.deliver();
    const kept = await outbox.find(entry);
    expect(kept?.state).to.equal('kept');
    expect(kept?.problem?.code).to.equal('unavailable');
    expect(kept?.next).to.be.greaterThan(0);
    network = true;
    const recorded = new Promise((resolve) => outbox.addEventListener('change', resolve, { once: true }));
    dispatchEvent(new Event('online'));
    await recorded;
    await outbox.deliver();
    outbox.stop();
    expect((await outbox.find(entry))?.state).to.equal('recorded');
  });

  it('waits longer after each failure, five minutes at most', async () => {
    let now = 0;
    const outbox = outboxOver(
      await freshStore(),
      () => Promise.reject(new ParaphError('unavailable', 'no network')),
      () => now,
    );
    const entry = await outbox.keep(entryOf());
    const waits: number[] = [];
    for (let attempt = 0; attempt < 10; attempt += 1) {
      await outbox.deliver();
      const { next = 0 } = (await outbox.find(entry)) ?? {};
      waits.push(next - now);
      now = next;
    }
    outbox.stop();
    expect(waits.slice(0, 3)).to.deep.equal([2_000, 4_000, 8_000]);
    expect(Math.max(...waits)).to.equal(300_000);
  });

  for (const code of ['unavailable', 'internal', 'read-only', 'token', 'unidentified'] as const) {
    it(`loses nothing that could still be sent: ${code}`, async () => {
      const outbox = outboxOver(await freshStore(), () => Promise.reject(new ParaphError(code, 'not now')));
      const entry = await outbox.keep(entryOf());
      await outbox.deliver();
      outbox.stop();
      expect((await outbox.find(entry))?.state).to.equal('kept');
    });
  }

  for (const code of ['words', 'permit', 'relies', 'signature', 'erased', 'too-large'] as const) {
    it(`shows what was refused for good, with its reason, and sends it no more: ${code}`, async () => {
      let sent = 0;
      const outbox = outboxOver(await freshStore(), () => {
        sent += 1;
        return Promise.reject(
          new ParaphError(code, 'never', { reason: 'spent', cause: new Error('a cause cannot be stored') }),
        );
      });
      const entry = await outbox.keep(entryOf());
      await outbox.deliver({ now: true });
      await outbox.deliver({ now: true });
      const refused = await outbox.find(entry);
      expect(refused?.state).to.equal('refused');
      expect(refused?.problem).to.deep.equal({ code, message: 'never', fields: { reason: 'spent' } });
      expect(refused?.text).to.equal(entry.text);
      expect(sent).to.equal(1);
    });
  }

  it('never sends an act twice from two tabs', async () => {
    const store = await freshStore();
    const sent: string[] = [];
    const send = async ({ act }: OutboxEntry) => {
      sent.push(act);
      await new Promise((resolve) => setTimeout(resolve, 40));
      return delivered;
    };
    const tabs = [outboxOver(store, send), outboxOver(store, send)] as const;
    const entries = [await tabs[0].keep(entryOf()), await tabs[0].keep(entryOf())];
    await Promise.all(tabs.map((tab) => tab.deliver({ now: true })));
    expect(sent).to.deep.equal(entries.map(({ act }) => act));
  });

  it('tells the other tab what became of an act', async () => {
    const store = await freshStore();
    const [one, other] = [outboxOver(store, async () => delivered), outboxOver(store, async () => delivered)];
    other.start();
    await other.deliver();
    const told = new Promise((resolve) => other.addEventListener('change', resolve, { once: true }));
    one.start();
    await one.keep(entryOf());
    await told;
    one.stop();
    other.stop();
  });

  it('lists only what one person signed for one organisation', async () => {
    const outbox = outboxOver(await freshStore(), async () => delivered);
    await outbox.keep(entryOf());
    await outbox.keep(entryOf({ person: 'alice2' }));
    await outbox.keep(entryOf({ organisation: 'school2' }));
    expect(await outbox.list(alice)).to.have.length(1);
  });

  it('says so when the device has no room, and still sends it', async () => {
    const full = new PageStore();
    full.put = () => Promise.reject(new ParaphError('storage', 'full'));
    let network = false;
    const outbox = outboxOver(full, () =>
      network ? Promise.resolve(delivered) : Promise.reject(new ParaphError('unavailable', 'no network')),
    );
    const entry = await outbox.keep(entryOf());
    expect(entry.fragile).to.equal(true);
    await outbox.deliver({ now: true });
    expect(await outbox.list(alice)).to.have.length(1);
    network = true;
    await outbox.deliver({ now: true });
    outbox.stop();
    expect((await outbox.find(entry))?.state).to.equal('recorded');
  });
});

describe('the device’s storage', () => {
  it('keeps a key that can be used and never read', async () => {
    const store = await freshStore();
    const { privateKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);
    await store.put('keys', 'key', privateKey);
    const kept = (await store.get<CryptoKey>('keys', 'key')) as CryptoKey;
    expect(kept.extractable).to.equal(false);
    const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, kept, new Uint8Array(3));
    expect(signature.byteLength).to.equal(64);
  });

  it('lets the first of two tabs claim a place', async () => {
    const store = await freshStore();
    const claimed = await Promise.all([store.claim('keys', 'k', 'one'), store.claim('keys', 'k', 'two')]);
    expect(new Set(claimed).size).to.equal(1);
  });

  it('uses the page’s memory where the browser blocks it, and says so', async () => {
    const blocked = Object.getOwnPropertyDescriptor(globalThis, 'indexedDB') as PropertyDescriptor;
    Object.defineProperty(globalThis, 'indexedDB', {
      configurable: true,
      get: () => {
        throw new DOMException('blocked', 'SecurityError');
      },
    });
    const store = await openStore('blocked');
    Object.defineProperty(globalThis, 'indexedDB', blocked);
    expect(store.persistence).to.equal('none');
    await store.put('drafts', 'a', 1);
    expect(await store.get('drafts', 'a')).to.equal(1);
  });
});
