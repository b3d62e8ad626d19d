import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { verifyFiles } from '@paraph/core/bundle';
import type { Digest } from '@paraph/core/model';
import { defaultPorts, digestOf } from '@paraph/core/signing';
import type { CertificateView, ProgrammeView } from '@paraph/core/wire';
import { unzipSync } from 'fflate';
import { School, Someone } from './school.js';

const ports = defaultPorts();
const utf8 = new TextDecoder();

describe('a manager', () => {
  let school: School;
  const luc = { as: 'luc', role: 'manager' } as const;
  const view = () => school.json<ProgrammeView>(`programmes/${school.planned.id}`, luc);
  const enrolment = () => school.planned.enrolments.alice as string;
  before(async () => {
    school = await School.open();
  });
  after(() => school.close());

  test('sees who qualifies, and why not', async () => {
    const line = (await view()).lines.find(({ name }) => name === 'Alice Martin');
    assert.equal(line?.qualifies, false);
    assert.deepEqual(
      line?.states.map(({ state }) => state),
      ['missing', 'missing'],
    );
    assert.equal(line?.imported[0]?.text, 'P (2/2)');
  });

  test('issues no certificate before it is earned, and is told why', async () => {
    const response = await school.request(`enrolments/${enrolment()}/certificate`, { ...luc, body: {} });
    assert.equal(response.status, 422);
    const problem = (await response.json()) as { code: string; detail: string };
    assert.equal(problem.code, 'relies');
    assert.match(problem.detail, /0 of 3 half-days/);
  });

  test('issues it when it is', async () => {
    const alice = await Someone.of(school, 'alice');
    await alice.send(await alice.attendance('morning'));
    const nadia = await Someone.of(school, 'nadia', 'trainer');
    await nadia.send(await nadia.closing('morning'));
    school.now += 5 * 3_600_000;
    await alice.send(await alice.attendance('afternoon'));
    await alice.send(await alice.response());
    const early = await school.request(`enrolments/${enrolment()}/certificate`, { ...luc, body: {} });
    assert.match(((await early.json()) as { detail: string }).detail, /1 signed and not over yet/);
    school.now += 4 * 3_600_000;
    const issued = await school.json<{ certificate: string; act: string }>(`enrolments/${enrolment()}/certificate`, {
      ...luc,
      body: {},
    });
    const again = await school.json<{ certificate: string }>(`enrolments/${enrolment()}/certificate`, {
      ...luc,
      body: {},
    });
    assert.equal(again.certificate, issued.certificate);
    const card = (await school.agenda('alice')).certificates[0];
    assert.equal(card?.act, issued.act);
    const certificate = await school.json<CertificateView>(`certificates/${issued.certificate}`);
    assert.equal(certificate.certificate.statement.hours.certifiedMin, 420);
    assert.doesNotMatch(JSON.stringify(certificate), /certificat de réalisation/i);
    const page = await school.request(certificate.link);
    assert.equal(page.status, 200);
    assert.match(await page.text(), /Alice Martin/);
    const bundle = await (await school.request(certificate.bundle)).text();
    const report = await verifyFiles(
      [{ name: 'c', digest: digestOf(new TextEncoder().encode(bundle), ports.hash), bundle }],
      {
        ports,
        fingerprint: certificate.fingerprint,
      },
    );
    assert.deepEqual(report.intact.findings, []);
    assert.equal(report.exitCode, 0, JSON.stringify(report, null, 1));
    assert.equal(report.status.state, 'not-judged');
  });

  test('exports a dossier that a stranger finds intact and complete', async () => {
    const exported = await school.json<{ ticket: string; name: string }>(`enrolments/${enrolment()}/dossier`, {
      ...luc,
      body: { variant: 'funder' },
    });
    assert.match(exported.name, /^dossier-alice-martin-2026-11-24\.zip$/);
    const download = await school.request(`downloads/${exported.ticket}`);
    const zip = new Uint8Array(await download.arrayBuffer());
    assert.equal((await school.request(`downloads/${exported.ticket}`)).status, 404, 'a ticket is for one download');
    const files = unzipSync(zip);
    const contents = new Map<string, Digest>();
    for (const [path, bytes] of Object.entries(files))
      if (path !== 'bundle.json') contents.set(path, digestOf(bytes, ports.hash));
    assert.ok(
      contents.has('index.html') && contents.has('documents/sheets.fr.html') && contents.has('data/attendance.csv'),
    );
    const bundle = files['bundle.json'] as Uint8Array;
    const { fingerprint } = await school.json<{ fingerprint: string }>('');
    const file = { name: exported.name, digest: digestOf(zip, ports.hash), bundle, contents };
    const report = await verifyFiles([file], { ports, fingerprint });
    assert.deepEqual(report.intact.findings, []);
    assert.deepEqual(report.complete.findings, []);
    assert.equal(report.exitCode, 0, JSON.stringify(report, null, 1));
    assert.ok(report.intact.stubs > 0, 'answers to the survey are stubs');
    assert.ok(
      !utf8.decode(bundle).includes(Buffer.from('"overall"').toString('base64url').slice(2, 10)),
      'no answer is in it',
    );
    assert.match(utf8.decode(files['documents/sheets.en.html']), /I, Alice Martin, attended this half-day/);
    const sheets = utf8.decode(files['documents/sheets.en.html']);
    assert.match(sheets, /Sheet closed by Nadia Lambert: signed 24\/11\/2026, 09:\d\d:\d\d, received/);
    assert.equal(sheets.match(/<div class="signature">/g)?.length, 3, 'two of the learner, one of the trainer');
    assert.match(utf8.decode(files['index.html']), /href="index\.fr\.html".*1 of 1 survey answered/s);
    assert.match(utf8.decode(files['index.fr.html']), /href="index\.html".*1 questionnaire rempli sur 1/s);
    assert.match(utf8.decode(files['documents/hours.en.html']), /half-days that were signed on time, in full\./);
    assert.match(utf8.decode(files['data/attendance.csv']), /,Alice Martin,2026-11-24 09:00 Europe\/Paris,/);
  });
});
