// What was filled past RxDB, told to those who watch the documents, in this tab and in the others.
import type { CollectionName } from '@phonochart/sync/protocol.ts';

type Filled = { readonly name: CollectionName; readonly ids: readonly string[] };

/** `listen` hears the ids that are new in a collection; it returns how to stop. */
export function openFills(database: string) {
  const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(`${database}-filled`);
  const listeners = new Set<(filled: Filled) => void>();
  let closed = false;
  const hear = (filled: Filled) => {
    for (const listener of listeners) listener(filled);
  };
  if (channel) channel.onmessage = ({ data }: MessageEvent<Filled>) => hear(data);
  return {
    tell(name: CollectionName, ids: readonly string[]): void {
      if (ids.length === 0 || closed) return;
      hear({ name, ids });
      channel?.postMessage({ name, ids });
    },
    listen(wanted: CollectionName, heard: (ids: readonly string[]) => void): () => void {
      const listener = ({ name, ids }: Filled) => {
        if (name === wanted) heard(ids);
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
export type Listen = (heard: (ids: readonly string[]) => void) => () => void;
