// A child process for tests: a whole server whose uploads lie in a folder of their own. Says its port, and at each line it hears, what lies there.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { exampleApp } from '../example-server.ts';
import { listen } from '../listen.ts';
import { exampleInventory } from '../store/example-inventory.ts';
import { openSqliteStore } from '../store/sqlite-store.ts';

const [folder, dataDir] = process.argv.slice(2) as [string, string];
const store = await openSqliteStore({ file: join(folder, 'catalogue.sqlite') });
await store.loadContent([exampleInventory('example', { name: 'Example' })], { source: 'tests', hash: 'tests' });
const listening = await listen(exampleApp(store, { dataDir }), { port: 0, host: '127.0.0.1' });
process.stdout.write(`${listening.port}\n`);

for await (const _ of createInterface({ input: process.stdin })) {
  const files = readdirSync(dataDir, { recursive: true, encoding: 'utf8' })
    .map((path) => ({ path, found: statSync(join(dataDir, path)) }))
    .filter(({ found }) => found.isFile())
    .map(({ path, found }) => [path, found.size]);
  process.stdout.write(`${JSON.stringify(Object.fromEntries(files))}\n`);
}
await listening.close(0);
await store.close();
