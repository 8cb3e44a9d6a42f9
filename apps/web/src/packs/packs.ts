// Which languages' clips are on this device: asks the worker for them, follows their coming, and notices what was evicted.
import type { AudioSource } from '@phonochart/catalog/audio.ts';
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Own, PackRecord } from '../mirror/mirror.ts';
import { clipUrl } from '../player/device-clips.ts';
import type { PackClip } from '../sw/messages.ts';
import { lostClips, type PackState, packState } from './pack-state.ts';
import { onPackProgress, tellWorker } from './worker.ts';

export type Packs = {
  /** By code; absent where nothing was ever kept. */
  readonly states: ReadonlySignal<ReadonlyMap<string, PackState>>;
  /** Codes whose clips the browser has removed since they were kept. */
  readonly evicted: ReadonlySignal<readonly string[]>;
  /** Whether a download that the person asked for ended for want of a connection. */
  readonly offline: ReadonlySignal<boolean>;
  /** Keeps an inventory's clips; what is there already is not fetched again. */
  keep(inventory: Pick<Inventory, 'id' | 'audio'>): Promise<void>;
  /** The same by the person's own wish, once the inventory is there. */
  keepByCode(code: string, inventoryOf: InventoryOf): void;
  /** Keeps a clip that the server has just made, for this visit at least: the catalogue does not list it yet. */
  keepMade(code: string, source: AudioSource): void;
  drop(code: string): Promise<void>;
  dismissEvicted(): void;
  dismissOffline(): void;
};

type InventoryOf = (code: string) => ReadonlySignal<Pick<Inventory, 'id' | 'audio'> | undefined | null>;

const AUDIO_CACHE = 'phonochart-audio-v1';

type File = Pick<AudioSource, 'file' | 'sha256' | 'bytes'>;
const packClip = (code: string, { file, sha256, bytes }: File): PackClip => ({
  url: clipUrl(code, file),
  sha256,
  bytes,
});

export const clipsOf = ({ id, audio }: Pick<Inventory, 'id' | 'audio'>): PackClip[] =>
  audio.map((source) => packClip(id, source));

/** `changed` is called when clips have come or gone, so that the player looks again. */
export function createPacks(own: Own, isOffline: () => boolean, changed: () => void): Packs {
  const states = signal<ReadonlyMap<string, PackState>>(new Map());
  const evicted = signal<readonly string[]>([]);
  const offline = signal(false);
  const asked = new Set<string>();
  const wanted = new Map<string, readonly PackClip[]>();
  /** By address. What the pack's list leaves out, the worker removes: so these join it. */
  const made = new Map<string, PackClip & { code: string }>();
  const set = (code: string, state: PackState | undefined) => {
    const next = new Map(states.peek());
    if (state) next.set(code, state);
    else next.delete(code);
    states.value = next;
  };

  onPackProgress((progress) => {
    const cutOff = progress.ended && progress.failed.length > 0 && isOffline();
    set(progress.code, packState(progress, cutOff));
    if (!progress.ended) return;
    if (asked.delete(progress.code) && cutOff) offline.value = true;
    changed();
    const clips = wanted.get(progress.code);
    wanted.delete(progress.code);
    if (!clips || progress.done === 0) return;
    const failed = new Set(progress.failed);
    const kept = clips.map(({ url }) => url).filter((url) => !failed.has(url));
    own.savePack({ id: progress.code, clips: kept, bytes: progress.bytes, saved_at: new Date().toISOString() });
  });

  const stop = effect(() => {
    const records = own.packs.value;
    if (!records) return;
    queueMicrotask(() => stop());
    checkRecords(records);
  });

  async function checkRecords(records: readonly PackRecord[]): Promise<void> {
    const held = await heldClips();
    if (!held) return;
    for (const record of records) {
      const lost = lostClips(record, held);
      if (lost.length === 0) set(record.id, { state: 'ready', done: record.clips.length, bytes: record.bytes });
    }
    evicted.value = records.filter((record) => lostClips(record, held).length > 0).map(({ id }) => id);
  }

  const packs: Packs = {
    states,
    evicted,
    offline,
    keepByCode(code, inventoryOf) {
      asked.add(code);
      offline.value = false;
      const stopLooking = inventoryOf(code).subscribe((inventory) => {
        if (!inventory) return;
        queueMicrotask(() => stopLooking());
        packs.keep(inventory);
      });
    },
    async keep(inventory) {
      const listed = clipsOf(inventory);
      const urls = new Set(listed.map(({ url }) => url));
      const unlisted = [...made.values()].filter(({ code, url }) => code === inventory.id && !urls.has(url));
      const clips = [...listed, ...unlisted.map(({ code: _, ...clip }) => clip)];
      if (clips.length === 0 || wanted.has(inventory.id)) return;
      wanted.set(inventory.id, clips);
      const sent = await tellWorker({ type: 'cache-pack', code: inventory.id, clips });
      if (!sent) wanted.delete(inventory.id);
      evicted.value = evicted.peek().filter((code) => code !== inventory.id);
    },
    keepMade(code, source) {
      const clip = packClip(code, source);
      if (made.has(clip.url)) return;
      made.set(clip.url, { ...clip, code });
      tellWorker({ type: 'cache-clip', clip });
    },
    async drop(code) {
      await tellWorker({ type: 'drop-pack', code });
      await own.forgetPack(code);
      set(code, undefined);
      changed();
    },
    dismissEvicted() {
      for (const code of evicted.peek()) own.forgetPack(code);
      evicted.value = [];
    },
    dismissOffline() {
      offline.value = false;
    },
  };
  return packs;
}

/** Undefined where the browser has no caches or refuses them: then nothing can be said. */
async function heldClips(): Promise<ReadonlySet<string> | undefined> {
  try {
    const cache = await caches.open(AUDIO_CACHE);
    return new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
  } catch {
    return undefined;
  }
}
