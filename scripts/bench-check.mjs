// Holds the results of `npm run bench` against bench/thresholds.json: { "<name>": { "<path.to.figure>": { "atLeast"?: n, "atMost"?: n } } }.
import { existsSync, readFileSync } from 'node:fs';

const thresholds = JSON.parse(readFileSync('bench/thresholds.json', 'utf8'));
let missed = 0;
for (const [name, limits] of Object.entries(thresholds)) {
  const path = `bench/${name}.json`;
  const result = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
  for (const [figure, { atLeast = -Infinity, atMost = Infinity }] of Object.entries(limits)) {
    const value = figure.split('.').reduce((part, key) => part?.[key], result);
    const holds = typeof value === 'number' && value >= atLeast && value <= atMost;
    const wanted = [atLeast > -Infinity && `at least ${atLeast}`, atMost < Infinity && `at most ${atMost}`]
      .filter(Boolean)
      .join(', ');
    console.log(`${holds ? 'holds ' : 'MISSED'} ${name} ${figure}: ${value ?? 'not measured'} (${wanted})`);
    if (!holds) missed += 1;
  }
}
process.exitCode = missed > 0 ? 1 : 0;
