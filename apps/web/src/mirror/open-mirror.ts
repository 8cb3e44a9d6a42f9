// Opens the mirror for the screens: what the first chart needs at once, and behind it the engine that keeps everything.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { ConnectBell } from './bell.ts';
import type { Engine } from './engine.ts';
import { type Ask, askServer } from './first-look.ts';
import { currentGeneration, hasGeneration } from './generation.ts';
import type { Mirror } from './mirror.ts';
import { openOwn } from './own.ts';
import { shape } from './schemas.ts';
import type { ShardReader } from './shards.ts';
import type { Shown } from './shown.ts';
import type { Storages } from './storage.ts';
import { type WatchedInventory, watchInventory } from './watch-inventory.ts';
import type { Wire } from './wire.ts';

export type MirrorOptions = {
  wire?: Wire;
  storages?: Storages;
  bell?: ConnectBell;
  shards?: ShardReader;
  /** Documents of a shard that are written at once, to begin with. */
  batch?: number;
  metered?: ReadonlySignal<boolean>;
  drawn?: ReadonlySignal<boolean>;
  /** The engine is most of the code: it comes when `begin` is settled, or a screen cannot do without it. */
  loadEngine?: () => Promise<typeof import('./engine.ts')>;
  begin?: Promise<unknown>;
};

/** Returns at once; everything in it fills as it comes. `close` is for tests. */
export function openMirror(options: MirrorOptions = {}): Mirror & { close(): Promise<void> } {
  const { loadEngine = () => import('./engine.ts'), begin } = options;
  const ask: Ask = options.wire?.ask ?? askServer;
  const shown: Shown = {
    languages: signal(undefined, { watched: () => queueMicrotask(lookAtList) }),
    status: signal({ state: 'opening' }),
    store: signal(undefined),
    complete: signal(currentGeneration(shape).complete),
    listDue: signal(false),
    asks: signal({}),
    answered: signal(undefined),
  };
  const own = openOwn();
  const inventories = new Map<string, WatchedInventory>();
  let engine: Engine | undefined;
  let loading: Promise<void> | undefined;
  let closed = false;
  let listWanted = false;

  const load = async () => {
    try {
      const module = await loadEngine();
      if (closed) return;
      engine = module.startEngine({ ...options, shown, own });
      if (listWanted) engine.bringLanguages();
    } catch {
      // Its file cannot be had just now; the first look may have done without.
      loading = undefined;
      shown.status.value = { state: 'offline' };
    }
  };
  const start = (): Promise<void> => {
    if (!closed) loading ??= load();
    return loading ?? Promise.resolve();
  };
  const lookAtList = () => {
    shown.listDue.value = true;
    void start();
  };
  const online = () => {
    if (!engine) void start();
    shown.asks.value = {};
  };
  if (typeof addEventListener === 'function') addEventListener('online', online);

  if (begin) begin.then(start, start);
  else void start();

  const watched = (code: string): WatchedInventory => {
    let known = inventories.get(code);
    if (!known) {
      const generation = () => (hasGeneration() ? currentGeneration(shape).name : undefined);
      known = watchInventory(code, { shown, ask, generation, missing: start, damaged: () => engine?.damaged() });
      inventories.set(code, known);
    }
    return known;
  };

  return {
    languages: shown.languages,
    status: shown.status,
    own,
    inventory: (code) => watched(code).document,
    epoch: (code) => watched(code).epoch,
    bringLanguages: () => {
      listWanted = true;
      if (engine) engine.bringLanguages();
      else void start();
    },
    pause: () => void own.saveSettings({ fillPaused: true, fillAnyway: undefined }),
    resume: () => void own.saveSettings({ fillPaused: undefined, fillAnyway: true }),
    check: async () => {
      await start();
      await engine?.check();
    },
    resync: () => {
      shown.asks.value = {};
      if (engine) engine.resync();
      else void start();
    },
    close: async () => {
      closed = true;
      if (typeof removeEventListener === 'function') removeEventListener('online', online);
      await loading;
      await engine?.close();
      await own.close();
    },
  };
}
