import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { verify } from '@paraph/verifier';
import { strToU8, Zip, ZipDeflate } from 'fflate';
import { ports } from '../cast.js';
import { bytesOf, dossier, dossierFiles, fingerprint } from './bundles.js';
import { descriptorOf, type HostileArchive, type HostileEntry, hostileZip } from './hostile-zip.js';

const pinned = { fingerprint, from: 'agreement', ports: ports() };
const made = await dossier();
const bundle: HostileEntry = { name: 'bundle.json', data: bytesOf(made.bundle), method: 8 };
const files: HostileEntry[] = Object.entries(dossierFiles).map(([name, data]) => ({ name, data, method: 8 }));
const all = [bundle, ...files];
const [index, hours] = files as [HostileEntry, HostileEntry];
const bytes = (text: string) => strToU8(text);

const verifyZip = (zip: Uint8Array) => verify([{ name: 'dossier.zip', bytes: zip }], pinned);

async function reasonOf(zip: Uint8Array): Promise<unknown> {
  const report = await verifyZip(zip);
  assert.equal(report.exitCode, 1);
  assert.deepEqual(report.acts, [], 'nothing of it was read');
  return report.intact.findings[0]?.values?.reason;
}

describe('a ZIP that other programs make is read', () => {
  const good: [says: string, zip: Uint8Array][] = [
    ['deflated', hostileZip(all)],
    ['stored', hostileZip(all.map((entry) => ({ ...entry, method: 0 })))],
    ['with folders', hostileZip([{ name: 'data/' }, { name: 'documents/' }, ...all])],
    ['in another order', hostileZip([...files, bundle])],
    ['with an extra field', hostileZip(all.map((entry) => ({ ...entry, extra: bytes('UT\u0005\u0000\u0003abcd') })))],
    ['in a folder of its own', hostileZip(all.map((entry) => ({ ...entry, name: `Dossier of Élodie/${entry.name}` })))],
    ['streamed, with descriptors', hostileZip(all.map((entry) => streamed(entry, true)))],
    ['streamed, with descriptors without signature', hostileZip(all.map((entry) => streamed(entry, false)))],
    ['streamed by fflate', streamedByLibrary()],
  ];
  for (const [says, zip] of good) {
    test(says, async () => {
      const report = await verifyZip(zip);
      assert.deepEqual([report.intact.findings, report.exitCode], [[], 0]);
    });
  }
});

describe('a ZIP that could be read in two ways is not read', () => {
  const damaged: [says: string, entries: HostileEntry[], archive?: HostileArchive][] = [
    ['something before it', all, { before: bytes('PK\n') }],
    ['something between entries', all, { between: bytes('hidden') }],
    ['something after it', all, { after: bytes('hidden') }],
    ['a comment', all, { comment: bytes('hidden') }],
    ['a count that is too low', all, { count: 2 }],
    ['a count that is too high', all, { count: 9 }],
    [
      'another name in the entry’s own header',
      [{ ...index, local: { name: 'index.htmx' } }, ...all.filter((one) => one !== index)],
    ],
    [
      'another size in the entry’s own header',
      [...all.slice(0, 3), { ...files[2], local: { size: 3 } } as HostileEntry],
    ],
    ['another method in the entry’s own header', [bundle, { ...index, local: { method: 0 } }, ...files.slice(1)]],
    ['another flag in the entry’s own header', [bundle, { ...index, local: { flags: 0 } }, ...files.slice(1)]],
    ['two entries over the same bytes', [...all, { ...index, name: 'again.html', offset: 0 }]],
    ['an entry that lies outside', [...all.slice(0, 3), { ...files[2], offset: 0x7fffffff } as HostileEntry]],
    [
      'an entry that runs into the table',
      [...all.slice(0, 3), { ...files[2], packedSize: 5000, local: { packedSize: 5000 } } as HostileEntry],
    ],
    ['a descriptor that says something else', [{ ...streamed(bundle, true), descriptor: Buffer.alloc(16) }, ...files]],
    ['a folder with content', [{ name: 'data/', data: bytes('x') }, ...all]],
    ['a bundle that can’t be unpacked', [{ ...bundle, packed: Buffer.alloc(100, 0xff) }, ...files]],
    ['a bundle longer than it says', [{ ...bundle, size: 10, local: { size: 10 } }, ...files]],
    ['a bundle shorter than it says', [{ ...bundle, size: 100_000, local: { size: 100_000 } }, ...files]],
  ];
  for (const [says, entries, archive] of damaged)
    test(says, async () => assert.equal(await reasonOf(hostileZip(entries, archive)), 'archive-damaged'));

  test('an end record in the last entry’s data', async () => {
    const inner = hostileZip(all);
    const nested = hostileZip([...all, { name: 'inner.zip', data: inner }]);
    const report = await verifyZip(nested);
    assert.deepEqual(
      report.intact.findings.map(({ code, subject }) => [code, subject]),
      [['file-unlisted', 'inner.zip']],
    );
    assert.equal(await reasonOf(nested.subarray(0, nested.length - 30)), 'archive-damaged');
  });

  for (let cut = 1; cut < 60; cut += 7)
    test(`cut off by ${cut} bytes`, async () => {
      const zip = hostileZip(all);
      assert.equal(await reasonOf(zip.subarray(0, zip.length - cut)), 'archive-damaged');
    });
});

