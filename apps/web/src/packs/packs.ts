// Which languages' clips are on this device: asks the worker for them, follows their coming, goes on after any end, and notices what changed or was evicted.
import type { AudioSource } from '@phonochart/catalog/audio.ts';
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Mirror, PackRecord } from '../mirror/mirror.ts';
import { clipsOnDevice } from '../player/device-clips.ts';
import { savesData } from '../player/saves-data.ts';
import type { PackClip, PackProgress } from '../sw/messages.ts';
import { bytesOf, clipsOf, packClip } from './pack-clips.ts';
import { difference, isUnderWay, type PackState, stateOfProgress, stateOfRecord } from './pack-state.ts';
import { onWorker, tellWorker } from './worker.ts';

export type Packs = {
  /** By code; absent where nothing was ever kept. */
  readonly states: ReadonlySignal<ReadonlyMap<string, PackState>>;
  /** Codes whose clips the browser has removed, and the person does not know it yet. */
  readonly evicted: ReadonlySignal<readonly string[]>;
  /** Whether a download that the person asked for waits for want of a connection. */
  readonly offline: ReadonlySignal<boolean>;
  /** The clips of a chart that is opened, unless the person has removed them or paused their coming. */
  keep(inventory: Pick<Inventory, 'id' | 'audio'>): Promise<void>;
  /** By the person's own wish: a download, an update, a repair, or going on after a pause. */
  keepByCode(...codes: readonly string[]): void;
  /** Holds each clip on the device against its hash, and fetches again what is not whole. */
  check(...codes: readonly string[]): void;
  pause(...codes: readonly string[]): Promise<void>;
  /** Ends a download: of a pack that was not there before nothing stays. */
  cancel(code: string): Promise<void>;
  drop(code: string): Promise<void>;
  /** Keeps a clip that the server has just made, for this visit at least: the catalogue does not list it yet. */
  keepMade(code: string, source: AudioSource): void;
  dismissEvicted(): void;
  dismissOffline(): void;
};

export type PacksOptions = {
  mirror: Pick<Mirror, 'own' | 'inventory' | 'languages'>;
  online: ReadonlySignal<boolean>;
  /** Called when clips have come or gone, so that the player looks again. */
  changed(): void;
  /** Called inside the gesture of a person who downloads something. */
  asked(): void;
};

/** A worker that says nothing for so long has been ended by the browser. */
const SILENT_MS = 15_000;
/** After a pack was cut off, though the device seems online. */
const AGAIN_MS = 60_000;

type Wish = { clips: readonly PackClip[]; check: boolean; first: boolean; heard: number };

