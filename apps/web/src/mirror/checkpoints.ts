// The checkpoint of each collection, kept in the mirror's own database beside the documents that it speaks of.
import type { CollectionName } from '@phonochart/sync/protocol.ts';
import {
  getWrittenDocumentsFromBulkWriteResponse,
  type RxCollection,
  type RxDocumentData,
  type RxJsonSchema,
} from 'rxdb/plugins/core';
import type { MirrorCheckpoint } from './next-step.ts';

export type KeptCheckpoint = MirrorCheckpoint & { readonly id: string };

export const checkpointSchema = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: { id: { type: 'string', maxLength: 20 } },
  required: ['id'],
} as unknown as RxJsonSchema<KeptCheckpoint>;

export type CheckpointStore = {
  /** @throws DamagedCheckpoint, or whatever the storage throws */
  read(name: CollectionName): Promise<MirrorCheckpoint | undefined>;
  /** The first of a collection; where another tab was faster, its checkpoint is the answer, and is to be gone on from. */
  begin(name: CollectionName, checkpoint: MirrorCheckpoint): Promise<MirrorCheckpoint>;
  /** @throws whatever the storage throws */
  keep(name: CollectionName, checkpoint: MirrorCheckpoint): Promise<void>;
};

export class DamagedCheckpoint extends Error {}

type Held = RxDocumentData<KeptCheckpoint>;

export function checkpointsIn({ storageInstance }: RxCollection<KeptCheckpoint>): CheckpointStore {
  const latest = new Map<CollectionName, Held>();

  const write = async (name: CollectionName, checkpoint: MirrorCheckpoint): Promise<Held | undefined> => {
    const previous = latest.get(name);
    const document = {
      ...checkpoint,
      id: name,
      _deleted: false,
      _attachments: {},
      _meta: { ...previous?._meta, lwt: 1 },
      _rev: previous?._rev ?? '',
    };
    const rows = [{ document: document as Held, ...(previous ? { previous } : {}) }];
    const answer = await storageInstance.bulkWrite(rows, 'checkpoint');
    const [refused] = answer.error;
    if (refused && refused.status !== 409) throw new Error(`checkpoint: ${refused.status}`);
    if (refused) return refused.documentInDb;
    const [kept] = getWrittenDocumentsFromBulkWriteResponse('id', rows, answer);
    if (kept) latest.set(name, kept);
    return undefined;
  };

  return {
    async read(name) {
      const [held] = await storageInstance.findDocumentsById([name], false);
      if (!held) return undefined;
      latest.set(name, held);
      return checkpointOf(held);
    },
    async begin(name, checkpoint) {
      const other = await write(name, checkpoint);
      if (!other) return checkpoint;
      latest.set(name, other);
      return checkpointOf(other);
    },
    async keep(name, checkpoint) {
      // Another tab's checkpoint of the same store is as true as this one's.
      for (let other = await write(name, checkpoint); other; other = await write(name, checkpoint))
        latest.set(name, other);
    },
  };
}

function checkpointOf({ epoch, seq, shards, part, upTo }: Held): MirrorCheckpoint {
  if (typeof epoch !== 'string' || !Number.isInteger(seq) || !(shards === null || Array.isArray(shards)))
    throw new DamagedCheckpoint();
  return { epoch, seq, shards, ...(part ? { part } : {}), ...(upTo === undefined ? {} : { upTo }) };
}
