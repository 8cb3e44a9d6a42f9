// What a mirror fetches next for one collection, from its checkpoint and the manifest: a shard, the tail, or all anew.
import type { CollectionName, Manifest, ShardEntry } from '@phonochart/sync/protocol.ts';

/**
 * How far a collection is mirrored. While shards are still to come, `shards` says which are done (by hash), and `seq`
 * is the `snapshot` of the first manifest they came from: a manifest that changes half-way may have dropped documents
 * which the earlier shards held, and only a pull from that older `seq` brings their tombstones.
 */
export type MirrorCheckpoint = {
  readonly epoch: string;
  readonly seq: number;
  /** Null, not absent, once the snapshot is whole: RxDB merges each checkpoint into the last. */
  readonly shards: readonly string[] | null;
};

export type Step =
  | { type: 'read-manifest' }
  | { type: 'begin-again' }
  | { type: 'shard'; entry: ShardEntry; checkpoint: MirrorCheckpoint }
  | { type: 'pull'; epoch: string; after: number };

export function nextStep(
  collection: CollectionName,
  checkpoint: MirrorCheckpoint | undefined,
  manifest: Manifest | undefined,
): Step {
  if (checkpoint && checkpoint.shards === null) return { type: 'pull', epoch: checkpoint.epoch, after: checkpoint.seq };
  if (!manifest) return { type: 'read-manifest' };
  const { epoch, snapshot, floor } = manifest;
  if (checkpoint && (checkpoint.epoch !== epoch || checkpoint.seq < floor)) return { type: 'begin-again' };

  const done = checkpoint?.shards ?? [];
  const seq = checkpoint?.seq ?? snapshot;
  const [entry, ...others] = shardsOf(manifest, collection).filter(({ hash }) => !done.includes(hash));
  if (!entry) return { type: 'pull', epoch, after: seq };
  return {
    type: 'shard',
    entry,
    checkpoint: { epoch, seq, shards: others.length === 0 ? null : [...done, entry.hash] },
  };
}

/** An empty shard would read to RxDB as the end of the pull, and holds nothing to miss. */
export const shardsOf = (manifest: Manifest, collection: CollectionName): ShardEntry[] =>
  manifest.shards.filter((entry) => entry.collection === collection && entry.count > 0);

/** Documents that a first visit brings, for the progress line. */
export const snapshotCount = (manifest: Manifest): number => manifest.shards.reduce((sum, { count }) => sum + count, 0);
