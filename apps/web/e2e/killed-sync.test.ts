// A browser that is killed in the middle of its first sync: the next one goes on where it was.
import { afterAll, expect, test } from 'vitest';
import { chartIsThere } from './chart-page.ts';
import { until } from './ears.ts';
import { RealBrowser } from './real-browser.ts';
import { RealServer } from './real-server.ts';

let server: RealServer;
let browser: RealBrowser;
afterAll(async () => {
  await browser?.dispose();
  await server?.dispose();
});

test('the chart is there before its shard, and after a kill no shard that is done comes again', async () => {
  server = await RealServer.start();
  browser = await RealBrowser.open();
  await browser.context.addInitScript(holdInventories);
  const first = await browser.page(`${server.url}/english-gb`);
  await chartIsThere(first);
  await until(first, checkpoints('languages?.shards === null && inventories?.shards?.length === 0'));
  await browser.kill();

  await browser.launch();
  const second = await browser.page();
  const asked: string[] = [];
  second.on('request', (request) => asked.push(new URL(request.url()).pathname));
  browser.context.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await second.goto(`${server.url}/english-gb`);
  await chartIsThere(second);
  await until(second, `JSON.parse(localStorage.getItem('phonochart-mirror') ?? '{}').complete`);
  expect(new Set(asked.filter((path) => path.includes('/shards/'))).size).toBeLessThanOrEqual(1);
  expect(await second.evaluate(count('languages'))).toBe(await second.evaluate(count('inventories')));
  expect(browser.errors).toEqual([]);
});

/** The thread beside the page is never asked for inventories. */
const holdInventories = `(() => {
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...rest) {
    if (message.entry?.collection === 'inventories') return;
    post.call(this, message, ...rest);
  };
})();`;

const read = (collection: string, asking: string) => `(async () => {
  const { name } = JSON.parse(localStorage.getItem('phonochart-mirror') ?? '{}');
  const file = 'rxdb-dexie-' + name + '--0--${collection}';
  if (!(await indexedDB.databases()).some((each) => each.name === file)) return undefined;
  const done = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
  const database = await done(indexedDB.open(file));
  const store = database.transaction('docs').objectStore('docs');
  const found = ${asking};
  database.close();
  return found;
})()`;

/** Whether an expression holds of the two checkpoints. */
const checkpoints = (wanted: string) =>
  read(
    'checkpoints',
    `await (async ([languages, inventories]) => ${wanted})(await Promise.all([done(store.get('languages')), done(store.get('inventories'))]))`,
  );
const count = (collection: string) => read(collection, 'await done(store.count())');
