// What was played, counted on this device in a database of its own until a server has it: sums by sound, nothing about the person.
import { Dexie, type DexieOptions, type Table } from 'dexie';

export type PlayHeard = 'clip' | 'generated' | 'device' | 'none';

/** One play as it happens. `voices`: id of the sound asked for; `language`: its code; `clip`: id of the clip heard. */
export type Play = { voices: string; language: string; heard: PlayHeard; clip?: string | undefined };

/** Plays of one kind summed. `last_at`: midnight (UTC) of the day of the last one: no hour tells when somebody learns. */
export type PlaySum = Play & { count: number; last_at: string };

/** What is sent as one, under an id that stays the same until it is acknowledged. */
export type PlayBatch = { batch: string; plays: PlaySum[] };

export type Plays = {
  add(play: Play): Promise<void>;
  isEmpty(): Promise<boolean>;
  /** The batch that waits for its acknowledgement, else a new one of what has been counted; undefined where there is nothing. */
  nextBatch(): Promise<PlayBatch | undefined>;
  /** The batch was counted, or never will be. */
  settle(batch: string): Promise<void>;
  /** Forgets everything that was not sent. */
  clear(): Promise<void>;
  close(): void;
};

type KeptSum = PlaySum & { key: string };

/** Sums a batch: the server, and a request that outlives its page, take 64 kB at once, and two ids may have 200 letters each. */
export const mostInBatch = 100;

/** Transactions of the browser's database keep several tabs from counting one play twice or losing one. */
export function openPlays(options: DexieOptions = {}): Plays {
  const database = new Dexie('phonochart-plays', options) as Dexie & {
    sums: Table<KeptSum, string>;
    batches: Table<PlayBatch, string>;
  };
  database.version(1).stores({ sums: 'key', batches: 'batch' });
  const { sums, batches } = database;

  return {
    async add({ voices, language, heard, clip }) {
      const key = JSON.stringify([voices, heard, clip ?? null]);
      const last_at = `${new Date().toISOString().slice(0, 10)}T00:00:00.000Z`;
      await database.transaction('rw', sums, async () => {
        const count = ((await sums.get(key))?.count ?? 0) + 1;
        await sums.put({ key, voices, language, heard, ...(clip ? { clip } : {}), count, last_at });
      });
    },
    isEmpty: async () => (await batches.count()) + (await sums.count()) === 0,
    nextBatch: () =>
      database.transaction('rw', sums, batches, async () => {
        const waiting = await batches.toCollection().first();
        if (waiting) return waiting;
        const counted = await sums.limit(mostInBatch).toArray();
        if (counted.length === 0) return undefined;
        const batch = { batch: newId(), plays: counted.map(({ key: _, ...sum }) => sum) };
        await batches.add(batch);
        await sums.bulkDelete(counted.map(({ key }) => key));
        return batch;
      }),
    settle: (batch) => batches.delete(batch),
    clear: () =>
      database.transaction('rw', sums, batches, async () => {
        await sums.clear();
        await batches.clear();
      }),
    close: () => database.close(),
  };
}

/** A page that came over plain HTTP has no `randomUUID`. */
function newId(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
