// Opens the mirror: its database, its watchers and its replication; begins anew when the server or the disk demands it.

import type { InventoryDocument, LanguageDocument } from '@phonochart/sync/protocol.ts';
import { batch, computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { type ConnectBell, connectBell } from './bell.ts';
import {
  checkIsDue,
  currentGeneration,
  type Generation,
  keepChecked,
  keepGeneration,
  nextGeneration,
  onGenerationChange,
  sweepGenerations,
} from './generation.ts';
import type { Mirror, MirrorStatus } from './mirror.ts';
import { type MirrorStore, openMirrorStore } from './mirror-store.ts';
import { openOwn } from './own.ts';
import { type Replication, replicate } from './replication.ts';
import { shape } from './schemas.ts';
import { browserStorages, OPEN_DEADLINE_MS, type Storages, within } from './storage.ts';
import { lead, openTabLine } from './tabs.ts';
import { createWire, type Wire } from './wire.ts';

export type MirrorOptions = { wire?: Wire; storages?: Storages; bell?: ConnectBell };

/** Returns at once; everything in it fills as it comes. `close` is for tests. */
export function openMirror(options: MirrorOptions = {}): Mirror & { close(): Promise<void> } {
  const { wire = createWire(), storages = browserStorages(), bell = connectBell } = options;
  const own = openOwn(storages);
  const store = signal<MirrorStore | undefined>(undefined);
  const languages = signal<readonly LanguageDocument[] | undefined>(undefined);
  const complete = signal(false);
  const status = signal<MirrorStatus>({ state: 'opening' });
  const inventories = new Map<string, ReadonlySignal<InventoryDocument | undefined | null>>();

  let generation: Generation = currentGeneration(shape);
  /** A store being filled in place of the shown one. */
  let incoming: { store: MirrorStore; generation: Generation | undefined } | undefined;
  let replication: Replication | undefined;
  let leading = false;
  let inMemory = false;
  let rebuilt = false;
  let renewing = false;
  let closed = false;
  /** An answer came that should not have been: what came before it may be no better. */
  let doubtful = false;
  let checking: Promise<void> | undefined;

  const line = openTabLine({
    told: (told) => {
      if (!leading && !inMemory) status.value = told;
    },
    asked: (wish) => {
      if (!leading || inMemory) return;
      if (wish === 'status') line.tell(status.value);
      else if (wish === 'check') void check();
      else replication?.ring();
    },
  });

  const say = (said: Pick<MirrorStatus, 'state' | 'done' | 'total' | 'detail'>) => {
    status.value = {
      ...said,
      state: said.state === 'current' && rebuilt ? 'rebuilt' : said.state,
      ...(inMemory ? { inMemory } : {}),
      ...(rebuilt ? { rebuilt } : {}),
    };
    if (leading && !inMemory) line.tell(status.value);
  };

  const show = (next: MirrorStore, itsGeneration: Generation | undefined) => {
    const before = store.peek();
    if (itsGeneration) {
      generation = itsGeneration;
      keepGeneration(generation);
    }
    batch(() => {
      complete.value = itsGeneration?.complete ?? false;
      store.value = next;
    });
    if (before && before !== next) before.close().catch(() => undefined);
  };

  const start = (target: MirrorStore, inherited = false) => {
    say({ state: globalThis.navigator?.onLine === false ? 'offline' : 'syncing' });
    replication = replicate(
      target,
      wire,
      {
        progress: (done, total) => say({ state: 'syncing', done, total }),
        current: () => {
          if (incoming) show(incoming.store, incoming.generation);
          incoming = undefined;
          complete.value = true;
          if (!inMemory && !generation.complete) {
            generation = { ...generation, complete: true };
            keepGeneration(generation);
          }
          say({ state: 'current' });
          if (doubtful || checkIsDue()) void check();
        },
        failed: (code) => {
          doubtful ||= code !== 'offline';
          say(code === 'offline' ? { state: 'offline' } : { state: 'error', detail: code });
        },
        gone: () => renew({ memory: inMemory }),
        storageFailed: () => renew({ memory: true }),
      },
      inherited,
    );
  };

  const dropIncoming = async () => {
    const dropped = incoming;
    incoming = undefined;
    if (dropped && dropped.store !== store.peek()) await dropped.store.close().catch(() => undefined);
  };

  /** Fills a new store; the old one stays on the screen until the new one is whole, unless it shows nothing. */
  const renew = async ({ memory }: { memory: boolean }) => {
    if (renewing || closed) return;
    renewing = true;
    try {
      await replication?.stop();
      replication = undefined;
      await dropIncoming();
      const next = await openAnew(memory);
      incoming = next;
      if (inMemory && leading) {
        // What comes to memory reaches no other tab: one of them is to lead.
        stopLeading();
        leading = false;
        stopBell = bell(() => replication?.ring());
      }
      if (!languages.peek()?.length || rebuilt) show(next.store, next.generation);
      if (leading || inMemory) start(next.store);
    } finally {
      renewing = false;
    }
  };

  /** [CLIENT10]. A check that fails is tried again when the mirror is next current. */
  const check = (): Promise<void> => {
    const shown = store.peek();
    if (!replication || !shown) {
      line.ask('check');
      return Promise.resolve();
    }
    checking ??= import('./heal.ts')
      .then(({ heal }) => heal(shown, wire))
      .then(
        (found) => {
          doubtful = false;
          keepChecked();
          if (found === 'begin-again') return renew({ memory: inMemory });
        },
        () => undefined,
      )
      .finally(() => {
        checking = undefined;
      });
    return checking;
  };

  const openAnew = async (memory: boolean): Promise<{ store: MirrorStore; generation: Generation | undefined }> => {
    const next = nextGeneration(shape);
    if (!memory)
      try {
        return { store: await within(OPEN_DEADLINE_MS, openMirrorStore(next.name, storages.disk)), generation: next };
      } catch {
        // The device takes nothing more: memory serves while the tab lives.
      }
    inMemory = true;
    return { store: await openMirrorStore(next.name, await storages.memory()), generation: undefined };
  };

  const damaged = () => {
    if (renewing || closed) return;
    rebuilt = true;
    renew({ memory: inMemory }).then(() => sweepGenerations(generation));
  };

  const open = async () => {
    const works = await storages.works();
    try {
      if (!works) throw new DOMException('refused', 'SecurityError');
      const kept = await within(OPEN_DEADLINE_MS, openMirrorStore(generation.name, storages.disk));
      // A browser that finds its own files damaged throws them away: what was whole is now empty.
      if (generation.complete && kept.empty) {
        rebuilt = true;
        generation = { ...generation, complete: false };
      }
      show(kept, generation);
    } catch {
      rebuilt = works;
      const next = await openAnew(!works);
      show(next.store, next.generation);
    }
    if (closed) return;
    if (inMemory) begin();
    else stopLeading = lead(begin);
    if (!leading && !inMemory) {
      say({ state: languages.peek()?.length ? 'current' : 'syncing' });
      line.ask('status');
    }
    sweepGenerations(generation);
  };

  let stopLeading: () => void = () => {};
  let stopBell: () => void = () => {};
  const begin = () => {
    leading = !inMemory;
    const shown = store.peek();
    if (shown) start(shown, true);
    stopBell = bell(() => replication?.ring());
    return () => stopBell();
  };

  const stopWatching = effect(() =>
    store.value?.watchLanguages((found) => {
      languages.value = found;
    }, damaged),
  );

  const stopFollowing = onGenerationChange(shape, async (changed) => {
    if (inMemory || closed || renewing) return;
    if (changed.name === generation.name) {
      complete.value = changed.complete;
      return;
    }
    renewing = true;
    try {
      const next = await within(OPEN_DEADLINE_MS, openMirrorStore(changed.name, storages.disk));
      await replication?.stop();
      // Where every tab leads, this one may have been filling another.
      await dropIncoming();
      show(next, changed);
      if (leading) start(next);
    } catch {
      // This tab goes on with what it has.
    } finally {
      renewing = false;
    }
  });

  const opened = open();
  opened.catch(() => say({ state: 'error', detail: 'storage' }));

  return {
    languages,
    status,
    own,
    inventory: (code) => {
      let known = inventories.get(code);
      if (!known) {
        known = watchInventory(code, store, complete, damaged);
        inventories.set(code, known);
      }
      return known;
    },
    check,
    resync: () => (replication ? replication.ring() : line.ask('resync')),
    close: async () => {
      closed = true;
      await opened.catch(() => undefined);
      stopFollowing();
      stopWatching();
      stopBell();
      stopLeading();
      await replication?.stop();
      await store.peek()?.close();
      await dropIncoming();
      line.close();
      await own.close();
    },
  };
}

/** Subscribes to the store only while somebody looks; where there is none, says so only when the mirror is whole. */
function watchInventory(
  code: string,
  store: ReadonlySignal<MirrorStore | undefined>,
  complete: ReadonlySignal<boolean>,
  damaged: () => void,
): ReadonlySignal<InventoryDocument | undefined | null> {
  let stop: (() => void) | undefined;
  let looked = false;
  const found = signal<InventoryDocument | undefined | null>(undefined, {
    watched: () => {
      looked = true;
      // Not at once: a signal may begin to be watched inside another's computation, where nothing may be set.
      queueMicrotask(() => {
        if (!looked || stop) return;
        stop = effect(() => {
          const shown = store.value;
          return shown?.watchInventory(
            code,
            (inventory) => {
              found.value = inventory;
            },
            damaged,
          );
        });
      });
    },
    unwatched: () => {
      looked = false;
      stop?.();
      stop = undefined;
    },
  });
  return computed(() => (found.value === null && !complete.value ? undefined : found.value));
}
