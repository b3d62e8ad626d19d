/**
 * Who may import what, as data. Paths are `<package>/<path in src>`; a home that ends in `/` is a folder, any other is one file.
 * A library that stands nowhere here may be imported nowhere.
 */

export interface PackageRule {
  /** Packages of this repository that it may import. */
  readonly packages: readonly string[];
  /** Those of them that only a dynamic `import()` may name, so that they load when first used; types are free. */
  readonly lazy?: readonly string[];
  /** Where Node's built-in modules may be imported. */
  readonly node?: readonly string[];
  /** Third-party libraries, each with its one home in the package. */
  readonly libraries: Readonly<Record<string, readonly string[]>>;
}

export const packageRules: Readonly<Record<string, PackageRule>> = {
  core: {
    packages: [],
    libraries: {
      jose: ['core/signing/'],
      '@noble/hashes': ['core/signing/'],
      // A schema is part of what can be claimed and of what travels.
      valibot: ['core/model/', 'core/wire/'],
      '@valibot/to-json-schema': ['core/model/', 'core/wire/'],
    },
  },
  elements: {
    packages: ['core', 'verifier'],
    lazy: ['verifier', '@cloudflare/blindrsa-ts'],
    libraries: {
      lit: ['elements/'],
      tslib: ['elements/'],
      '@lit/context': ['elements/'],
      idb: ['elements/outbox/'],
      signature_pad: ['elements/ink-surface.ts'],
      uqr: ['elements/qr-code.ts'],
      '@cloudflare/blindrsa-ts': ['elements/blind/'],
    },
  },
  server: {
    packages: ['core', 'verifier', 'documents', 'platforms', 'elements'],
    node: ['server/'],
    libraries: {
      hono: ['server/'],
      'hono-openapi': ['server/'],
      '@hono/node-server': ['server/cli/'],
      kysely: ['server/storage/'],
      pg: ['server/storage/'],
      pino: ['server/'],
      nodemailer: ['server/mail/'],
      // What a request holds is checked where it comes in.
      valibot: ['server/routes/'],
      fflate: ['server/issue/'],
    },
  },
  verifier: {
    packages: ['core'],
    node: ['verifier/cli.ts', 'verifier/cli/'],
    libraries: { pkijs: ['verifier/checks/'], fflate: ['verifier/'] },
  },
  documents: {
    packages: ['core'],
    node: ['documents/'],
    libraries: {
      '@myriaddreamin/typst-ts-node-compiler': ['documents/typst/'],
      pkijs: ['documents/signature/'],
      fflate: ['documents/'],
    },
  },
  platforms: {
    packages: ['core', 'elements'],
    node: ['platforms/'],
    libraries: { udsv: ['platforms/'], papaparse: ['platforms/'], hucre: ['platforms/'], lit: ['platforms/element'] },
  },
};

/** Built-in modules that have one home although they need no installation. */
export const nodeHomes: Readonly<Record<string, readonly string[]>> = { 'node:sqlite': ['server/storage/'] };

/** A package that only part of another may import. */
export const partialImports: readonly { of: string; by: string; only: string }[] = [
  { by: 'platforms', of: 'elements', only: 'platforms/element' },
];

/** Core's floors, lowest first: each may import the doors of those before it. */
export const floors = ['errors', 'model', 'signing', 'ledger', 'evidence', 'bundle', 'wire'];

/** What core may not reach for by itself, and the one file that holds the defaults of its ports. */
export const ambient = {
  names: ['Date.now', 'Math.random', 'performance.now', 'crypto.getRandomValues', 'crypto.randomUUID'],
  home: 'core/signing/ports.ts',
};

/** `audit` checks the writer's work, so it must not share the writer's code, directly or through what it imports. */
export const audit = {
  files: ['server/audit/', 'server/audit.ts', 'server/cli/audit.ts'],
  mayNotReach: ['server/seal/', 'server/views/'],
  /** Names of core that append, seal, or compute a root as the writer does; RFC 6962's recursive definition is the audit's own. */
  mayNotImport: /^(append|seal(?!ed)|open(Ledger|Frontier)|frontier|root|treeRoot|merkleRoot|computeRoot)/i,
};
