// The browser's globals, each of which is that of the tab in whose name the code runs; IndexedDB's events come in the right name too.
import { IDBKeyRange, IDBObjectStore, IDBOpenDBRequest, IDBRequest, IDBTransaction } from 'fake-indexeddb';
import type { Storages } from '../src/mirror/storage.ts';
import { abandon, Tab, TabChannel } from './device.ts';
import { SimulatedEventSource } from './event-source.ts';
import { currentProcess, currentWorld, inProcess } from './virtual-time.ts';
import { isMirrored, watchWrites } from './watched-storage.ts';

const tabNow = (): Tab | undefined => {
  const process = currentProcess();
  return process instanceof Tab ? process : undefined;
};

/** To be called once, after `platform.ts` is loaded. */
export function becomeBrowser({ shape }: { shape: string }): void {
  const named: { [name: string]: (tab: Tab) => unknown } = {
    __MIRROR_SHAPE__: (tab) => `${shape}${tab.release || ''}`,
    indexedDB: (tab) => factoryOf(tab),
    localStorage: (tab) => ({
      getItem: (key: string) => tab.device.kept.get(key) ?? null,
      setItem: (key: string, value: string) => tab.device.setItem(tab, key, value),
      removeItem: (key: string) => tab.device.removeItem(tab, key),
    }),
    navigator: (tab) => ({
      onLine: tab.device.online,
      ...(tab.device.hasLocks
        ? {
            locks: {
              request: (name: string, work: () => Promise<unknown>) => tab.device.lock(tab, name, work),
              query: async () => ({ held: tab.device.lockNames().map((name) => ({ name })) }),
            },
          }
        : {}),
    }),
  };
  for (const [name, of] of Object.entries(named))
    Object.defineProperty(globalThis, name, {
      configurable: true,
      get: () => {
        const tab = tabNow();
        return tab && of(tab);
      },
    });
  Object.assign(globalThis, {
    IDBKeyRange,
    EventSource: SimulatedEventSource,
    BroadcastChannel: class extends TabChannel {
      constructor(name: string) {
        super(tabNow(), name);
      }
    },
    addEventListener: (type: string, listener: (event: unknown) => void) => tabNow()?.listen(type, listener),
    removeEventListener: (type: string, listener: (event: unknown) => void) => tabNow()?.unlisten(type, listener),
  });
  nameEvents();
  refuseWhenFull();
}

type Target = { dispatchEvent(event: Event): boolean };
type Owned = {
  tab?: Tab;
  name?: string;
  mode?: string;
  source?: unknown;
  transaction?: { db: Owned } | null;
  db?: Owned;
  result?: unknown;
};

/** Whose connection an IndexedDB event is about. */
function ownerOf(target: Owned): Tab | undefined {
  if (target instanceof IDBOpenDBRequest) return target.tab;
  if (target instanceof IDBRequest) return target.transaction?.db.tab;
  return target.tab ?? target.db?.tab;
}

/** The factory as one tab sees it: what it opens is its own, and goes down with it. */
const factoryOf = (tab: Tab): IDBFactory => {
  const { idb } = tab.device;
  const owned = <Request extends object>(request: Request): Request => Object.assign(request, { tab });
  return {
    open: (name: string, version?: number) => owned(idb.open(name, version)),
    deleteDatabase: (name: string) => owned(idb.deleteDatabase(name)),
    databases: () => idb.databases(),
    cmp: (first: unknown, second: unknown) => idb.cmp(first, second),
  } as IDBFactory;
};

function nameEvents(): void {
  const { prototype } = Object.getPrototypeOf(IDBRequest) as { prototype: Target };
  const dispatch = prototype.dispatchEvent;
  prototype.dispatchEvent = function (this: Owned & Target, event: Event): boolean {
    const tab = ownerOf(this);
    if (this instanceof IDBOpenDBRequest && tab && event.type !== 'blocked' && this.result) {
      const connection = this.result as IDBDatabase & { tab: Tab };
      connection.tab = tab;
      tab.connections.add(connection);
      if (tab.dead && event.type === 'success') abandon(connection);
    }
    if (tab && !tab.dead && event.type === 'complete' && isWriteOfMirror(this)) tab.device.committed(tab);
    if (!tab?.dead) return inProcess(tab, () => dispatch.call(this, event));
    // Nobody is left to hear it; the engine's own part is done, and a half-made database is unmade.
    if (event.type === 'upgradeneeded') throw new Error('the tab is gone');
    if (this instanceof IDBTransaction) {
      const engine = this as unknown as {
        _prioritizedListeners: Map<string, () => void>;
        db: { _rawDatabase: { processTransactions(): void } };
      };
      engine._prioritizedListeners.get(event.type)?.();
      engine.db._rawDatabase.processTransactions();
    }
    return true;
  };
}

const isWriteOfMirror = ({ mode, db }: Owned): boolean =>
  mode === 'readwrite' && /^rxdb-dexie-phonochart-mirror.*--(languages|inventories|checkpoints)$/.test(db?.name ?? '');

/** A device without room undoes the transaction that would have filled it, most often only when that has written all. */
function refuseWhenFull(): void {
  const { prototype } = IDBObjectStore as unknown as {
    prototype: { [method: string]: (...given: unknown[]) => object };
  };
  for (const method of ['put', 'add']) {
    const write = prototype[method]!;
    prototype[method] = function (this: { transaction: Undoable }, ...given) {
      const request = write.apply(this, given);
      const { tab, name = '' } = this.transaction.db ?? {};
      if (tab && name.endsWith('--inventories')) tab.device.mirrors(name, given[0] as { id: string; seq: number });
      if (tab?.device.hasRoom() === false)
        inProcess(tab, () =>
          currentWorld().task(() => {
            if (['active', 'inactive'].includes(this.transaction._state)) this.transaction._abort('QuotaExceededError');
          }, true),
        );
      return request;
    };
  }
}

type Undoable = Owned & { _state: string; _abort(name: string): void };

/** The mirror's engines for one tab. */
export function storagesOf(tab: Tab): Storages {
  const storages = tab.kit.browserStorages({ indexedDB: factoryOf(tab), IDBKeyRange });
  const { disk } = storages;
  return {
    ...storages,
    disk: {
      ...disk,
      createStorageInstance: async (params) => {
        const instance = await disk.createStorageInstance(params);
        if (isMirrored(params.collectionName)) watchWrites(tab, instance);
        return instance as never;
      },
    },
  };
}