export function createPacks({ mirror, online, changed, asked }: PacksOptions): Packs {
  const { own } = mirror;
  const states = signal<ReadonlyMap<string, PackState>>(new Map());
  const offline = signal(false);
  const dismissed = signal(false);
  /** What has been asked of the worker by this page and has not ended. */
  const wishes = new Map<string, Wish>();
  /** Inventories that are being waited for, by code, with how to wait no longer. */
  const looking = new Map<string, () => void>();
  /** Codes that the person has asked for in this visit. */
  const byHand = new Set<string>();
  /** By address. What the pack's list leaves out, the worker removes: so these join it. */
  const made = new Map<string, PackClip & { code: string }>();
  const following = new Map<string, () => void>();
  let watch: ReturnType<typeof setInterval> | undefined;

  const set = (code: string, state: PackState | undefined) => {
    const next = new Map(states.peek());
    if (state) next.set(code, state);
    else next.delete(code);
    states.value = next;
  };
  const recordOf = (code: string): PackRecord | undefined => own.packs.peek()?.find(({ id }) => id === code);
  const newRecord = (code: string): PackRecord => ({ id: code, clips: [], bytes: 0, saved_at: now() });
  const save = async (code: string, patch: Patch): Promise<void> => {
    const { told: _, ...before } = recordOf(code) ?? newRecord(code);
    const patched = Object.entries({ ...before, ...patch }).filter(([, value]) => value !== undefined);
    await keptOrSaid(own.savePack(Object.fromEntries(patched) as unknown as PackRecord));
  };

  /** What the last visit left: nothing is asked for before it is known. */
  const found = firstRecords(mirror).then(async (records) => {
    const held = await clipsOnDevice();
    if (!held) return;
    const next = new Map(states.peek());
    for (const record of records) {
      const state = next.has(record.id) ? undefined : stateOfRecord(record, held);
      if (state) next.set(record.id, state);
    }
    states.value = next;
  });

  const listOf = (inventory: Pick<Inventory, 'id' | 'audio'>): PackClip[] => {
    const listed = clipsOf(inventory);
    const urls = new Set(listed.map(({ url }) => url));
    const unlisted = [...made.values()].filter(({ code, url }) => code === inventory.id && !urls.has(url));
    return [...listed, ...unlisted.map(({ code: _, ...clip }) => clip)];
  };

  /** Calls back once with a language's clips, as soon as its inventory is on the device. */
  const withClips = (code: string, run: (clips: PackClip[]) => void) => {
    looking.get(code)?.();
    const stop = mirror.inventory(code).subscribe((inventory) => {
      if (!inventory) return;
      queueMicrotask(() => {
        if (looking.get(code) !== stop) return;
        looking.delete(code);
        stop();
        run(listOf(inventory));
      });
    });
    looking.set(code, stop);
  };
  const stopLooking = (code: string) => {
    looking.get(code)?.();
    looking.delete(code);
  };

  const send = async (code: string, wish: Wish) => {
    const { clips, check, first } = wish;
    if (await tellWorker({ type: 'cache-pack', code, clips, check, first })) return;
    if (wishes.get(code) === wish) wishes.delete(code);
  };

  const wish = async (code: string, clips: readonly PackClip[], { check = false, first = false } = {}) => {
    if (clips.length === 0) return set(code, undefined);
    const next: Wish = { clips, check, first, heard: Date.now() };
    wishes.set(code, next);
    const totalBytes = bytesOf(clips);
    const before = states.peek().get(code);
    const state = check ? 'checking' : 'waiting';
    if (!isUnderWay(before)) set(code, { done: 0, bytes: 0, ...before, ...whole(clips), failed: 0, state });
    // Before the first clip: whatever ends this page now, the next start goes on.
    if (!check)
      await save(code, { wanted: { clips: clips.length, bytes: totalBytes }, paused: undefined, declined: undefined });
    if (wishes.get(code) !== next) return;
    watch ??= setInterval(lookAfter, SILENT_MS / 3);
    await send(code, next);
  };

  /** The browser may end a worker at any time: it is asked again, and goes on with what is missing. */
  const lookAfter = () => {
    if (wishes.size === 0) {
      clearInterval(watch);
      watch = undefined;
    }
    for (const [code, wish] of wishes) {
      // Another tab may have ended it.
      const record = recordOf(code);
      if (record?.paused || record?.declined) wishes.delete(code);
      else if (Date.now() - wish.heard > SILENT_MS) {
        wish.heard = Date.now();
        send(code, wish);
      }
    }
  };

  const ended = async (progress: PackProgress, clips: readonly PackClip[]) => {
    const { code, failed, bytes, cutOff, full } = progress;
    if (cutOff) {
      if (byHand.has(code)) offline.value = true;
      setTimeout(resume, AGAIN_MS);
      return;
    }
    byHand.delete(code);
    changed();
    const missing = new Set(failed);
    const kept = clips.map(({ url }) => url).filter((url) => !missing.has(url));
    const before = recordOf(code);
    // Where there was no room at all it is still wanted: the next start tries again, and says so again.
    if (kept.length === 0 && !before?.clips.length) return full ? undefined : keptOrSaid(own.forgetPack(code));
    await save(code, {
      clips: kept,
      bytes,
      saved_at: now(),
      wanted: undefined,
      paused: undefined,
      declined: undefined,
      ...(isChecked(progress, before) ? { checked_at: now() } : {}),
    });
  };

  onWorker((told) => {
    if (told.type === 'pack-dropped') {
      if (!wishes.has(told.code)) set(told.code, undefined);
      changed();
      return;
    }
    const { code } = told;
    const mine = wishes.get(code);
    if (!mine && states.peek().get(code)?.state === 'paused') return;
    if (mine) mine.heard = Date.now();
    const record = recordOf(code);
    const checked = told.ended && isChecked(told, record) ? now() : record?.checked_at;
    const state = stateOfProgress(told, checked);
    if (told.ended && mine) {
      wishes.delete(code);
      ended(told, mine.clips);
    }
    set(code, state);
    if (!told.cutOff && told.done > 0) offline.value = false;
  });

  /** Goes on with every download that has not ended. */
  const resume = async () => {
    await found;
    for (const [code, { state }] of states.peek())
      if (state === 'waiting' && !wishes.has(code) && !looking.has(code)) withClips(code, (clips) => wish(code, clips));
  };
  found.then(() => {
    if (savesData())
      for (const [code, state] of states.peek())
        if (state.state === 'waiting') set(code, { ...state, state: 'paused' });
    effect(() => {
      if (online.value) resume();
    });
    effect(() => follow(mirror.languages.value));
  });

  /** A pack whose language counts other clips now is compared with them, and brought up to date. */
  const follow = (languages: Mirror['languages']['value']) => {
    for (const { code, counts } of languages ?? []) {
      const state = states.peek().get(code);
      if (state?.state !== 'ready' || state.bytes === counts.audio_bytes || following.has(code)) continue;
      following.set(
        code,
        mirror.inventory(code).subscribe((inventory) => {
          const record = recordOf(code);
          const now = states.peek().get(code)?.state;
          if (!inventory || !record || record.declined || (now !== 'ready' && now !== 'outdated')) return;
          const clips = listOf(inventory);
          const { fresh, same } = difference(record.clips, clips);
          if (same) return;
          if (!savesData()) queueMicrotask(() => wish(code, clips));
          else set(code, { ...lacking(clips, fresh), state: 'outdated', checkedAt: record.checked_at });
        }),
      );
    }
  };

  const stopPack = async (code: string) => {
    stopLooking(code);
    wishes.delete(code);
    await tellWorker({ type: 'stop-pack', code });
  };

  const drop = async (code: string) => {
    stopLooking(code);
    wishes.delete(code);
    byHand.delete(code);
    await keptOrSaid(own.savePack({ ...newRecord(code), declined: true }));
    if (await tellWorker({ type: 'drop-pack', code })) return;
    set(code, undefined);
  };

  return {
    states,
    offline,
    evicted: computed(() => {
      const told = new Set((own.packs.value ?? []).filter((record) => record.told).map(({ id }) => id));
      const gone = [...states.value].filter(([code, { state }]) => state === 'evicted' && !told.has(code));
      return dismissed.value ? [] : gone.map(([code]) => code);
    }),
    async keep(inventory) {
      await found;
      const record = recordOf(inventory.id);
      const state = states.peek().get(inventory.id);
      // What the browser took is asked for by a tap: it had no space, and the person is to know.
      if (record?.declined || state?.state === 'paused' || state?.state === 'evicted' || wishes.has(inventory.id))
        return;
      const clips = listOf(inventory);
      if (state?.state === 'ready' && record && difference(record.clips, clips).same) return;
      await wish(inventory.id, clips, { first: true });
    },
    keepByCode(...codes) {
      asked();
      offline.value = !online.peek();
      for (const code of codes) {
        byHand.add(code);
        const counts = mirror.languages.peek()?.find((language) => language.code === code)?.counts;
        const before = states.peek().get(code);
        set(code, {
          ...(before ?? { done: 0, bytes: 0, total: 0, totalBytes: counts?.audio_bytes ?? 0 }),
          failed: 0,
          state: 'waiting',
        });
        found.then(() => withClips(code, (clips) => wish(code, clips)));
      }
    },
    check(...codes) {
      for (const code of codes) withClips(code, (clips) => wish(code, clips, { check: true }));
    },
    async pause(...codes) {
      for (const code of codes) {
        const state = states.peek().get(code);
        if (!state) continue;
        set(code, { ...state, state: 'paused' });
        await stopPack(code);
        const { total, totalBytes } = state;
        await save(code, { wanted: { clips: total, bytes: totalBytes }, paused: true, declined: undefined });
      }
    },
    async cancel(code) {
      byHand.delete(code);
      const record = recordOf(code);
      if (!record?.clips.length) return drop(code);
      await stopPack(code);
      await save(code, { wanted: undefined, paused: undefined });
      const held = await clipsOnDevice();
      withClips(code, (clips) => {
        const missing = clips.filter(({ url }) => !held?.has(url));
        const state = missing.length > 0 ? 'outdated' : 'ready';
        set(code, { ...lacking(clips, missing), state, checkedAt: record.checked_at });
      });
    },
    drop,
    keepMade(code, source) {
      const clip = packClip(code, source);
      if (made.has(clip.url)) return;
      made.set(clip.url, { ...clip, code });
      tellWorker({ type: 'cache-clip', clip });
    },
    dismissEvicted() {
      dismissed.value = true;
      for (const [code, { state }] of states.peek())
        if (state === 'evicted') own.savePack({ ...(recordOf(code) ?? newRecord(code)), told: true });
    },
    dismissOffline() {
      offline.value = false;
    },
  };
}