describe('a ZIP with names that are not safe is not read', () => {
  const names = [
    '../bundle.json',
    'data/../../x',
    '/etc/passwd',
    'data//x',
    './x',
    'data/.',
    '..',
    'C:/x',
    'data\\x',
    'x\u0000.html',
    'x\n.html',
    'x\u202efdp.exe',
    '\ufeffindex.html',
    'x'.repeat(501),
    '',
  ];
  for (const name of names)
    test(JSON.stringify(name.slice(0, 20)), async () => {
      assert.equal(await reasonOf(hostileZip([...all, { name, data: bytes('x') }])), 'archive-path');
    });

  test('a name that is not UTF-8', async () => {
    assert.equal(await reasonOf(hostileZip([...all, { name: Uint8Array.of(0xff, 0xfe) }])), 'archive-path');
  });

  test('a symbolic link', async () => {
    const link = { name: 'link', data: bytes('/etc/passwd'), attributes: 0xa1ff0000 };
    assert.equal(await reasonOf(hostileZip([...all, link])), 'archive-path');
  });

  for (const [says, name] of [
    ['the same name', 'index.html'],
    ['another case', 'INDEX.html'],
    ['a folder of that name', 'index.html/'],
    ['another bundle', 'Bundle.json'],
  ] as const)
    test(`${says} twice`, async () =>
      assert.equal(await reasonOf(hostileZip([...all, { name, data: new Uint8Array() }])), 'archive-twice'));

  test('accents composed and not are one name', async () => {
    const twice = [{ name: 'é.txt' }, { name: 'e\u0301.txt' }];
    assert.equal(await reasonOf(hostileZip([...all, ...twice])), 'archive-twice');
  });
});

describe('a ZIP that is not for reading is not read', () => {
  const unsupported: [says: string, entries: HostileEntry[], archive?: HostileArchive][] = [
    ['encrypted', [...all, { name: 'x', flags: 0x0801 }]],
    ['strongly encrypted', [...all, { name: 'x', flags: 0x0840 }]],
    ['of another method', [...all, { name: 'x', method: 12, packed: bytes('BZh9') }]],
    ['split', all, { disk: 1 }],
    ['with 64-bit sizes', [...all, { name: 'x', size: 0xffffffff, packedSize: 0xffffffff }]],
  ];
  for (const [says, entries, archive] of unsupported)
    test(says, async () => assert.equal(await reasonOf(hostileZip(entries, archive)), 'archive-unsupported'));

  test('without a bundle', async () => assert.equal(await reasonOf(hostileZip(files)), 'archive-without-bundle'));
  test('with two dossiers in it', async () => {
    const two = ['a', 'b'].flatMap((folder) => all.map((entry) => ({ ...entry, name: `${folder}/${entry.name}` })));
    assert.equal(await reasonOf(hostileZip(two)), 'archive-without-bundle');
  });
});

