// Notices that the head moved, by whichever process, and tells whoever listens.
import { type Db, named } from './sqlite-file.ts';
import type { SyncState } from './store.ts';

export type HeadWatch = {
  listen(listener: (state: SyncState) => void): () => void;
  /** Looks now: called after each commit of this process. */
  look(): void;
  /** Looks now whether another process has committed, which costs microseconds. */
  notice(): void;
  stop(): void;
};

/**
 * SQLite tells nobody of commits by other processes; `data_version` changes with each of them and costs microseconds
 * to ask. The timer runs only while somebody listens, and keeps no process alive.
 */
export function watchHead(
  db: Db,
  stateOf: () => SyncState,
  { everyMs, onTrouble }: { everyMs: number; onTrouble: (error: unknown) => void },
): HeadWatch {
  const listeners = new Set<(state: SyncState) => void>();
  let timer: NodeJS.Timeout | undefined;
  let told: SyncState | undefined;
  let version: unknown;
  const versionQuery = db.$client.prepare('pragma data_version').pluck();

  const look = () => {
    if (listeners.size === 0) return;
    const state = stateOf();
    if (told?.epoch === state.epoch && told.head === state.head) return;
    told = state;
    for (const listener of [...listeners]) {
      try {
        listener(state);
      } catch (error) {
        // One listener's trouble must not keep the news from the others.
        onTrouble(error);
      }
    }
  };
  const poll = () => {
    try {
      const now = named(() => versionQuery.get());
      if (now === version) return;
      look();
      version = now;
    } catch (error) {
      onTrouble(error);
    }
  };
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
  };

  return {
    look,
    notice: () => {
      if (listeners.size > 0) poll();
    },
    stop,
    listen(listener) {
      if (listeners.size === 0) {
        told = stateOf();
        version = versionQuery.get();
        timer = setInterval(poll, everyMs).unref();
      }
      // A function of its own, so that one listener given twice is told twice and stopped once.
      const own = (state: SyncState) => listener(state);
      listeners.add(own);
      return () => {
        listeners.delete(own);
        if (listeners.size === 0) stop();
      };
    },
  };
}
