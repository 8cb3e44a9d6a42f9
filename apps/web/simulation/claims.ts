// What must be true once the faults are over, of the server and of every device.
import { createHash } from 'node:crypto';
import type { CollectionName } from '@phonochart/sync/protocol.ts';
import type { CatalogueStore } from '../../server/src/store/store.ts';
import type { Device } from './device.ts';
import type { Journal } from './journal.ts';
import type { Page } from './people.ts';

/** Everything acknowledged is there. */
export async function checkServer(store: CatalogueStore, journal: Journal): Promise<string[]> {
  const broken: string[] = [];
  for (const [key, value] of journal.known) {
    const [code = '', what] = key.split('/');
    const held = await store.getInventory(code);
    const now =
      what === 'alive'
        ? held !== undefined
        : what === 'name'
          ? held?.value.language.name
          : held?.value.phonemes.find(({ id }) => id === `${code}:p`)?.description?.en;
    if (now !== value) broken.push(`acknowledged and lost: ${key} is ${now}, not ${value}`);
  }
  return broken;
}

/** The device holds exactly the server's documents, its pages show them, and what is the person's own stands. */
export async function checkDevice(device: Device, store: CatalogueStore, pages: readonly Page[]): Promise<string[]> {
  const broken: string[] = [];
  const { checksums } = await store.checksums();
  const kept = await keptChecksums(device);
  for (const id of new Set([...Object.keys(checksums), ...kept.keys()]))
    if (kept.get(id) !== checksums[id])
      broken.push(`${device.name} has ${id} as ${kept.get(id)}, not ${checksums[id]}`);
  const { languages } = await store.listLanguages({ limit: 100 });
  const right = languages.map(({ value }) => `${value.code} ${value.name}`).sort();
  for (const { tab, mirror, chart } of pages) {
    const charted = JSON.stringify(chart.shown.value?.phonemes);
    const rightly = JSON.stringify((await store.getInventory(chart.code))?.value.phonemes);
    if (charted !== rightly) broken.push(`${tab.name} shows ${chart.code} as ${charted}, not ${rightly}`);
    const shown = (mirror.languages.value ?? []).map(({ code, name }) => `${code} ${name}`).sort();
    if (`${shown}` !== `${right}`) broken.push(`${tab.name} shows ${shown}, not ${right}`);
    for (const [id, value] of device.own.known) {
      const now = id === 'theme' ? mirror.own.settings.value.theme : mirror.own.starred.value.has(id);
      if (now !== value) broken.push(`${tab.name} has lost what is the person's own: ${id} is ${now}, not ${value}`);
    }
  }
  return broken;
}

const collections: readonly CollectionName[] = ['languages', 'inventories'];

/** Checksums of what lies in the device's storage, read without the mirror. */
async function keptChecksums(device: Device): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const { name } = JSON.parse(device.kept.get('phonochart-mirror') ?? '{"name":""}') as { name: string };
  for (const collection of collections)
    for (const document of await documentsIn(device.idb, `rxdb-dexie-${name}--0--${collection}`)) {
      const { _deleted, _meta, _rev, _attachments, seq, ...body } = document;
      // RxDB's engine keeps what it can index as text.
      if (_deleted === '1' || _deleted === true) continue;
      const text = JSON.stringify({ seq, _deleted: false, ...body });
      const half = createHash('sha256').update(text).digest('base64url').slice(0, 6);
      found.set(document.id, `${found.get(document.id) ?? ''}${half}`);
    }
  return found;
}

type Kept = { id: string; seq: number; _deleted: unknown; _meta: unknown; _rev: unknown; _attachments: unknown };

export function documentsIn(idb: IDBFactory, name: string): Promise<Kept[]> {
  return new Promise((resolve, reject) => {
    const opening = idb.open(name);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const connection = opening.result;
      if (!connection.objectStoreNames.contains('docs')) {
        connection.close();
        return resolve([]);
      }
      const reading = connection.transaction('docs').objectStore('docs').getAll();
      reading.onerror = () => reject(reading.error);
      reading.onsuccess = () => {
        connection.close();
        resolve(reading.result as Kept[]);
      };
    };
  });
}
