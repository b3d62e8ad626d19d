import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Report, type VerifiedFile, verifyFiles } from '@paraph/core/bundle';
import type { Digest } from '@paraph/core/model';
import { defaultPorts, digestOf, encodeUtf8, openRecord } from '@paraph/core/signing';
import { unzipSync } from 'fflate';
import { type Ask, plan, School, Someone } from './school.js';

const ports = defaultPorts();
const stranger = 'DG2T-CKBK-1TPM-PVJB-0ZQ7';

describe('what a server hands out', () => {
  let school: School;
  let fingerprint: string;
  const acts: Record<string, string> = {};
  let certificate: string;
  before(async () => {
    const lenient = structuredClone(plan);
    Object.assign(lenient.programmes[0] ?? {}, { requirements: [{ id: 'half-days-signed', ratio: '0.3' }] });
    school = await School.open({ plan: lenient });
    ({ fingerprint } = await school.json<{ fingerprint: string }>(''));
    const [alice, karim] = [await Someone.of(school, 'alice'), await Someone.of(school, 'karim')];
    const nadia = await Someone.of(school, 'nadia', 'trainer');
    const keep = async (name: string, sent: Promise<Response>) => {
      acts[name] = openRecord(await (await sent).text(), ports.hash).act;
    };
    await keep('attendance', alice.send(await alice.attendance('morning')));
    const afternoon = await alice.attendance('afternoon');
    await keep('other', karim.send(await karim.attendance('morning', { language: 'fr' })));
    await keep(
      'response',
      alice.send(
        await alice.response([
          { question: 'overall', value: 5 },
          { question: 'words', value: 'Très bien, merci' },
        ]),
      ),
    );
    await keep('closing', nadia.send(await nadia.closing('morning')));
    school.now += 30 * 3_600_000;
    // Signed at its hour, delivered the day after.
    await keep('late', alice.send(afternoon, { at: '2026-11-24T13:05:00.000Z' }));
    // The room has changed since: a version that everything signed before doesn't rely on.
    const moved = structuredClone(lenient);
    Object.assign(moved.programmes[0]?.sessions?.[0] ?? {}, { place: { en: 'Room 9', fr: 'Salle 9' } });
    await school.json('plan', { ...luc, body: moved });
    const path = `enrolments/${school.planned.enrolments.alice}/certificate`;
    const issued = await school.json<{ certificate: string; act: string }>(path, { ...luc, body: {} });
    certificate = issued.certificate;
    acts.certificate = issued.act;
  });
  after(() => school.close());
  const luc = { as: 'luc', role: 'manager' } as const;
  const alice = { as: 'alice', role: 'learner' } as const;

  const bytesOf = async (path: string, ask: Ask = {}) => {
    const response = await school.request(path, ask);
    const bytes = new Uint8Array(await response.arrayBuffer());
    assert.equal(response.status, 200, Buffer.from(bytes).toString());
    assert.match(response.headers.get('content-disposition') ?? '', /^attachment; filename="[\w.-]+"/);
    return bytes;
  };
  const fileOf = (bytes: Uint8Array<ArrayBuffer>, more: Partial<VerifiedFile> = {}): VerifiedFile => ({
    ...{ name: 'file', digest: digestOf(bytes, ports.hash), bundle: bytes },
    ...more,
  });
  /** Pinned it is whole, unpinned the issuer is open, and pinned to somebody else it fails. */
  async function verified(file: VerifiedFile): Promise<Report> {
    const report = await verifyFiles([file], { ports, fingerprint });
    assert.deepEqual([...report.intact.findings, ...report.complete.findings], []);
    assert.equal(report.exitCode, 0, JSON.stringify(report.notJudged));
    assert.equal(report.byWhom.established, 'pinned');
    assert.equal((await verifyFiles([file], { ports })).exitCode, 2);
    assert.equal((await verifyFiles([file], { ports, fingerprint: stranger })).exitCode, 1);
    return report;
  }
  const receiptsOf: readonly (readonly [string, Ask])[] = [
    ['attendance', alice],
    ['attendance', { as: 'nadia', role: 'trainer' }],
    ['attendance', luc],
    ['response', alice],
    ['late', alice],
    ['closing', { as: 'nadia', role: 'trainer' }],
    ['certificate', alice],
  ];

  for (const [name, ask] of receiptsOf)
    test(`the receipt of a record (${name}) to a ${ask.role} can be verified by a stranger`, async () => {
      const report = await verified(fileOf(await bytesOf(`receipts/${acts[name]}`, ask)));
      const shown = report.acts.find(({ act }) => act === acts[name]);
      assert.ok(shown?.intact);
      assert.equal(shown.late, name === 'late');
    });

  test('a receipt says nothing of others', async () => {
    const text = Buffer.from(await bytesOf(`receipts/${acts.attendance}`, alice)).toString();
    const { records } = JSON.parse(text) as { records: { payload: string }[] };
    const said = records.map(({ payload }) => Buffer.from(payload, 'base64url').toString()).join();
    assert.match(said, /Alice Martin/);
    assert.doesNotMatch(said, /Karim/);
  });

  test('a ticket gives the same receipt, once and for a minute', async () => {
    const body = { path: `receipts/${acts.attendance}` };
    const { ticket } = await school.json<{ ticket: string }>('tickets', { ...alice, body });
    const receipt = await bytesOf(`receipts/${acts.attendance}`, alice);
    assert.deepEqual(Buffer.from(await bytesOf(`downloads/${ticket}`)), Buffer.from(receipt));
    assert.equal((await school.request(`downloads/${ticket}`)).status, 404);
    const second = await school.json<{ ticket: string }>('tickets', { ...alice, body });
    school.now += 60_001;
    assert.equal((await school.request(`downloads/${second.ticket}`)).status, 404, 'its minute is over');
    for (const path of [
      'receipts/../plan',
      'plan',
      `https://evil.test/receipts/${acts.attendance}`,
      `receipts/${acts.other}`,
      '',
    ])
      assert.notEqual((await school.request('tickets', { ...alice, body: { path } })).status, 200, path);
  });

  test('the bundle of a certificate can be verified by whoever has its address', async () => {
    const report = await verified(fileOf(await bytesOf(`certificates/${certificate}/bundle`)));
    assert.equal(report.status.state, 'not-judged');
    assert.ok(report.acts.some(({ act }) => act === acts.certificate));
    const same = Buffer.from(await bytesOf(`certificates/${certificate}/bundle`));
    assert.deepEqual(same, Buffer.from(await bytesOf(`certificates/${certificate}/bundle`)), 'the same each time');
  });

  test('the page of a certificate stands under a strict policy, and says what its record says', async () => {
    const view = await school.json<{
      link: string;
      certificate: { statement: { printed: Record<string, { statement: string }> } };
    }>(`certificates/${certificate}`);
    for (const language of ['en', 'fr']) {
      const page = await school.request(view.link, { headers: { 'accept-language': language } });
      const policy = page.headers.get('content-security-policy') ?? '';
      assert.match(policy, /default-src 'none'/);
      assert.doesNotMatch(policy, /unsafe-|\*|https?:/);
      const html = await page.text();
      assert.doesNotMatch(html, /<[a-z][^>]*\s(?:style|on[a-z]+)=/i, 'neither inline styles nor handlers');
      assert.doesNotMatch(html, /certificat de réalisation/i);
      assert.ok(html.includes(`lang="${language}"`), language);
      assert.ok(html.includes('Alice Martin'));
    }
    assert.equal((await school.request(view.link.replace(/.$/, 'x'))).status, 404);
  });

  test('several files of one history contradict nothing', async () => {
    const files = [];
    for (const name of ['attendance', 'late', 'response']) {
      const bytes = await bytesOf(`receipts/${acts[name]}`, alice);
      files.push(fileOf(bytes, { name }));
    }
    const report = await verifyFiles(files, { ports, fingerprint });
    assert.equal(report.exitCode, 0, JSON.stringify(report));
  });

  describe('the dossier of an enrolment', () => {
    let zip: Uint8Array<ArrayBuffer>;
    let files: Record<string, Uint8Array>;
    let bundle: Uint8Array<ArrayBuffer>;
    before(async () => {
      const path = `enrolments/${school.planned.enrolments.alice}/dossier`;
      const { ticket } = await school.json<{ ticket: string }>(path, { ...luc, body: { variant: 'funder' } });
      zip = new Uint8Array(await bytesOf(`downloads/${ticket}`));
      files = unzipSync(zip);
      bundle = new Uint8Array(files['bundle.json'] ?? []);
    });
    const contents = () =>
      new Map<string, Digest>(
        Object.entries(files)
          .filter(([path]) => path !== 'bundle.json')
          .map(([path, bytes]) => [path, digestOf(new Uint8Array(bytes), ports.hash)]),
      );
    const dossier = (changed: (map: Map<string, Digest>) => void = () => {}): VerifiedFile => {
      const map = contents();
      changed(map);
      return { name: 'dossier.zip', digest: digestOf(zip, ports.hash), bundle, contents: map };
    };

    test('can be verified, with every stream that it states and every file that it lists', async () => {
      const report = await verified(dossier());
      const stated = (report.complete as Report['complete'] & { streams: readonly unknown[] }).streams;
      assert.ok(stated.length >= 3, 'the enrolment and both plans');
      assert.ok(report.intact.stubs > 0);
      assert.ok(report.requirements.length > 0);
    });

    test('lists exactly the files that are in it', () => {
      const { records, dossier: act } = JSON.parse(Buffer.from(bundle).toString()) as {
        records: object[];
        dossier: string;
      };
      const record = records.map((one) => openRecord(one, ports.hash)).find((one) => one.act === act);
      assert.ok(record);
      const listed = (record.statement as unknown as { files: { path: string; digest: Digest }[] }).files;
      assert.deepEqual(new Map(listed.map(({ path, digest }) => [path, digest])), contents());
      for (const { path } of listed) assert.doesNotMatch(path, /^\/|\.\.|\\/);
    });

    test('fails when one of its files is changed, missing or added', async () => {
      const some = digestOf(encodeUtf8('x'), ports.hash);
      for (const path of contents().keys()) {
        const changed = await verifyFiles([dossier((map) => map.set(path, some))], { ports, fingerprint });
        assert.equal(changed.exitCode, 1, `${path} changed`);
      }
      const [first = ''] = contents().keys();
      const missing = await verifyFiles([dossier((map) => map.delete(first))], { ports, fingerprint });
      assert.equal(missing.exitCode, 1, 'missing');
      const added = await verifyFiles([dossier((map) => map.set('documents/more.html', some))], { ports, fingerprint });
      assert.match(JSON.stringify(added), /documents\/more\.html/, 'added: said');
    });

    test('keeps the answers of the survey and other learners out', () => {
      const { records } = JSON.parse(Buffer.from(bundle).toString()) as { records: { payload: string }[] };
      const said = records.map(({ payload }) => Buffer.from(payload, 'base64url').toString()).join();
      assert.doesNotMatch(said, /Très bien|Karim/);
      for (const [path, bytes] of Object.entries(files))
        if (/\.(html|csv)$/.test(path))
          assert.doesNotMatch(Buffer.from(bytes).toString(), /Très bien|Karim Benali/, path);
    });
  });

  test('no byte of a receipt can be changed unseen', async () => {
    const bytes = await bytesOf(`receipts/${acts.attendance}`, alice);
    // One byte in 29 here; the verifier's own tests take every byte.
    for (let at = 0; at < bytes.length; at += 29) {
      const flipped = new Uint8Array(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ 1;
      const report = await verifyFiles([fileOf(flipped)], { ports, fingerprint });
      assert.notEqual(report.exitCode, 0, `byte ${at}: ${Buffer.from(bytes.subarray(at - 20, at + 20)).toString()}`);
    }
  });
});
