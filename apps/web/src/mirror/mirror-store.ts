// One generation of the mirror in RxDB: opening it, proving that it reads, watching its documents, and closing it.

import type { CollectionName, InventoryDocument, LanguageDocument } from '@phonochart/sync/protocol.ts';
import { createRxDatabase, type RxCollection, type RxDatabase, type RxJsonSchema } from 'rxdb/plugins/core';
import { hashText } from './hash.ts';
import { schemas } from './schemas.ts';
import type { AnyStorage } from './storage.ts';

export type Mirrored = LanguageDocument | InventoryDocument;
export type MirrorStore = {
  readonly collections: { readonly [name in CollectionName]: RxCollection<Mirrored> };
  /** Whether it held no language when it was opened. */
  readonly empty: boolean;
  /** Every language, at once and after each change. Returns how to stop. */
  watchLanguages(seen: (languages: LanguageDocument[]) => void, damaged: () => void): () => void;
  /** One inventory, or null where the mirror has none now. */
  watchInventory(code: string, seen: (inventory: InventoryDocument | null) => void, damaged: () => void): () => void;
  close(): Promise<void>;
};

/** Opens the database and reads from it once. @throws whatever the storage throws: it is refused, or damaged */
export async function openMirrorStore(name: string, storage: AnyStorage): Promise<MirrorStore> {
  const database: RxDatabase<{ languages: RxCollection<Mirrored>; inventories: RxCollection<Mirrored> }> =
    await createRxDatabase({ name, storage, multiInstance: true, hashFunction: hashText });
  try {
    const options = (collection: CollectionName) => ({
      schema: schemas[collection] as unknown as RxJsonSchema<Mirrored>,
      conflictHandler: laterSeqWins,
    });
    const collections = await database.addCollections({
      languages: options('languages'),
      inventories: options('inventories'),
    });
    const languages = await collections.languages.find().exec();
    if (!languages.every((document) => isWhole.languages(document.toJSON()))) throw new Error('damaged');
    return {
      collections,
      empty: languages.length === 0,
      watchLanguages: (seen, damaged) => {
        const subscription = collections.languages.find().$.subscribe({
          next: (documents) => {
            const found = documents.map((document) => document.toJSON() as LanguageDocument);
            if (found.every(isWhole.languages)) seen(found);
            else damaged();
          },
          error: damaged,
        });
        return () => subscription.unsubscribe();
      },
      watchInventory: (code, seen, damaged) => {
        const subscription = collections.inventories.findOne(code).$.subscribe({
          next: (document) => {
            const found = (document?.toJSON() ?? null) as InventoryDocument | null;
            if (found === null || isWhole.inventories(found)) seen(found);
            else damaged();
          },
          error: damaged,
        });
        return () => subscription.unsubscribe();
      },
      close: () => database.close().then(() => undefined),
    };
  } catch (error) {
    await database.close().catch(() => undefined);
    throw error;
  }
}

/** [CLIENT4]: RxDB's replication leaves a document alone where this calls the two states equal. */
const laterSeqWins = {
  isEqual: (pulled: Mirrored, held: Mirrored) => pulled.seq <= held.seq,
  resolve: ({ realMasterState }: { realMasterState: Mirrored }) => realMasterState,
} as never;

/** Enough of the shape for a screen not to stumble: a damaged document means a damaged database. */
const isWhole: { readonly [name in CollectionName]: (document: unknown) => boolean } = {
  languages: (document) => {
    const { id, code, autonym, counts } = document as Partial<LanguageDocument>;
    return id === code && typeof autonym === 'string' && typeof counts === 'object' && counts !== null;
  },
  inventories: (document) => {
    const { language, phonemes, realisations, words, audio } = document as Partial<InventoryDocument>;
    return [phonemes, realisations, words, audio].every(Array.isArray) && typeof language?.code === 'string';
  },
};
