// One generation of the mirror in RxDB: opening it, proving that it reads, watching its documents, and closing it.
import type { CollectionName, InventoryDocument, LanguageDocument } from '@phonochart/sync/protocol.ts';
import { type ReadonlySignal, signal } from '@preact/signals';
import { createRxDatabase, type RxCollection, type RxDatabase, type RxJsonSchema } from 'rxdb/plugins/core';
import { hearAtAnyTime } from './any-clock.ts';
import { type CheckpointStore, checkpointSchema, checkpointsIn, type KeptCheckpoint } from './checkpoints.ts';
import { type FillingStore, fillingOf } from './filling-store.ts';
import { type Listen, openFills } from './fills.ts';
import { hashText } from './hash.ts';
import { type Mirrored, schemas } from './schemas.ts';
import type { AnyStorage } from './storage.ts';
import { watchAll, watchOne } from './watch-documents.ts';
import { isWhole } from './whole.ts';

export type MirrorStore = {
  readonly collections: { readonly [name in CollectionName]: RxCollection<Mirrored> };
  readonly checkpoints: CheckpointStore;
  readonly filling: FillingStore;
  /** The history that the inventories are of, once a checkpoint says so; it never becomes another. */
  readonly epoch: ReadonlySignal<string | undefined>;
  /** Whether it held no language when it was opened. */
  readonly empty: boolean;
  /** Whether some of what lies here whole is gone: of a catalogue without languages there is a checkpoint. */
  readonly lost: boolean;
  /** Every language, once all are read and then after changes, a few of them told as one. Returns how to stop. */
  watchLanguages(seen: (languages: LanguageDocument[]) => void, damaged: () => void): () => void;
  /** One inventory, or null where the mirror has none now. */
  watchInventory(code: string, seen: (inventory: InventoryDocument | null) => void, damaged: () => void): () => void;
  close(): Promise<void>;
};

/**
 * Opens the database and reads one document, which takes as long for three thousand languages as for three; whoever
 * watches the languages proves the rest. @throws whatever the storage throws: it is refused, or damaged
 */
export async function openMirrorStore(name: string, storage: AnyStorage): Promise<MirrorStore> {
  const database: RxDatabase<{
    languages: RxCollection<Mirrored>;
    inventories: RxCollection<Mirrored>;
    checkpoints: RxCollection<KeptCheckpoint>;
  }> = await createRxDatabase({ name, storage, multiInstance: true, hashFunction: hashText });
  const fills = openFills(name);
  try {
    const options = (collection: CollectionName) => ({
      schema: schemas[collection] as unknown as RxJsonSchema<Mirrored>,
      conflictHandler: laterSeqWins,
    });
    const collections = await database.addCollections({
      languages: options('languages'),
      inventories: options('inventories'),
      checkpoints: { schema: checkpointSchema },
    });
    hearAtAnyTime(database);
    const listenTo =
      (collection: CollectionName): Listen =>
      (heard) =>
        fills.listen(collection, heard);
    const first = await collections.languages.findOne().exec();
    if (first && !isWhole.languages(first.toJSON())) throw new Error('damaged');
    const checkpoints = checkpointsIn(collections.checkpoints);
    const lost = async () =>
      !(await checkpoints.read('languages')) || (await collections.inventories.findOne().exec()) !== null;
    return {
      collections,
      checkpoints,
      filling: fillingOf(collections, fills),
      epoch: epochIn(collections.checkpoints),
      empty: !first,
      lost: !first && (await lost()),
      watchLanguages: (seen, damaged) =>
        watchAll(collections.languages, listenTo('languages'), isWhole.languages, seen as never, damaged),
      watchInventory: (code, seen, damaged) =>
        watchOne(collections.inventories, code, isWhole.inventories, seen as never, damaged, listenTo('inventories')),
      close: () => {
        fills.close();
        return database.close().then(() => undefined);
      },
    };
  } catch (error) {
    fills.close();
    await database.close().catch(() => undefined);
    throw error;
  }
}

/** Other tabs' writes are heard too: where this one does not lead, the checkpoint is theirs. */
function epochIn(checkpoints: RxCollection<KeptCheckpoint>): ReadonlySignal<string | undefined> {
  let stop: (() => void) | undefined;
  const epoch = signal<string | undefined>(undefined, {
    watched: () => {
      stop = watchOne(
        checkpoints,
        'inventories',
        (held) => typeof (held as KeptCheckpoint).epoch === 'string',
        (held) => {
          epoch.value = held?.epoch;
        },
        // Whoever replicates finds it, and begins again.
        () => undefined,
      );
    },
    unwatched: () => stop?.(),
  });
  return epoch;
}

/** [CLIENT4]: what is pulled is written only where this does not call the two states equal. */
const laterSeqWins = {
  isEqual: (pulled: Mirrored, held: Mirrored) => pulled.seq <= held.seq,
  resolve: ({ realMasterState }: { realMasterState: Mirrored }) => realMasterState,
} as never;
