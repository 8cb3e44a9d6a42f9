// Replication of one generation: shards a few documents at a time, closed pages, the tail; each followed by its checkpoint.
import type { CollectionName, Manifest, SyncDocument } from '@phonochart/sync/protocol.ts';
import type { RxCollection } from 'rxdb/plugins/core';
import type { Head } from './bell.ts';
import { DamagedCheckpoint } from './checkpoints.ts';
import { type Filled, toldOf } from './fills.ts';
import type { MirrorStore } from './mirror-store.ts';
import { afterShard, type MirrorCheckpoint, nextStep, progressOf } from './next-step.ts';
import { createPace } from './pace.ts';
import { createRests } from './rests.ts';
import type { Mirrored } from './schemas.ts';
import type { ShardReader } from './shards.ts';
import { type Wire, WireError, type WireErrorCode } from './wire.ts';
import { writeDocuments } from './write-documents.ts';

export type ReplicationEvents = {
  /** Languages of the first sync whose inventories are here, of how many. */
  progress(done: number, total: number): void;
  /** Both collections hold everything up to the server's head. */
  current(): void;
  /** Shards are to come and may not yet: see `mayFill`. */
  waiting(done: number, total: number): void;
  /** The wire failed; the next try follows by itself, ever later. */
  failed(code: Exclude<WireErrorCode, 'gone' | 'missing'>): void;
  /** [CLIENT5]: this generation means nothing to the server any more. */
  gone(): void;
  /** What the local database holds is not what was written. */
  damaged(): void;
  /** The local database took no more documents. */
  storageFailed(): void;
};

export type ReplicationOptions = {
  store: MirrorStore;
  wire: Wire;
  shards: ShardReader;
  events: ReplicationEvents;
  /** Whoever wrote to this store before may have died at it. */
  inherited: boolean;
  /** Whether shards of a collection may come now; `wake` says that the answer may be another. */
  mayFill(name: CollectionName): boolean;
  /** Documents of a shard that are written at once, to begin with. */
  batch?: number | undefined;
};

type Step = {
  documents: readonly SyncDocument[];
  /** Those that another thread has written already; absent where they are of no shard. */
  filled?: readonly Filled[];
  checkpoint: MirrorCheckpoint;
  more: boolean;
};

const collectionNames: readonly CollectionName[] = ['languages', 'inventories'];
const FIRST_RETRY_MS = 2_000;
const LAST_RETRY_MS = 60_000;

class StorageFailed extends Error {}

/** What the local database throws is told apart from what the wire does. */
const stored = <Answer>(work: Promise<Answer>): Promise<Answer> =>
  work.catch((cause) => {
    throw cause instanceof DamagedCheckpoint ? cause : new StorageFailed('storage', { cause });
  });

