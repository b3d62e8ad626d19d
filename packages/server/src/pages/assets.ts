import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One file that pages load. */
export interface Asset {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
  /** Its name holds a hash of its content, so it can be kept for ever. */
  readonly hashed: boolean;
}

/** What is served beside the endpoints: the script tag's bundle with its chunks, and the verifier's page. */
export interface Assets {
  readonly files: ReadonlyMap<string, Asset>;
  /** `sha384-…` of `paraph.js`, for the `integrity` attribute. */
  readonly integrity: string | undefined;
  readonly verifier: string | undefined;
}

const types: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  map: 'application/json',
  css: 'text/css; charset=utf-8',
};

let kept: Assets | undefined;

/** The bundle of @paraph/elements and the page of @paraph/verifier, as far as they are built; read once. */
export function readAssets(): Assets {
  kept ??= read();
  return kept;
}

function read(): Assets {
  const folder = beside('@paraph/elements', 'bundle');
  const files = new Map<string, Asset>();
  for (const name of folder && existsSync(folder) ? readdirSync(folder) : []) {
    const type = types[name.slice(name.lastIndexOf('.') + 1)];
    if (folder && type)
      files.set(name, {
        name,
        type,
        bytes: new Uint8Array(readFileSync(join(folder, name))),
        hashed: name !== 'paraph.js',
      });
  }
  const script = files.get('paraph.js');
  const verifier = beside('@paraph/verifier', 'verifier.html');
  return {
    files,
    integrity: script && `sha384-${createHash('sha384').update(script.bytes).digest('base64')}`,
    verifier: verifier && existsSync(verifier) ? readFileSync(verifier, 'utf8') : undefined,
  };
}

/** A path beside a package's entry; undefined when the package isn't installed. */
function beside(name: string, path: string): string | undefined {
  try {
    return join(dirname(fileURLToPath(import.meta.resolve(name))), path);
  } catch {
    return undefined;
  }
}
