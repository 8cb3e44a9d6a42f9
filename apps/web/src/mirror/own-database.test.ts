// The person's own records where the device has no room for a while.
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { expect, test, vi } from 'vitest';
import { until } from './example-outbox.ts';
import { openOwn } from './own.ts';
import { openOwnDatabase } from './own-database.ts';
import { browserStorages, type Storages } from './storage.ts';

test('a star is called kept only once it is; with room again it goes to the records that there were, and the next visit has it', async () => {
  const kept = new Map<string, string>();
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
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

  full = true;
  const first = visit();
  await expect(first.toggleStar('aa:p')).rejects.toMatchObject({ name: 'QuotaExceededError' });
  // A screen waits for nothing: the rejection is nobody's, and yet it is said.
  void first.saveSettings({ theme: 'dark' });
  void first.savePack({ id: 'aa', clips: [], bytes: 0, saved_at: '2026-11-21T08:00:00Z' });
  await until(first.unkept, (unkept) => unkept > 0);
  await expect(first.forgetPack('aa')).rejects.toMatchObject({ name: 'QuotaExceededError' });
  full = false;
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
