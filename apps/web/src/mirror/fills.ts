// What was stored past RxDB, or by a tab that died, told to those who watch the documents, in this tab and in the others.
import type { CollectionName, SyncDocument } from '@phonochart/sync/protocol.ts';

/** A summary as it is stored now, so that nobody who lists them reads it again; of an inventory, which few look at, the id. */
export type Filled = SyncDocument | { readonly id: string };

type Told = { readonly name: CollectionName; readonly filled: readonly Filled[] };

/** What is told of documents that are stored. */
export const toldOf = (name: CollectionName, documents: readonly SyncDocument[]): readonly Filled[] =>
  name === 'languages' ? documents : documents.map(({ id }) => ({ id }));

/** `listen` hears what is new in a collection; it returns how to stop. */
export function openFills(database: string) {
  const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(`${database}-filled`);
  const listeners = new Set<(told: Told) => void>();
  let closed = false;
  const hear = (told: Told) => {
    for (const listener of listeners) listener(told);
  };
  if (channel) channel.onmessage = ({ data }: MessageEvent<Told>) => hear(data);
  return {
    tell(name: CollectionName, filled: readonly Filled[]): void {
      if (filled.length === 0 || closed) return;
      hear({ name, filled });
      channel?.postMessage({ name, filled });
    },
    listen(wanted: CollectionName, heard: (filled: readonly Filled[]) => void): () => void {
      const listener = ({ name, filled }: Told) => {
        if (name === wanted) heard(filled);
      };
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close(): void {
      closed = true;
      channel?.close();
    },
  };
}

export type Fills = ReturnType<typeof openFills>;
/** How a watcher of one collection listens. */
export type Listen = (heard: (filled: readonly Filled[]) => void) => () => void;
