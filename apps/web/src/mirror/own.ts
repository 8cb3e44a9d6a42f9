// The person's own records, stars and settings: local, in a database of their own that no rebuild of the mirror touches.
import { signal } from '@preact/signals';
import { createRxDatabase, type RxCollection, type RxDatabase, type RxJsonSchema } from 'rxdb/plugins/core';
import { hashText } from './hash.ts';
import { defaultSettings, type Own, type PackRecord, type Settings } from './mirror.ts';
import { type AnyStorage, OPEN_DEADLINE_MS, type Storages, within } from './storage.ts';

type Star = { id: string; starred_at: string };
type KeptSettings = { id: 'settings' } & Settings;
type OwnDatabase = RxDatabase<{
  stars: RxCollection<Star>;
  settings: RxCollection<KeptSettings>;
  packs: RxCollection<PackRecord>;
}>;

const schemaOf = <T>(properties: object) =>
  ({
    version: 0,
    primaryKey: 'id',
    type: 'object',
    properties: { id: { type: 'string', maxLength: 200 }, ...properties },
    required: ['id'],
  }) as unknown as RxJsonSchema<T>;

/**
 * A copy in local storage. It gives theme and language before the first paint, and saves the stars when the browser's
 * whole IndexedDB is lost. The database is the original; the copy follows it.
 */
const COPY = 'phonochart-own';
type Copy = { stars: string[]; settings: Settings; database?: string };

function readCopy(): Copy {
  try {
    const { stars, settings, database } = JSON.parse(localStorage.getItem(COPY) ?? '{}') as Partial<Copy>;
    return {
      stars: Array.isArray(stars) ? stars.filter((id) => typeof id === 'string') : [],
      settings: { ...defaultSettings, ...settings },
      ...(database ? { database } : {}),
    };
  } catch {
    return { stars: [], settings: defaultSettings };
  }
}

/** Usable at once from the copy; the database takes over when it is open. */
export function openOwn(storages: Storages): Own & { close(): Promise<void> } {
  const copy = readCopy();
  let name = copy.database ?? 'phonochart-own';
  const starred = signal<ReadonlySet<string>>(new Set(copy.stars));
  const settings = signal<Settings>(copy.settings);
  const packs = signal<readonly PackRecord[] | undefined>(undefined);

  const writeCopy = () => {
    try {
      const now: Copy = { stars: [...starred.peek()], settings: settings.peek(), database: name };
      localStorage.setItem(COPY, JSON.stringify(now));
    } catch {
      // Refused: the database alone keeps them.
    }
  };

  const opening = open().catch(() => undefined);

  async function open(): Promise<OwnDatabase> {
    let database: OwnDatabase;
    const works = await storages.works();
    try {
      if (!works) throw new DOMException('refused', 'SecurityError');
      database = await within(OPEN_DEADLINE_MS, openDatabase(name, storages.disk));
    } catch {
      // What cannot be opened is left where it is, and the copy fills a new one.
      name = `phonochart-own-${Date.now().toString(36)}`;
      database = await openDatabase(name, works ? storages.disk : await storages.memory());
    }
    if (!(await database.settings.findOne('settings').exec())) {
      await database.stars.bulkUpsert([...starred.peek()].map(newStar));
      await database.settings.upsert({ id: 'settings', ...settings.peek() });
    }
    database.stars.find().$.subscribe((found) => {
      starred.value = new Set(found.map(({ id }) => id));
      writeCopy();
    });
    database.settings.findOne('settings').$.subscribe((found) => {
      if (!found) return;
      const { id: _, ...now } = found.toMutableJSON();
      settings.value = { ...defaultSettings, ...now };
      writeCopy();
    });
    database.packs.find().$.subscribe((found) => {
      packs.value = found.map((record) => record.toMutableJSON() as PackRecord);
    });
    return database;
  }

  return {
    starred,
    settings,
    packs,
    async savePack(record) {
      await (await opening)?.packs.upsert(record);
    },
    async forgetPack(code) {
      await (await opening)?.packs.findOne(code).remove();
    },
    async toggleStar(id) {
      const now = new Set(starred.peek());
      const added = !now.delete(id);
      if (added) now.add(id);
      starred.value = now;
      writeCopy();
      const database = await opening;
      if (added) await database?.stars.upsert(newStar(id));
      else await database?.stars.findOne(id).remove();
    },
    async saveSettings(patch) {
      const now = Object.entries({ ...settings.peek(), ...patch }).filter(([, value]) => value !== undefined);
      settings.value = Object.fromEntries(now) as unknown as Settings;
      writeCopy();
      const database = await opening;
      await database?.settings.upsert({ id: 'settings', ...settings.peek() });
    },
    async close() {
      await (await opening)?.close();
    },
  };
}

async function openDatabase(name: string, storage: AnyStorage): Promise<OwnDatabase> {
  const database = (await createRxDatabase({
    name,
    storage,
    multiInstance: true,
    hashFunction: hashText,
  })) as unknown as OwnDatabase;
  await database.addCollections({
    stars: { schema: schemaOf<Star>({ starred_at: { type: 'string' } }) },
    settings: { schema: schemaOf<KeptSettings>({}) },
    packs: { schema: schemaOf<PackRecord>({}) },
  });
  return database;
}

const newStar = (id: string): Star => ({ id, starred_at: new Date().toISOString() });
