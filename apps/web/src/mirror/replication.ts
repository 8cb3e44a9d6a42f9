// Replication of one generation: RxDB's pull loop fed with shards and pages, telling its progress and its errors.
import type { CollectionName, Manifest } from '@phonochart/sync/protocol.ts';
import { RxReplicationState } from 'rxdb/plugins/replication';
import type { Mirrored, MirrorStore } from './mirror-store.ts';
import { type MirrorCheckpoint, nextStep, snapshotCount } from './next-step.ts';
import { type Wire, WireError, type WireErrorCode } from './wire.ts';

export type ReplicationEvents = {
  /** Documents of the first sync that have come, of how many. */
  progress(done: number, total: number): void;
  /** Both collections hold everything up to the server's head. */
  current(): void;
  /** The wire failed; the next try follows by itself, ever later. */
  failed(code: Exclude<WireErrorCode, 'gone' | 'missing'>): void;
  /** [CLIENT5]: this generation means nothing to the server any more. */
  gone(): void;
  /** The local database took no more documents. */
  storageFailed(): void;
};

const collectionNames: readonly CollectionName[] = ['languages', 'inventories'];
const FIRST_RETRY_MS = 2_000;
const LAST_RETRY_MS = 60_000;

/**
 * Starts to replicate. `ring` pulls again from the own checkpoint, `stop` ends everything. `inherited`: whoever wrote to
 * this store before may have died at it.
 */
export function replicate(store: MirrorStore, wire: Wire, events: ReplicationEvents, inherited = false) {
  let manifest: Promise<Manifest> | undefined;
  let rings = 0;
  let done = 0;
  let stopped = false;
  const running = new Set<CollectionName>(collectionNames);

  const states = collectionNames.map((name) => {
    /** The `seq` after which a short page said "no more", and the rings heard when it was asked for. */
    let ended: { seq: number; rings: number } | undefined;
    let failures = 0;
    /** Whether the latest answer was an empty page: RxDB's loop then ends once all before it is stored. */
    let emptied = false;

    const step = async (checkpoint: MirrorCheckpoint | undefined) => {
      // [CLIENT3]: a tab died between the two. The snapshot may be another by now, and would not tell what died meanwhile.
      if (inherited && !checkpoint && (await store.collections[name].findOne().exec()))
        throw new WireError('gone', 'documents without a checkpoint');
      const planned = nextStep(name, checkpoint, checkpoint?.shards === null ? undefined : await readManifest());
      if (planned.type === 'begin-again' || planned.type === 'read-manifest') throw new WireError('gone', planned.type);
      if (planned.type === 'shard') {
        const documents = await wire.shard(planned.entry.hash);
        if (documents.length !== planned.entry.count) throw new WireError('hash', 'count');
        done += documents.length;
        events.progress(done, snapshotCount(await readManifest()));
        return { documents, checkpoint: planned.checkpoint };
      }
      const { epoch, after } = planned;
      const at = { epoch, seq: after, shards: null };
      // RxDB asks until a page is empty; where a short page has said so already, that question need not travel.
      if (ended?.seq === after && ended.rings === rings) return { documents: [], checkpoint: at };
      const asked = rings;
      const page = await wire.pull(name, epoch, after);
      if (page.ended) ended = { seq: page.checkpoint.seq, rings: asked };
      return { documents: page.documents, checkpoint: { epoch, seq: page.checkpoint.seq, shards: null } };
    };

    const handler = async (checkpoint: MirrorCheckpoint | undefined) => {
      try {
        const result = await step(checkpoint);
        failures = 0;
        emptied = result.documents.length === 0;
        if (!emptied) running.add(name);
        return result as { documents: Mirrored[]; checkpoint: MirrorCheckpoint };
      } catch (error) {
        manifest = undefined;
        running.add(name);
        const code = error instanceof WireError ? error.code : 'http';
        state.retryTime = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures) * (0.5 + Math.random() / 2);
        failures += 1;
        if (!stopped) {
          if (code === 'gone') events.gone();
          else if (code !== 'missing') events.failed(code);
          // A snapshot replaced under our hands is [CLIENT7]; a second time in a row it is a fault.
          else if (failures > 1) events.failed('http');
          else state.retryTime = 1;
        }
        throw error;
      }
    };

    // The class and not replicateRxCollection(): that one brings RxDB's leader election, where Web Locks do.
    const state = new RxReplicationState<Mirrored, MirrorCheckpoint>(
      `sync-${name}`,
      store.collections[name] as never,
      '_deleted',
      // A page of one would be a full page: only an empty answer ends the loop, whatever a shard's length.
      { batchSize: 1, handler },
      undefined,
      true,
      FIRST_RETRY_MS,
      false,
      true,
    );
    state.active$.subscribe((active) => {
      if (active || !emptied) return;
      // The loop does not wait for its checkpoint to be stored; who says "up to date" should.
      state.internalReplicationState?.checkpointQueue.then(() => {
        if (!emptied) return;
        running.delete(name);
        if (running.size === 0 && !stopped) events.current();
      });
    });
    state.error$.subscribe(({ code, parameters }) => {
      const fromHandler = code === 'RC_PULL' && !parameters.writeError;
      if (!fromHandler && !stopped) events.storageFailed();
    });
    return state;
  });

  /** Both collections read it at the same time and once; a failure lets the next step read it again. */
  function readManifest(): Promise<Manifest> {
    manifest ??= wire.manifest();
    return manifest;
  }

  for (const state of states) state.start().catch(() => undefined);

  return {
    ring() {
      rings += 1;
      for (const state of states) state.reSync();
    },
    async stop() {
      stopped = true;
      await Promise.all(states.map((state) => state.cancel().catch(() => undefined)));
    },
  };
}

export type Replication = ReturnType<typeof replicate>;
