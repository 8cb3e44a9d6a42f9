// Finds a Chromium for the tests, or installs one: any Chrome there is, else playwright's, else Debian's package.
import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

/** Flags for a headless Chromium that may run as root and must not look for hosts of its own. */
export const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The path of a Chromium, or undefined. CHROMIUM_PATH goes first. */
export function findBrowser() {
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  const candidates = [process.env.CHROMIUM_PATH, ...onPath, ...elsewhere, playwrightBrowser()];
  return candidates.find((path) => path && isExecutable(path));
}

/** Makes sure that `findBrowser` finds one; ends the process with a word on what to do where it cannot. */
export async function installBrowser() {
  if (findBrowser()) return;
  const attempts = [
    [
      'playwright’s Chromium',
      process.execPath,
      [join(import.meta.dirname, '../node_modules/playwright-core/cli.js'), 'install', 'chromium'],
    ],
    [
      'Debian’s Chromium',
      'sh',
      ['-c', 'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium'],
    ],
  ];
  for (const [name, command, args] of attempts) {
    console.log(`Installing ${name} for the tests…`);
    try {
      execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], timeout: 300_000 });
    } catch {
      console.log(`${name} could not be installed.`);
    }
    if (findBrowser()) return;
  }
  console.error(
    'The tests need a Chromium. Install one (Debian: apt-get install chromium) or set CHROMIUM_PATH to it.',
  );
  process.exit(1);
}

function playwrightBrowser() {
  try {
    return chromium.executablePath();
  } catch {
    return undefined;
  }
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return existsSync(path);
  } catch {
    return false;
  }
}
