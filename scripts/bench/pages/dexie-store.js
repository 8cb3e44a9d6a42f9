// A catalogue kept with Dexie and nothing above it: fetched and written, or opened and read.
import { Dexie } from 'dexie';

const database = new Dexie('catalogue-dexie');
database.version(1).stores({ languages: 'id', inventories: 'id' });
const json = async (path) => (await fetch(path)).json();

globalThis.openDexie = () => database.open();

globalThis.mirrorDexie = async () => {
  const opening = database.open();
  const list = await json('/documents.json');
  await opening;
  await Promise.all(
    list.map(async ({ path, collection }) => {
      const { documents } = await json(path);
      await database.table(collection).bulkPut(documents);
    }),
  );
  window.__mirror = { complete: performance.now() };
};

/** What a chart needs: every summary, and one inventory. */
globalThis.readDexie = (id) =>
  Promise.all([database.table('languages').toArray(), database.table('inventories').get(id)]);
