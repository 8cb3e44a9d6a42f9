// Where the person's own records are kept: a local database of their own, which no rebuild of the mirror touches.
import { createRxDatabase, type RxCollection, type RxDatabase, type RxJsonSchema } from 'rxdb/plugins/core';
import { hashText } from './hash.ts';
import type { PackRecord, Settings } from './mirror.ts';
import type { OwnBeginnings, OwnKeeper } from './own.ts';
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

export async function openOwnDatabase(storages: Storages, beginnings: OwnBeginnings): Promise<OwnKeeper> {
  const { database: name = 'phonochart-own', starred, settings } = beginnings;
  const database = await opened(name, storages, beginnings);
  if (!(await database.settings.findOne('settings').exec())) {
    await database.stars.bulkUpsert([...starred].map(newStar));
    await database.settings.upsert({ id: 'settings', ...settings });
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

async function opened(name: string, storages: Storages, { namedAs }: OwnBeginnings): Promise<OwnDatabase> {
  const works = await storages.works();
  try {
    if (!works) throw new DOMException('refused', 'SecurityError');
    return await within(OPEN_DEADLINE_MS, openDatabase(name, storages.disk));
  } catch {
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
