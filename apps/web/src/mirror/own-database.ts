// Where the person's own records are kept: a local database of their own, which no rebuild of the mirror touches.
import { createRxDatabase, type RxCollection, type RxDatabase, type RxJsonSchema } from 'rxdb/plugins/core';
import { hearAtAnyTime } from './any-clock.ts';
import { hashText } from './hash.ts';
import type { PackRecord, Settings } from './mirror.ts';
import { COPY, type OwnBeginnings, type OwnKeeper } from './own.ts';
import { type AnyStorage, isFull, OPEN_DEADLINE_MS, type Storages, within } from './storage.ts';
import { forgetUnkept, readUnkept } from './unkept.ts';

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

/** Where the database cannot be opened now, for want of room it may be, each call tries again, and fails only then. */
export async function openOwnDatabase(storages: Storages, beginnings: OwnBeginnings): Promise<OwnKeeper> {
  let opening: Promise<OwnKeeper> | undefined;
  const keeper = (): Promise<OwnKeeper> => {
    opening ??= openKeeper(storages, beginnings).catch((error) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
  await keeper().catch(() => undefined);
  return {
    star: async (id, added) => (await keeper()).star(id, added),
    saveSettings: async (now) => (await keeper()).saveSettings(now),
    savePack: async (record) => (await keeper()).savePack(record),
    forgetPack: async (code) => (await keeper()).forgetPack(code),
    close: async () => (await opening?.catch(() => undefined))?.close(),
  };
}

async function openKeeper(storages: Storages, beginnings: OwnBeginnings): Promise<OwnKeeper> {
  const { starred, settings } = beginnings;
  const database = await opened(nameNow() ?? beginnings.database ?? 'phonochart-own', storages, beginnings);
  try {
    if (!(await database.settings.findOne('settings').exec())) {
      await database.stars.bulkUpsert([...starred].map(newStar));
      await database.settings.upsert({ id: 'settings', ...settings });
    }
    await keepUnkept(database);
  } catch (error) {
    await database.close().catch(() => undefined);
    throw error;
  }
  database.stars.find().$.subscribe((found) => beginnings.sawStars(found.map(({ id }) => id)));
  database.settings.findOne('settings').$.subscribe((found) => {
    if (!found) return;
    const { id: _, ...now } = found.toMutableJSON();
    beginnings.sawSettings(now);
  });
  database.packs.find().$.subscribe((found) => {
    beginnings.sawPacks(found.map((record) => record.toMutableJSON() as PackRecord));
  });
  return {
    star: (id, added) => (added ? database.stars.upsert(newStar(id)) : database.stars.findOne(id).remove()),
    saveSettings: (now) => database.settings.upsert({ id: 'settings', ...now }),
    savePack: (record) => database.packs.upsert(record),
    forgetPack: (code) => database.packs.findOne(code).remove(),
    close: () => database.close(),
  };
}

/** What a tab died before it was kept is kept now. */
async function keepUnkept({ stars, settings }: OwnDatabase): Promise<void> {
  const unkept = readUnkept();
  for (const [id, added] of Object.entries(unkept.stars))
    await (added ? stars.upsert(newStar(id)) : stars.findOne(id).remove());
  if (Object.keys(unkept.settings).length > 0) {
    const held = (await settings.findOne('settings').exec())?.toMutableJSON();
    const now = Object.entries({ ...held, ...unkept.settings }).filter(([, value]) => value !== null);
    await settings.upsert({ ...(Object.fromEntries(now) as unknown as Settings), id: 'settings' });
  }
  forgetUnkept(unkept);
}

/** Another tab may have begun a new one since this one was opened. */
function nameNow(): string | undefined {
  try {
    return (JSON.parse(localStorage.getItem(COPY) ?? '{}') as { database?: string }).database;
  } catch {
    return undefined;
  }
}

async function opened(name: string, storages: Storages, { namedAs }: OwnBeginnings): Promise<OwnDatabase> {
  const works = await storages.works();
  try {
    if (!works) throw new DOMException('refused', 'SecurityError');
    const database = await within(OPEN_DEADLINE_MS, openDatabase(name, storages.disk));
    if (name !== 'phonochart-own') namedAs(name);
    return database;
  } catch (error) {
    // Nothing is wrong with what there is: only nothing more finds room.
    if (works && isFull(error)) throw error;
    // What cannot be opened is left where it is, and the copy fills a new one.
    const next = `phonochart-own-${Date.now().toString(36)}`;
    namedAs(next);
    return openDatabase(next, works ? storages.disk : await storages.memory());
  }
}

async function openDatabase(name: string, storage: AnyStorage): Promise<OwnDatabase> {
  const database = (await createRxDatabase({
    name,
    storage,
    multiInstance: true,
    // Of one that could not be opened RxDB keeps the name.
    closeDuplicates: true,
    hashFunction: hashText,
  })) as unknown as OwnDatabase;
  await database.addCollections({
    stars: { schema: schemaOf<Star>({ starred_at: { type: 'string' } }) },
    settings: { schema: schemaOf<KeptSettings>({}) },
    packs: { schema: schemaOf<PackRecord>({}) },
  });
  hearAtAnyTime(database);
  return database;
}

const newStar = (id: string): Star => ({ id, starred_at: new Date().toISOString() });
