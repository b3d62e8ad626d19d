import { posix } from 'node:path';
import { ambientUses, type Import, importsOf } from './imports.js';
import { ambient, audit, floors, nodeHomes, packageRules, partialImports } from './rules.js';

/** Sources by `<package>/<path in src>`, such as `core/signing/act.ts`. */
export type Sources = Readonly<Record<string, string>>;

/** Everything in the sources that goes against the rules of direction, one sentence each. */
export function violations(sources: Sources): string[] {
  const imports = new Map(Object.entries(sources).map(([file, source]) => [file, importsOf(source)]));
  const found: string[] = [];
  for (const [file, list] of imports) {
    for (const one of list) {
      const complaint = one.module.startsWith('.') ? judgeRelative(file, one.module) : judgeNamed(file, one);
      if (complaint) found.push(`${file} imports ${one.module}: ${complaint}`);
    }
    if (file.startsWith('core/') && file !== ambient.home) {
      const reached = ambientUses(sources[file] ?? '').filter((use) =>
        ambient.names.some((name) => use.endsWith(name)),
      );
      found.push(...reached.map((use) => `${file} reaches for ${use}: it is passed in as a port`));
    }
  }
  return [...found, ...judgeAudit(imports)];
}

function judgeNamed(file: string, one: Import): string | undefined {
  const home = packageOf(file);
  const rule = packageRules[home];
  if (!rule) return `no rule knows the package ${home}`;
  if (one.module.startsWith('node:')) return judgeNode(file, one.module);
  const name = libraryOf(one.module);
  const own = name.startsWith('@paraph/') ? name.slice('@paraph/'.length) : undefined;
  if (own === home) return 'a package imports its own files by relative path';
  if (own && !rule.packages.includes(own)) return `${home} may not import ${own}`;
  const partial = partialImports.find(({ by, of }) => by === home && of === own);
  if (partial && !file.startsWith(partial.only)) return `only ${partial.only} may`;
  if (rule.lazy?.includes(own ?? name) && !one.dynamic && !one.typeOnly) return 'only a dynamic import() may';
  if (own) return undefined;
  const homes = rule.libraries[name];
  if (!homes) return `${home} may not import ${name}`;
  return isIn(file, homes) ? undefined : `its home is ${homes.join(' or ')}`;
}

function judgeNode(file: string, module: string): string | undefined {
  const allowed = packageRules[packageOf(file)]?.node ?? [];
  if (!isIn(file, allowed)) return "Node's modules do not run in a browser";
  const homes = nodeHomes[module];
  return !homes || isIn(file, homes) ? undefined : `its home is ${homes.join(' or ')}`;
}

function judgeRelative(file: string, module: string): string | undefined {
  const target = resolve(file, module);
  if (packageOf(target) !== packageOf(file)) return 'another package is imported by its name';
  if (packageOf(file) !== 'core' || file === 'core/index.ts') return undefined;
  const [from, to] = [floorOf(file), floorOf(target)];
  const [below, above] = [floors.indexOf(to), floors.indexOf(from)];
  if (above < 0) return `${from} is no floor of core`;
  if (below < 0) return `${to} is no floor of core`;
  const isDoor = target === `core/${to}.ts`;
  if (from === to) return isDoor ? 'a floor does not go through its own door' : undefined;
  if (below > above) return `${to} comes after ${from}`;
  return isDoor ? undefined : `the only way in is the door core/${to}.ts`;
}

function judgeAudit(imports: ReadonlyMap<string, readonly Import[]>): string[] {
  const found: string[] = [];
  const seen = new Set<string>();
  const queue = [...imports.keys()].filter((file) => isIn(file, audit.files));
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    if (isIn(file, audit.mayNotReach)) {
      found.push(`audit reaches ${file}: it may not share the writer's or the views' code`);
      continue;
    }
    for (const { module, names, typeOnly } of imports.get(file) ?? []) {
      if (module.startsWith('.')) queue.push(resolve(file, module));
      if (typeOnly || !module.startsWith('@paraph/core')) continue;
      const writers = names.filter((name) => audit.mayNotImport.test(name));
      found.push(
        ...writers.map((name) => `audit imports ${name} in ${file}: it may use core's hash and verification only`),
      );
    }
  }
  return found;
}

function resolve(file: string, module: string): string {
  return posix.join(posix.dirname(file), module).replace(/\.js$/, '.ts');
}

function packageOf(file: string): string {
  return file.split('/')[0] ?? '';
}

function floorOf(file: string): string {
  return (file.split('/')[1] ?? '').replace(/\.ts$/, '');
}

function libraryOf(module: string): string {
  return module
    .split('/')
    .slice(0, module.startsWith('@') ? 2 : 1)
    .join('/');
}

function isIn(file: string, homes: readonly string[]): boolean {
  return homes.some((home) => file === home || file.startsWith(home));
}
