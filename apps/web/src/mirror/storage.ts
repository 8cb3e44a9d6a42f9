// The engines under RxDB: IndexedDB through Dexie, or memory where the device refuses storage.

import type { RxStorage } from 'rxdb/plugins/core';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';

// biome-ignore lint/suspicious/noExplicitAny: RxDB's own type for a storage of any engine
export type AnyStorage = RxStorage<any, any>;

export type Storages = {
  readonly disk: AnyStorage;
  /** Fetched only when it is needed. */
  memory(): Promise<AnyStorage>;
  /** Whether the device keeps anything at all. */
  works(): Promise<boolean>;
};

/** `factory` stands in for the browser's IndexedDB in tests; Dexie takes hold of that one when it is first imported. */
export function browserStorages(factory: { indexedDB?: IDBFactory; IDBKeyRange?: typeof IDBKeyRange } = {}): Storages {
  let works: Promise<boolean> | undefined;
  return {
    disk: getRxStorageDexie(factory),
    memory: async () => (await import('rxdb/plugins/storage-memory')).getRxStorageMemory(),
    works: () => {
      works ??= within(OPEN_DEADLINE_MS, probe()).catch(() => false);
      return works;
    },
  };
}

/** An open that another tab blocks, or that a dying storage process never answers, must not leave an empty screen. */
export const OPEN_DEADLINE_MS = 10_000;

export function within<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new DOMException('deadline', 'TimeoutError')), milliseconds);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Asked before RxDB opens anything: what fails inside it ends as an unhandled rejection. */
function probe(): Promise<boolean> {
  return new Promise((resolve) => {
    // Some browsers throw at the mere name in a private window, others fail the request.
    const request = indexedDB.open('phonochart-probe');
    request.onerror = () => resolve(false);
    request.onsuccess = () => {
      request.result.close();
      resolve(true);
    };
  });
}

/** Whether it was for want of room. Dexie wraps the browser's own error. */
export function isFull(error: unknown): boolean {
  const { name, inner } = (error ?? {}) as { name?: string; inner?: { name?: string } };
  return name === 'QuotaExceededError' || inner?.name === 'QuotaExceededError';
}
