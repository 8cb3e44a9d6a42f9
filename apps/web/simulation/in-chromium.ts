// A seed's life with the app as it is built, in a real Chromium, on a bad line to the real server; both are killed at will.
import { createHash } from 'node:crypto';
import type { Page } from 'playwright-core';
import { FaultyLine } from '../e2e/faulty-line.ts';
import { RealBrowser } from '../e2e/real-browser.ts';
import { RealServer } from '../e2e/real-server.ts';
import { randomFrom } from './random.ts';

const CODE = 'english-gb';
const HAPPENINGS = 8;
/** How often the mirror is looked at, a second apart, before it is called wrong. */
const PATIENCE = 60;

/** Answers what did not hold; empty where all did. `tell` hears the story. */
export async function liveInChromium(seed: number, tell: (what: string) => void): Promise<string[]> {
  const random = randomFrom(seed);
  const server = await RealServer.start();
  const line = await FaultyLine.to(server.url);
  const browser = await RealBrowser.open();
  // Whatever fails on the line the browser logs itself.
  browser.expectErrors(/Failed to load resource|net::ERR|fetching the script|\/api\//);
  const broken: string[] = [];
  try {
    const badness = random() * 0.4;
    line.fault = (path) =>
      path.startsWith('/api/sync/') && random.chance(badness)
        ? random.pick(['garbled', 'lost', 'failing'] as const)
        : undefined;
    const phonemes = await server.phonemesOf(CODE);
    let page = await browser.page();
    let edits = 0;
    let starred = false;
    const open = async () => {
      // The app itself comes from the server too, before its worker has it.
      await page.goto(`${line.url}/${random.pick([CODE, 'settings'])}`).catch(() => undefined);
    };
    const happenings: { [name: string]: () => Promise<unknown> } = {
      'an edit': () => server.describe(random.pick(phonemes), `Edit ${++edits} of seed ${seed}.`),
      'a reload': open,
      'the browser dies': async () => {
        await browser.kill();
        await browser.launch();
        page = await browser.page();
        await open();
      },
      'the server dies': async () => {
        await server.kill();
        await pause(random.below(2000));
        await server.start();
      },
      'a star': async () => {
        await page.evaluate(star(seed));
        starred = true;
      },
      'a second tab': () => browser.page(`${line.url}/${CODE}`).catch(() => undefined),
    };
    await open();
    for (let count = 0; count < HAPPENINGS; count += 1) {
      await pause(random.below(1500));
      const name = random.pick(Object.keys(happenings));
      tell(name);
      await happenings[name]!();
    }
    line.fault = () => undefined;
    tell(`all is calm, after ${line.faults} faults on the line`);
    await page.goto(`${line.url}/settings`);
    const differing = await untilEqual(page, server);
    if (differing.length > 0) broken.push(`the device has otherwise than the server: ${differing.join(', ')}`);
    if (starred && (await page.evaluate(starOf)) !== `seed ${seed}`) broken.push('what is the person’s own is gone');
    broken.push(...browser.errors);
  } finally {
    await browser.dispose();
    await line.dispose();
    await server.dispose();
  }
  return broken;
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function untilEqual(page: Page, server: RealServer): Promise<string[]> {
  for (let looks = 1; ; looks += 1) {
    const { checksums } = (await (await fetch(`${server.url}/api/sync/checksums`)).json()) as {
      checksums: Record<string, string>;
    };
    const kept = await keptChecksums(page);
    const ids = new Set([...Object.keys(checksums), ...Object.keys(kept)]);
    const differing = [...ids].filter((id) => checksums[id] !== kept[id]);
    if (differing.length === 0 || looks === PATIENCE) return differing;
    // Half-way, what no bell tells of: a bit that was flipped in a page.
    if (looks === PATIENCE / 2)
      await page.evaluate("localStorage.setItem('phonochart-checked', '1')").then(() => page.reload());
    await pause(1000);
  }
}

/** Checksums of what lies in the page's databases, as [CHECK2] has them. */
async function keptChecksums(page: Page): Promise<Record<string, string>> {
  const kept: Record<string, string> = {};
  for (const collection of ['languages', 'inventories'])
    for (const document of (await page.evaluate(documentsIn(collection))) as Kept[]) {
      const { _deleted, _meta, _rev, _attachments, seq, ...body } = document;
      if (_deleted === '1' || _deleted === true) continue;
      const text = JSON.stringify({ seq, _deleted: false, ...body });
      const half = createHash('sha256').update(text).digest('base64url').slice(0, 6);
      kept[document.id] = (kept[document.id] ?? '') + half;
    }
  return kept;
}

type Kept = { id: string; seq: number; _deleted: unknown; _meta: unknown; _rev: unknown; _attachments: unknown };

const documentsIn = (collection: string) => `(async () => {
  const { name } = JSON.parse(localStorage.getItem('phonochart-mirror') ?? '{}');
  const file = 'rxdb-dexie-' + name + '--0--${collection}';
  if (!(await indexedDB.databases()).some((each) => each.name === file)) return [];
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const database = await done(indexedDB.open(file));
  try {
    return await done(database.transaction('docs').objectStore('docs').getAll());
  } catch {
    return [];
  } finally {
    database.close();
  }
})()`;

/** Something of a person's own beside what the app keeps, in a database: the browser keeps its local storage late. */
const own = (work: string) => `new Promise((resolve, reject) => {
  const opening = indexedDB.open('of-the-person');
  opening.onupgradeneeded = () => opening.result.createObjectStore('kept');
  opening.onsuccess = () => {
    const transaction = opening.result.transaction('kept', 'readwrite', { durability: 'strict' });
    const request = transaction.objectStore('kept').${work};
    transaction.oncomplete = () => { opening.result.close(); resolve(request.result); };
    transaction.onabort = () => reject(transaction.error);
  };
})`;
const star = (seed: number) => own(`put('seed ${seed}', 'star')`);
const starOf = own("get('star')");
