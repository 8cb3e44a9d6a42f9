// The mirror's engine: opens its database, replicates, and begins anew when the server or the disk demands it.
import { batch, effect, type ReadonlySignal } from '@preact/signals';
import { type ConnectBell, connectBell } from './bell.ts';
import { fillWait, meteredConnection } from './filling.ts';
import {
  checkIsDue,
  currentGeneration,
  type Generation,
  keepChecked,
  keepGeneration,
  nextGeneration,
  onGenerationChange,
} from './generation.ts';
import { forgetAnswers, keepAnswer } from './kept-answers.ts';
import type { MirrorStatus } from './mirror.ts';
import { type MirrorStore, openMirrorStore } from './mirror-store.ts';
import type { OpenedOwn } from './own.ts';
import { openOwnDatabase } from './own-database.ts';
import { type Replication, replicate } from './replication.ts';
import { createRenewals } from './rests.ts';
import { shape } from './schemas.ts';
import { readShards, type ShardReader } from './shards.ts';
import type { Shown } from './shown.ts';
import { browserStorages, OPEN_DEADLINE_MS, type Storages, within } from './storage.ts';
import { sweepGenerations } from './sweep.ts';
import { lead, openTabLine } from './tabs.ts';
import { createWire, type Wire } from './wire.ts';
import { workerShards } from './worker-shards.ts';

export type EngineOptions = {
  shown: Shown;
  own: OpenedOwn;
  wire?: Wire;
  storages?: Storages;
  bell?: ConnectBell;
  shards?: ShardReader;
  batch?: number;
  metered?: ReadonlySignal<boolean>;
  /** Whether what a person looks at first is drawn: the inventories of the others come after it. */
  drawn?: ReadonlySignal<boolean>;
};

export type Engine = ReturnType<typeof startEngine>;