type Patch = { readonly [key in keyof PackRecord]?: PackRecord[key] | undefined };

/** The clips come and go without their record too; that it is not kept is told by `own.unkept`. */
const keptOrSaid = (work: Promise<void>): Promise<void> => work.catch(() => undefined);

/** Whether each clip of the pack has been held against its hash just now: what is fetched always is. */
const isChecked = ({ check }: PackProgress, before: PackRecord | undefined): boolean => check || !before?.clips.length;

const now = (): string => new Date().toISOString();

const lacking = (clips: readonly PackClip[], missing: readonly PackClip[]) => ({
  ...whole(clips),
  done: clips.length - missing.length,
  bytes: bytesOf(clips) - bytesOf(missing),
  failed: missing.length,
});

const whole = (clips: readonly PackClip[]) => ({ total: clips.length, totalBytes: bytesOf(clips) });

/** Nothing where the device never says: what is asked for then is fetched all the same. */
const LATEST_MS = 15_000;
const firstRecords = ({ own }: Pick<Mirror, 'own'>): Promise<readonly PackRecord[]> =>
  new Promise((resolve) => {
    const late = setTimeout(() => resolve([]), LATEST_MS);
    effect(() => {
      if (!own.packs.value) return;
      clearTimeout(late);
      resolve(own.packs.value);
    });
  });
