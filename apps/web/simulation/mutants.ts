// Planted faults, as wrappers around the seams of the real code; the simulation must catch each of them.
import type { RxStorageInstance } from 'rxdb/plugins/core';
import type { CatalogueStore, PullRequest, PullResult } from '../../server/src/store/store.ts';
import type { MutantName } from './outcome.ts';
import type { WrapStore } from './server.ts';

export type Mutant = {
  store?: WrapStore;
  /** The storage under a collection of the mirror. */
  // biome-ignore lint/suspicious/noExplicitAny: RxDB's own type for documents of any shape
  storage?: (instance: RxStorageInstance<any, any, any>) => void;
};

const withPull =
  (pull: (store: CatalogueStore, request: PullRequest) => Promise<PullResult>): WrapStore =>
  (store) => ({ ...store, pull: (request) => pull(store, request) });

const seqOf = (text: string): number => (JSON.parse(text) as { seq: number }).seq;

export const mutants: { readonly [name in MutantName]: Mutant } = {
  /** [PULL2]: the page is cut over both collections, and then the other one is left out. */
  'a page filtered after its limit': {
    store: withPull(async (store, request) => {
      const own = await store.pull(request);
      const other = await store.pull({
        ...request,
        collection: request.collection === 'languages' ? 'inventories' : 'languages',
      });
      if (own.type === 'gone' || other.type === 'gone') return own;
      const kept = [...own.documents, ...other.documents]
        .sort((a, b) => seqOf(a) - seqOf(b))
        .slice(0, request.limit)
        .filter((text) => own.documents.includes(text));
      const last = kept.at(-1);
      const checkpoint = { epoch: request.epoch, seq: last ? seqOf(last) : request.after };
      return { type: 'page', documents: kept, checkpoint };
    }),
  },

  /** [CLIENT3]: documents are called stored a moment before they are. */
  'a checkpoint stored before its documents': {
    storage: (instance) => {
      const write = instance.bulkWrite.bind(instance);
      instance.bulkWrite = async (rows, context) => {
        setTimeout(() => void write(rows, context), 40);
        return { error: [] };
      };
    },
  },

  /** [PULL7]: who is below the floor is served from the floor on. */
  'a tombstone forgotten': {
    store: withPull(async (store, request) => {
      const result = await store.pull(request);
      if (result.type !== 'gone' || result.reason !== 'floor') return result;
      const served = await store.pull({ ...request, after: result.state.floor });
      if (served.type === 'gone' || served.documents.length > 0) return served;
      return { ...served, checkpoint: { epoch: request.epoch, seq: request.after } };
    }),
  },

  /** [PULL9]: a checkpoint of any history is good enough. */
  'an epoch ignored': {
    store: withPull(async (store, request) => {
      const { epoch } = await store.syncState();
      const result = await store.pull({ ...request, epoch });
      if (result.type === 'gone') return result;
      return { ...result, checkpoint: { ...result.checkpoint, epoch: request.epoch } };
    }),
  },
};