/** Starts to replicate. `ring` pulls again from the own checkpoint, `wake` only looks again, `stop` ends everything. */
export function replicate({ store, wire, shards, events, inherited, mayFill, batch }: ReplicationOptions) {
  const running = new Set<CollectionName>(collectionNames);
  const held = new Map<CollectionName, MirrorCheckpoint>();
  const rests = createRests();
  const writing = new Map<CollectionName, Promise<unknown>>();
  const pace = createPace(batch);
  let manifest: Promise<Manifest> | undefined;
  /** Collections that a ring has called, and what the latest one announced. */
  const called = new Set<CollectionName>();
  let heard: Head | undefined;
  /** The latest head that any ring has announced. */
  let told: Head | undefined;
  let stopped = false;

  /** Both collections read it at the same time and once; a failure lets the next step read it again. */
  const readManifest = (): Promise<Manifest> => {
    manifest ??= wire.manifest();
    return manifest;
  };

  /** Undefined where nothing is to be done, or may be. */
  const next = async (name: CollectionName, behind: boolean): Promise<Step | 'waits' | undefined> => {
    const checkpoint = held.get(name);
    const known = checkpoint?.shards === null && !behind ? undefined : await readManifest();
    const step = nextStep(name, checkpoint, known);
    if (step.type === 'begin-again' || step.type === 'read-manifest') throw new WireError('gone', step.type);
    if (step.type === 'nothing') return undefined;
    if (step.type === 'begin') {
      if (!mayFill(name)) return 'waits';
      // [CLIENT3]: a tab died at it. The snapshot may be another by now, and would not tell what died meanwhile.
      if (inherited && (await stored(holdsAny(store.collections[name]))))
        throw new WireError('gone', 'documents without a checkpoint');
      const begun = stored(store.checkpoints.begin(name, step.checkpoint));
      writing.set(name, begun);
      held.set(name, await begun);
      return next(name, behind);
    }
    if (step.type === 'shard' && checkpoint) {
      if (!mayFill(name)) return 'waits';
      const { entry, from } = step;
      const into = shards.fill && (await stored(store.filling.target(name)));
      const { filled, documents } =
        into && shards.fill
          ? await shards.fill(entry, from, step.ahead, into)
          : { filled: [], documents: await shards.take(entry, from, pace.count(), step.ahead) };
      const after = afterShard(checkpoint, entry, from + filled.length + documents.length);
      return { documents, filled, checkpoint: after, more: true };
    }
    const { epoch } = checkpoint ?? { epoch: '' };
    if (step.type === 'page') {
      const documents = await shards.take(step.entry, 0, step.entry.count);
      return { documents, checkpoint: { epoch, seq: step.entry.to, shards: null }, more: true };
    }
    const after = step.type === 'pull' ? step.after : 0;
    const asked = announced(epoch, known);
    const page = await wire.pull(name, epoch, after, asked < 0 ? undefined : asked);
    const upTo = page.ended ? Math.max(asked, page.checkpoint.seq) : undefined;
    const at = { epoch, seq: page.checkpoint.seq, shards: null, ...(upTo === undefined ? {} : { upTo }) };
    return { documents: page.documents, checkpoint: at, more: !page.ended };
  };

  /** The head that is known before a pull is sent: its answer holds all up to there. */
  const announced = (epoch: string, known: Manifest | undefined): number =>
    Math.max(-1, ...[known, told].filter((each) => each?.epoch === epoch).map((each) => each?.head ?? -1));

  /** Whether all that the latest ring announced is here. */
  const isHere = (name: CollectionName): boolean => {
    const { epoch, upTo } = held.get(name) ?? {};
    return heard !== undefined && epoch === heard.epoch && upTo === heard.head;
  };

  const write = async (name: CollectionName, { documents, filled }: Step): Promise<void> => {
    if (filled) store.filling.tell(name, filled);
    const left = filled && documents.length > 0 ? await store.filling.fill(name, documents) : documents;
    if (left.length === 0) return;
    const same = await writeDocuments(store.collections[name], left);
    store.filling.tell(name, toldOf(name, same));
  };

  const keep = async (name: CollectionName, step: Step): Promise<void> => {
    const { documents, checkpoint } = step;
    const begun = Date.now();
    await stored(write(name, step));
    const before = held.get(name);
    if (JSON.stringify(before) !== JSON.stringify(checkpoint)) await stored(store.checkpoints.keep(name, checkpoint));
    held.set(name, checkpoint);
    if (step.filled && documents.length > 0) pace.took(Date.now() - begun);
  };

  const tellProgress = async (told: 'progress' | 'waiting'): Promise<void> => {
    const at = held.get('inventories');
    const { done, total } = progressOf(await readManifest(), 'inventories', at ?? { epoch: '', seq: 0, shards: [] });
    if (!stopped) events[told](done, total);
  };

  const follow = async (name: CollectionName): Promise<void> => {
    let failures = 0;
    /** Whether more may be behind than one pull brings: closed pages, which any cache has, come first then. */
    let behind = true;
    const at = await stored(store.checkpoints.read(name));
    if (at) held.set(name, at);
    while (!stopped) {
      await rests.untilAsked();
      if (stopped) return;
      called.delete(name);
      try {
        const step = await next(name, behind);
        if (stopped) return;
        failures = 0;
        if (step === 'waits') {
          running.add(name);
          await tellProgress('waiting');
          if (!mayFill(name)) await rests.sleep();
          continue;
        }
        if (step) {
          if (step.filled || step.documents.length > 0) running.add(name);
          writing.set(name, keep(name, step));
          await writing.get(name);
          if (step.filled && name === 'inventories') await tellProgress('progress');
        }
        if (step?.more) {
          if (!step.filled) behind = true;
          continue;
        }
        behind = false;
        running.delete(name);
        if (running.size === 0 && !stopped) {
          manifest = undefined;
          shards.rest();
          events.current();
        }
        if (!called.has(name) || isHere(name)) await rests.sleep();
      } catch (error) {
        if (stopped) return;
        if (error instanceof StorageFailed || error instanceof DamagedCheckpoint) throw error;
        const { code, wait: asked } = error instanceof WireError ? error : { code: 'http' as const, wait: 0 };
        if (asked > 0) rests.keepQuiet(asked);
        if (code === 'gone') return events.gone();
        manifest = undefined;
        // [MANIFEST5]: what a closed page cannot give, a pull does.
        behind = false;
        running.add(name);
        failures += 1;
        const missing = code === 'missing';
        // A snapshot replaced under our hands is [CLIENT7]; a second time in a row it is a fault.
        if (!missing || failures > 1) events.failed(missing ? 'http' : code);
        const wait = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1)) * (0.5 + Math.random() / 2);
        await rests.sleep(missing && failures === 1 ? 1 : wait);
      }
    }
  };

  for (const name of collectionNames)
    follow(name).catch((error) => {
      if (stopped) return;
      if (error instanceof DamagedCheckpoint) events.damaged();
      else events.storageFailed();
    });

  if (typeof addEventListener === 'function') addEventListener('online', rests.wake);

  return {
    /** `head` is what was announced, where anything was. */
    ring(head?: Head) {
      heard = head;
      told = head ?? told;
      for (const name of collectionNames) if (!isHere(name)) called.add(name);
      if (called.size > 0) rests.wake();
    },
    wake: rests.wake,
    async stop() {
      stopped = true;
      if (typeof removeEventListener === 'function') removeEventListener('online', rests.wake);
      rests.end();
      shards.rest();
      await Promise.allSettled(writing.values());
    },
  };
}

/** Asked where it is stored: RxDB remembers answers, and does not hear of everything that is filled. */
const holdsAny = async (collection: RxCollection<Mirrored>): Promise<boolean> => {
  const one = collection.find({ limit: 1 }).getPreparedQuery();
  return (await collection.storageInstance.query(one)).documents.length > 0;
};

export type Replication = ReturnType<typeof replicate>;