describe('a ZIP that would fill the machine is stopped', () => {
  const zeros = deflateRawSync(Buffer.alloc(40 * 1024 * 1024));

  test('by what it says of itself', async () => {
    const bomb = { name: 'data/bomb.csv', method: 8, packed: zeros, size: 40 * 1024 * 1024 };
    assert.equal(await reasonOf(hostileZip([...all, bomb])), 'archive-too-large');
  });

  test('one file too large', async () => {
    const huge = { name: 'data/huge.csv', method: 8, packed: Buffer.alloc(2_000_000), size: 0x10000001 };
    assert.equal(await reasonOf(hostileZip([...all, huge])), 'archive-too-large');
  });

  test('many files that are large together', async () => {
    const packed = Buffer.alloc(1_100_000);
    const many = Array.from({ length: 5 }, (_, at) => ({
      name: `data/${at}.csv`,
      method: 8,
      packed,
      size: 0x0fffffff,
    }));
    assert.equal(await reasonOf(hostileZip([...all, ...many])), 'archive-too-large');
  });

  test('too many files', async () => {
    const many = Array.from({ length: 10_001 }, (_, at) => ({ name: `x${at}` }));
    assert.equal(await reasonOf(hostileZip([...all, ...many])), 'archive-too-large');
  });

  test('a sealed file that unpacks to far more than it says is cut off, and differs', async () => {
    const since = performance.now();
    const lying = { ...hours, packed: zeros };
    const report = await verifyZip(hostileZip([bundle, index, lying, ...files.slice(2)]));
    assert.deepEqual(
      report.intact.findings.map(({ code, subject }) => [code, subject]),
      [['file-differs', 'data/hours.csv']],
    );
    assert.ok(performance.now() - since < 2000);
  });

  test('a bundle that unpacks to far more than it says', async () => {
    assert.equal(await reasonOf(hostileZip([{ ...bundle, packed: zeros }, ...files])), 'archive-damaged');
  });

  test('what was not sealed is never unpacked', async () => {
    const bomb = { name: 'data/more.csv', method: 8, packed: zeros, size: 900_000 };
    const since = performance.now();
    const report = await verifyZip(hostileZip([...all, bomb]));
    assert.deepEqual(
      report.intact.findings.map(({ code }) => code),
      ['file-unlisted'],
    );
    assert.ok(performance.now() - since < 2000);
  });
});

test('a sealed file that can’t be unpacked differs', async () => {
  const report = await verifyZip(
    hostileZip([bundle, index, { ...hours, packed: Buffer.alloc(60, 0xff) }, ...files.slice(2)]),
  );
  assert.deepEqual(
    report.intact.findings.map(({ code, subject }) => [code, subject]),
    [['file-differs', 'data/hours.csv']],
  );
});

function streamed(entry: HostileEntry, signature: boolean): HostileEntry {
  const data = entry.data ?? new Uint8Array();
  const packed = deflateRawSync(data);
  return {
    ...entry,
    packed,
    flags: 0x0808,
    local: { size: 0, packedSize: 0 },
    descriptor: descriptorOf(data, packed, { signature }),
  };
}

function streamedByLibrary(): Uint8Array {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((_, chunk) => chunks.push(chunk));
  for (const [name, data] of [['bundle.json', bytesOf(made.bundle)] as const, ...Object.entries(dossierFiles)]) {
    const file = new ZipDeflate(name);
    zip.add(file);
    file.push(data, true);
  }
  zip.end();
  return Buffer.concat(chunks);
}
