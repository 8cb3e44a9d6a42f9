// The store contract over real SQLite files.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { storeContract } from './contract.ts';
import { openSqliteStore } from './sqlite-store.ts';
import type { CatalogueStore } from './store.ts';

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0)) await clean();
});

storeContract('SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'phonochart-store-'));
  const file = join(folder, 'catalogue.sqlite');
  const opened: CatalogueStore[] = [];
  const trouble: unknown[] = [];
  const again = async () => {
    const store = await openSqliteStore({ file, watchEveryMs: 10, onTrouble: (error) => trouble.push(error) });
    opened.push(store);
    return store;
  };
  cleanups.push(async () => {
    for (const store of opened) await store.close();
    rmSync(folder, { recursive: true });
    if (trouble.length > 0) throw trouble[0];
  });
  return { store: await again(), again };
});
