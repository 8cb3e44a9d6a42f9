// Two servers of the same documents for pages that mirror them without the app: one with raw IndexedDB, one with Dexie.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildPage } from './app-build.ts';
import { pageScript } from './chromium.ts';
import { type BareFile, type Running, startBare } from './processes.ts';
import type { Bench } from './row.ts';

/** `/` mirrors the catalogue and sets `__mirror.complete`; `/start?install` shows a language of it and keeps itself for offline use. */
export async function startPeerPages(
  bench: Bench,
  documents: readonly BareFile[],
): Promise<{ raw: Running; dexie: Running }> {
  const built = bench.folder('dexie');
  await buildPage('dexie-store.js', built);
  const entry = readFileSync(join(built, 'entry.js'));
  return {
    raw: await startBare(bench, [...documents, ...pages('raw', '/raw-store.js', pageScript('raw-store.js'))]),
    dexie: await startBare(bench, [...documents, ...pages('dexie', '/entry.js', entry)]),
  };
}

function pages(name: string, store: string, code: string | Buffer): BareFile[] {
  const html = (path: string, body: string): BareFile => ({ path, body, headers: { 'content-type': 'text/html' } });
  const script = (path: string, body: string | Buffer): BareFile => ({
    path,
    body,
    headers: { 'content-type': 'text/javascript' },
  });
  const start = pageScript(`${name}-start.html`);
  const kept = ['/start', store, '/peer-start.js'];
  return [
    html('/', pageScript(`${name}-mirror.html`)),
    html('/start', start),
    html('/start?install', start),
    script(store, code),
    script('/peer-start.js', pageScript('peer-start.js')),
    script('/sw.js', pageScript('bare-worker.js').replace('FILES', JSON.stringify(kept))),
  ];
}