/** Returns at once; `shown` fills as it comes. */
export function startEngine(options: EngineOptions) {
  const { shown, own, wire = createWire(), storages = browserStorages(), bell = connectBell } = options;
  const { drawn, metered = meteredConnection(), shards = options.wire ? readShards(wire) : workerShards() } = options;
  const { languages, status, store, complete, listDue } = shown;
  const waits = fillWait(own, metered);
  const mayBegin = () => drawn?.peek() ?? true;
  own.use((beginnings) => openOwnDatabase(storages, beginnings));

  let generation: Generation = currentGeneration(shape);
  /** A store being filled in place of the shown one. */
  let incoming: { store: MirrorStore; generation: Generation | undefined } | undefined;
  let replication: Replication | undefined;
  let leading = false;
  let inMemory = false;
  let rebuilt = false;
  let renewing = false;
  let closed = false;
  let listWanted = false;
  /** An answer came that should not have been: what came before it may be no better. */
  let doubtful = false;
  let checking: Promise<void> | undefined;
  const restOfRenewal = createRenewals();
  /** A new beginning that waits. */
  let resting: ReturnType<typeof setTimeout> | undefined;

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

  const say = (said: Omit<MirrorStatus, 'inMemory' | 'rebuilt'>) => {
    status.value = {
      ...said,
      state: said.state === 'current' && rebuilt ? 'rebuilt' : said.state,
      ...(inMemory ? { inMemory } : {}),
      ...(rebuilt && complete.peek() ? { rebuilt } : {}),
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
    replication = replicate({
      store: target,
      wire,
      shards,
      inherited,
      batch: options.batch,
      mayFill: (name) =>
        name === 'languages' ? listWanted || waits.peek() === undefined : waits.peek() === undefined && mayBegin(),
      events: {
        progress: (done, total) => say({ state: 'syncing', done, total }),
        waiting: (done, total) =>
          say(mayBegin() ? { state: 'waiting', done, total, waits: waits.peek() ?? 'paused' } : { state: 'syncing' }),
        current: () => {
          if (incoming) show(incoming.store, incoming.generation);
          incoming = undefined;
          complete.value = true;
          if (!inMemory && !generation.complete) {
            generation = { ...generation, complete: true };
            keepGeneration(generation);
            forgetAnswers();
          }
          if (own.settings.peek().fillAnyway) own.saveSettings({ fillAnyway: undefined });
          say({ state: 'current' });
          if (doubtful || checkIsDue()) void check();
        },
        failed: (code) => {
          doubtful ||= code !== 'offline';
          say(code === 'offline' ? { state: 'offline' } : { state: 'error', detail: code });
        },
        gone: () => beginAgain({ memory: inMemory }),
        damaged: () => damaged(),
        storageFailed: () => beginAgain({ memory: true }),
      },
    });
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
        stopBell = bell(ring);
      }
      const holds = languages.peek()?.length ?? (store.peek()?.empty === false ? 1 : 0);
      if (!holds || rebuilt) show(next.store, next.generation);
      if (leading || inMemory) start(next.store);
    } finally {
      renewing = false;
    }
  };

  /** The first time at once. A server that contradicts itself, or sends what nothing keeps, is asked ever more seldom. */
  const beginAgain = ({ memory }: { memory: boolean }) => {
    if (resting !== undefined || renewing || closed) return;
    const wait = restOfRenewal();
    if (wait === 0) return goOn(memory);
    void replication?.stop();
    say({ state: 'error', detail: 'http' });
    resting = setTimeout(() => goOn(memory), wait);
  };
  const goOn = (memory: boolean) => {
    clearTimeout(resting);
    resting = undefined;
    renew({ memory }).then(() => {
      if (rebuilt) void sweepGenerations(generation);
    });
  };

  /** [CLIENT10]. What cannot be checked now, or only in part, is checked when the mirror is next current. */
  const check = (): Promise<void> => {
    const held = store.peek();
    if (!replication || !held) {
      line.ask('check');
      return Promise.resolve();
    }
    if (incoming || !['current', 'rebuilt'].includes(status.peek().state)) {
      doubtful = true;
      return Promise.resolve();
    }
    checking ??= import('./heal.ts')
      .then(({ heal }) => heal(held, wire))
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
    beginAgain({ memory: inMemory });
  };

  const open = async () => {
    const works = await storages.works();
    try {
      if (!works) throw new DOMException('refused', 'SecurityError');
      const kept = await within(OPEN_DEADLINE_MS, openMirrorStore(generation.name, storages.disk));
      // A browser that finds its own files damaged throws them away.
      if (generation.complete && kept.lost) {
        await kept.close();
        throw new Error('lost');
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
      say({ state: store.peek()?.empty && !complete.peek() ? 'syncing' : 'current' });
      line.ask('status');
    }
    sweepGenerations(generation);
    // Whether every summary is whole shows when all are read: that can wait, but not for ever.
    whenIdle(() => {
      listDue.value = true;
    });
  };

  const ring: Replication['ring'] = (head) => {
    // What the server was asked for alone is not in the store that the bell keeps current.
    if (!complete.peek()) shown.asks.value = { head };
    replication?.ring(head);
  };
  let stopLeading: () => void = () => {};
  let stopBell: () => void = () => {};
  const begin = () => {
    if (closed) return () => {};
    leading = !inMemory;
    const held = store.peek();
    if (held) start(held, true);
    stopBell = bell(ring);
    return () => stopBell();
  };

  const stopWatching = effect(() => {
    if (!listDue.value) return;
    return store.value?.watchLanguages((found) => {
      languages.value = found;
    }, damaged);
  });
  const stopKeeping = effect(() => {
    const { code, answer } = shown.answered.value ?? {};
    if (code && answer && !complete.peek()) void keepAnswer(code, answer);
  });
  const stopWaiting = effect(() => {
    void waits.value;
    void drawn?.value;
    replication?.wake();
  });

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
    check,
    damaged,
    resync: () => {
      if (resting !== undefined) goOn(inMemory);
      else if (replication) replication.ring();
      else line.ask('resync');
    },
    bringLanguages: () => {
      listWanted = true;
      replication?.wake();
    },
    close: async () => {
      closed = true;
      clearTimeout(resting);
      await opened.catch(() => undefined);
      stopFollowing();
      stopWatching();
      stopKeeping();
      stopWaiting();
      stopBell();
      await replication?.stop();
      await store.peek()?.close();
      await dropIncoming();
      // Whoever leads next finds everything written.
      stopLeading();
      line.close();
    },
  };
}

const whenIdle = (run: () => void) =>
  // Safari has none.
  'requestIdleCallback' in globalThis ? requestIdleCallback(run) : setTimeout(run, 200);
