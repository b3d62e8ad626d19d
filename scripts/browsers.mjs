import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Full browsers come first: a headless shell has no printing dialog, no extensions and no WebAuthn user interface. */
const chromiumNames = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chromium-headless-shell',
];
const macChrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
const macFirefox = '/Applications/Firefox.app/Contents/MacOS/firefox';

/** Where a program is, or undefined. */
export function findProgram(names) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = names.flatMap((name) =>
    name.startsWith('/') ? [name] : folders.map((folder) => join(folder, name)),
  );
  return candidates.find(isExecutable);
}

/** The Chromium that tests drive: `CHROME_PATH`, or the system's. */
export function findChromium() {
  return process.env.CHROME_PATH || findProgram([...chromiumNames, macChrome]);
}

/** The Firefox that tests drive: `FIREFOX_PATH`, or the system's. */
export function findFirefox() {
  return process.env.FIREFOX_PATH || findProgram(['firefox-esr', 'firefox', macFirefox]);
}

/** Flags without which Chromium does not start as root in a container, or calls home while tests run. */
export const chromiumFlags = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
