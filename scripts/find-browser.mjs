// Runs before `npm test`: that one command has to pass in a bare container too, so a missing browser is fetched where that is safe.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findChromium } from './browsers.mjs';

if (!findChromium()) {
  const debianRoot = process.getuid?.() === 0 && existsSync('/etc/debian_version');
  if (debianRoot) {
    console.log('No browser found: installing chromium with apt-get for the browser tests …');
    // Another apt may hold the lock on a machine that is being set up.
    const wait = ['-o', 'DPkg::Lock::Timeout=600', '-qq'];
    const quiet = {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    };
    spawnSync('apt-get', [...wait, 'update'], quiet);
    spawnSync('apt-get', [...wait, 'install', '-y', '--no-install-recommends', 'chromium'], quiet);
  }
  if (!findChromium()) {
    console.log('No browser found: install Chromium or Chrome, or set CHROME_PATH; the browser tests are skipped.');
  }
}
