// The person's own records where the device has no room for a while.
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { expect, test, vi } from 'vitest';
import { until } from './example-outbox.ts';
import { openOwn } from './own.ts';
import { openOwnDatabase } from './own-database.ts';
import { browserStorages, type Storages } from './storage.ts';

/** A device of its own, that may be full. */
function device() {
  const kept = new Map<string, string>();
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
  let full = false;
  const { disk, ...others } = browserStorages({ indexedDB, IDBKeyRange });
  const storages: Storages = {
    ...others,
    disk: {
      ...disk,
      createStorageInstance: async (params) => {
        const instance = await disk.createStorageInstance(params);
        const write = instance.bulkWrite.bind(instance);
        instance.bulkWrite = async (...given) => {
          if (full) throw new DOMException('no room', 'QuotaExceededError');
          return write(...given);
        };
        return instance;
      },
    },
  };
  const visit = () => {
    const own = openOwn();
    own.use((beginnings) => openOwnDatabase(storages, beginnings));
    return own;
  };
  const isFull = (now: boolean) => {
    full = now;
  };
  return { kept, visit, isFull };
}

test('a star and a setting that a tab died before keeping are there at the next visit, and what was kept is not undone', async () => {
  const { kept, visit } = device();
  const first = visit();
  await first.toggleStar('aa:p');
  await first.saveSettings({ theme: 'dark', lastLanguage: 'aa' });
  await first.close();
  // The database never opens here: the tab is closed before.
  const died = openOwn();
  void died.toggleStar('aa:b');
  void died.toggleStar('aa:p');
  void died.saveSettings({ theme: 'light', lastLanguage: undefined, xsampa: true });
  const third = visit();
  await until(third.packs, (packs) => packs !== undefined);
  await third.toggleStar('aa:m');
  expect([...third.starred.value].sort()).toEqual(['aa:b', 'aa:m']);
  expect(third.settings.value).toMatchObject({ theme: 'light', xsampa: true });
  expect(third.settings.value.lastLanguage).toBeUndefined();
  expect([...kept.keys()]).toEqual(['phonochart-own']);
  await third.close();
  vi.unstubAllGlobals();
});

test('a star is called kept only once it is; with room again it goes to the records that there were, and the next visit has it', async () => {
  const { kept, visit, isFull } = device();
  isFull(true);
  const first = visit();
  await expect(first.toggleStar('aa:p')).rejects.toMatchObject({ name: 'QuotaExceededError' });
  // A screen waits for nothing: the rejection is nobody's, and yet it is said.
  void first.saveSettings({ theme: 'dark' });
  void first.savePack({ id: 'aa', clips: [], bytes: 0, saved_at: '2026-11-21T08:00:00Z' });
  await until(first.unkept, (unkept) => unkept > 0);
  await expect(first.forgetPack('aa')).rejects.toMatchObject({ name: 'QuotaExceededError' });
  isFull(false);
  await first.toggleStar('aa:b');
  expect(first.unkept.value).toBe(0);
  await first.close();
  // What the copy holds goes with the whole local storage; the database has it.
  kept.clear();
  const second = visit();
  expect(await until(second.starred, (ids) => ids.has('aa:b'))).toContain('aa:b');
  await second.close();
  vi.unstubAllGlobals();
});
