// Where the outbox's edits lie: one RxDB collection in a database of its own, which no rebuild of the mirror touches.
import {
  createRxDatabase,
  normalizeMangoQuery,
  prepareQuery,
  type RxCollection,
  type RxDatabase,
  type RxJsonSchema,
} from 'rxdb/plugins/core';
import { hearAtAnyTime } from './any-clock.ts';
import { hashText } from './hash.ts';
import { inOrder, type OutboxEdit } from './outbox-edit.ts';
import { OPEN_DEADLINE_MS, type Storages, within } from './storage.ts';

export type OutboxStore = {
  /** True where the device keeps nothing: the edits are gone with the page. */
  readonly inMemory: boolean;
  /** All edits in their order, at once and after each change, other tabs' too. Returns how to stop. */
  watch(seen: (edits: readonly OutboxEdit[]) => void): () => void;
  /** All edits in their order as they lie on the disk now, whatever this tab has heard of the others. */
  read(): Promise<OutboxEdit[]>;
  add(edit: OutboxEdit): Promise<void>;
  /** Changes one edit as one write; `change` answers undefined where it is to stay as it is. Returns whether it was changed. */
  change(key: string, change: (edit: OutboxEdit) => OutboxEdit | undefined): Promise<boolean>;
  /** Takes it away if `may` still says so of what is there. */
  remove(key: string, may?: (edit: OutboxEdit) => boolean): Promise<boolean>;
  close(): Promise<void>;
};

/** Only the key is declared: what an edit holds may grow without a migration, which could keep unsent edits locked in. */
const schema = {
  version: 0,
  primaryKey: 'key',
  type: 'object',
  properties: { key: { type: 'string', maxLength: 40 } },
  required: ['key'],
} as unknown as RxJsonSchema<OutboxEdit>;

/** RxDB keeps what was removed as a mark; another tab may hold the edit in its hands for so long. */
const DAY_MS = 86_400_000;

class AsItIs extends Error {}

/** @throws whatever the storage throws. What cannot be opened is never thrown away: unsent edits may lie in it. */
export async function openOutboxStore(storages: Storages): Promise<OutboxStore> {
  const inMemory = !(await storages.works());
  const database = (await within(
    OPEN_DEADLINE_MS,
    createRxDatabase({
      name: 'phonochart-outbox',
      storage: inMemory ? await storages.memory() : storages.disk,
      multiInstance: true,
      hashFunction: hashText,
    }),
  )) as unknown as RxDatabase<{ edits: RxCollection<OutboxEdit> }>;
  try {
    const { edits } = await within(OPEN_DEADLINE_MS, database.addCollections({ edits: { schema } }));
    hearAtAnyTime(database);
    await edits.find().exec();
    // Litter; the next start tries again.
    edits.storageInstance.cleanup(DAY_MS).catch(() => undefined);
    return storeOver(edits, inMemory);
  } catch (error) {
    await database.close().catch(() => undefined);
    throw error;
  }
}

function storeOver(edits: RxCollection<OutboxEdit>, inMemory: boolean): OutboxStore {
  const modify = async (key: string, change: (edit: OutboxEdit) => object | undefined): Promise<boolean> => {
    const found = await edits.findOne(key).exec();
    if (!found) return false;
    try {
      await found.incrementalModify((now) => {
        const next = (now as { _deleted?: boolean })._deleted ? undefined : change(now as OutboxEdit);
        if (!next) throw new AsItIs();
        return next as never;
      });
      return true;
    } catch (error) {
      if (error instanceof AsItIs) return false;
      throw error;
    }
  };
  return {
    inMemory,
    watch: (seen) => {
      const subscription = edits.find().$.subscribe((found) => {
        seen(found.map((document) => document.toMutableJSON() as OutboxEdit).sort(inOrder));
      });
      return () => subscription.unsubscribe();
    },
    read: async () => {
      const { documents } = await edits.storageInstance.query(everything(edits));
      return documents.map((document) => structuredClone(bare(document)) as OutboxEdit).sort(inOrder);
    },
    add: async (edit) => {
      await edits.insert(edit);
    },
    change: modify,
    remove: (key, may = () => true) => modify(key, (edit) => (may(edit) ? { ...edit, _deleted: true } : undefined)),
    close: () => edits.database.close().then(() => undefined),
  };
}

const everything = ({ storageInstance: { schema } }: RxCollection<OutboxEdit>) =>
  prepareQuery(schema, normalizeMangoQuery(schema, { selector: { _deleted: { $eq: false } } } as never));

/** Without RxDB's own notes. */
const bare = (document: object): object =>
  Object.fromEntries(Object.entries(document).filter(([name]) => !name.startsWith('_')));
