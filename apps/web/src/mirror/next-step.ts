// What a mirror fetches next for one collection, from its checkpoint and the manifest: a shard, a closed page, the tail, or all anew.
import type { CollectionName, Manifest, PageEntry, ShardEntry } from '@phonochart/sync/protocol.ts';

/**
 * How far a collection is mirrored. While shards are still to come, `shards` says which are done (by hash), and `seq`
 * is the `snapshot` of the first manifest they came from: a manifest that changes half-way may have dropped documents
 * which the earlier shards held, and only a pull from that older `seq` brings their tombstones.
 */
export type MirrorCheckpoint = {
  readonly epoch: string;
  readonly seq: number;
  /** Null once the snapshot is whole. */
  readonly shards: readonly string[] | null;
  /** So many documents of one more shard are here. */
  readonly part?: { readonly hash: string; readonly taken: number };
  /** [CLIENT12] The head up to which nothing more was there to come, where it is known. */
  readonly upTo?: number;
};

export type Step =
  | { type: 'read-manifest' }
  | { type: 'begin-again' }
  /** Nothing is here yet: to be kept before the first document, which else nobody could tell from a dead tab's. */
  | { type: 'begin'; checkpoint: MirrorCheckpoint }
  | { type: 'shard'; entry: ShardEntry; from: number; ahead: ShardEntry | undefined }
  | { type: 'page'; entry: PageEntry }
  | { type: 'pull'; epoch: string; after: number }
  | { type: 'nothing' };

/** `manifest` is needed while shards are to come; later it may be left out, and the tail then comes by pull alone. */
export function nextStep(
  collection: CollectionName,
  checkpoint: MirrorCheckpoint | undefined,
  manifest: Manifest | undefined,
): Step {
  if (checkpoint && checkpoint.shards === null) return nextOfTail(collection, checkpoint, manifest);
  if (!manifest) return { type: 'read-manifest' };
  const { epoch, snapshot, floor } = manifest;
  if (!checkpoint) return { type: 'begin', checkpoint: { epoch, seq: snapshot, shards: [] } };
  if (checkpoint.epoch !== epoch || checkpoint.seq < floor) return { type: 'begin-again' };

  const { shards, part } = checkpoint;
  const waiting = shardsOf(manifest, collection).filter(({ hash }) => !shards?.includes(hash));
  const entry = waiting.find(({ hash }) => hash === part?.hash) ?? waiting[0];
  if (!entry) return nextOfTail(collection, { epoch, seq: checkpoint.seq, shards: null }, manifest);
  const from = entry.hash === part?.hash ? part.taken : 0;
  return { type: 'shard', entry, from, ahead: waiting.find((other) => other !== entry) };
}

function nextOfTail(collection: CollectionName, checkpoint: MirrorCheckpoint, manifest: Manifest | undefined): Step {
  const { epoch, seq, upTo = -1 } = checkpoint;
  const after = Math.max(seq, upTo);
  // A cache may hand out an old manifest: whether the epoch still holds is for a pull to say.
  if (manifest?.epoch === epoch) {
    if (manifest.head === upTo) return { type: 'nothing' };
    const entry = manifest.pages.find(
      (page) => page.collection === collection && page.after <= after && after < page.to,
    );
    if (entry) return { type: 'page', entry };
  }
  return { type: 'pull', epoch, after };
}

/** The checkpoint once `taken` documents of a shard are stored. */
export function afterShard(checkpoint: MirrorCheckpoint, { hash, count }: ShardEntry, taken: number): MirrorCheckpoint {
  const { part: _, ...whole } = checkpoint;
  if (taken < count) return { ...whole, part: { hash, taken } };
  return { ...whole, shards: [...(checkpoint.shards ?? []), hash] };
}

/** An empty shard holds nothing to miss. */
export const shardsOf = (manifest: Manifest, collection: CollectionName): ShardEntry[] =>
  manifest.shards.filter((entry) => entry.collection === collection && entry.count > 0);

/** Documents of one collection that the snapshot has, and how many of them are here. */
export function progressOf(
  manifest: Manifest,
  collection: CollectionName,
  { shards, part }: MirrorCheckpoint,
): { done: number; total: number } {
  const entries = shardsOf(manifest, collection);
  const total = entries.reduce((sum, { count }) => sum + count, 0);
  if (shards === null) return { done: total, total };
  const done = entries.reduce((sum, { hash, count }) => {
    if (shards.includes(hash)) return sum + count;
    return sum + (hash === part?.hash ? part.taken : 0);
  }, 0);
  return { done, total };
}
