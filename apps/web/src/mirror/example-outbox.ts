// For tests: a device with tabs that die at any step of the outbox, and a server of the push that keeps the wire's rules in memory.
import type { Clash, Clashes, Json, PushAnswer, PushedEdit, PushResult } from '@phonochart/sync/push.ts';
import { effect, type ReadonlySignal, signal } from '@preact/signals';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { type Outbox, openOutbox } from './outbox.ts';
import type { Change } from './outbox-edit.ts';
import { PushError, type PushErrorCode, type PushLine } from './push-line.ts';
import { browserStorages, type Storages } from './storage.ts';

/** Counts what leaves a trace, on the disk or at the server; from the step `dies` on nothing is done any more. */
export type Steps = { count: number; dies: number; fails?: { at: number; error: () => Error } };

/** One step before it is done and one after it, which nobody hears of. */
async function step<Answer>(steps: Steps, work: () => Promise<Answer>): Promise<Answer> {
  steps.count += 1;
  if (steps.count >= steps.dies) throw new Error('the tab is gone');
  if (steps.fails?.at === steps.count) throw steps.fails.error();
  const answer = await work();
  steps.count += 1;
  if (steps.count >= steps.dies) throw new Error('the tab is gone');
  return answer;
}

let tabs = 0;

/** The disk of a device as one tab sees it. RxDB and Dexie keep lists by name for a whole page, so each tab has names of its own. */
function storagesOf(idb: IDBFactory, steps: Steps): Storages {
  const prefix = `tab${++tabs}~`;
  const bare = (name: string) => name.replace(prefix, '');
  const indexedDB = {
    open: (name: string, version?: number) => idb.open(bare(name), version),
    deleteDatabase: (name: string) => idb.deleteDatabase(bare(name)),
    databases: () => idb.databases(),
    cmp: (first: unknown, second: unknown) => idb.cmp(first, second),
  } as unknown as IDBFactory;
  const { disk } = browserStorages({ indexedDB, IDBKeyRange });
  return {
    works: async () => true,
    memory: async () => disk,
    disk: {
      ...disk,
      name: prefix + disk.name,
      createStorageInstance: async (params) => {
        const instance = await disk.createStorageInstance({ ...params, databaseName: prefix + params.databaseName });
        if (params.collectionName !== 'edits') return instance;
        const write = instance.bulkWrite.bind(instance);
        instance.bulkWrite = (...given) => step(steps, () => write(...given));
        return instance;
      },
    },
  };
}

type Row = { author: string; body: string; result: PushResult };

/** Fields by `language record field`, and the rows of edits, as the rules of the push want them. */
export class ExamplePush {
  epoch = 'epoch0001';
  head = 10;
  fields = new Map<string, Json>();
  rows = new Map<string, Row>();
  /** Ids in the order in which they took effect. */
  order: string[] = [];
  /** Who is signed in on the device. */
  account: string | undefined = 'mai';
  fails: PushErrorCode | undefined;
  requests = 0;
  refuses: (edit: PushedEdit) => PushResult | undefined = () => undefined;

  take(epoch: string, edits: readonly PushedEdit[], author: string): PushAnswer {
    this.requests += 1;
    if (this.fails) throw new PushError(this.fails, 'planted');
    if (author !== this.account) throw new PushError('signed-out', 'planted');
    if (epoch !== this.epoch) throw new PushError('epoch', 'planted');
    return { epoch, results: edits.map((edit) => this.#one(edit, author)), head: this.head };
  }

  clashes(author: string): Clashes {
    if (this.fails) throw new PushError(this.fails, 'planted');
    if (author !== this.account) throw new PushError('signed-out', 'planted');
    const rows = [...this.rows.values()].map((row) => ({ ...row, edit: JSON.parse(row.body) as PushedEdit }));
    const clashes = rows.flatMap(({ author: by, edit, result }, at): Clash[] => {
      if (by !== author || result.outcome !== 'clash') return [];
      const decided = rows
        .slice(at)
        .some(
          (next) => next.author === author && next.result.outcome === 'applied' && placeOf(next.edit) === placeOf(edit),
        );
      const { id, language, record, field, value, made_at } = edit;
      const { current, revision } = result;
      return decided ? [] : [{ id, language, record, field, value, made_at, current, revision }];
    });
    return { epoch: this.epoch, head: this.head, clashes };
  }

  #one(edit: PushedEdit, author: string): PushResult {
    const { id, after, was, value, revision } = edit;
    const body = JSON.stringify(edit);
    const row = this.rows.get(id);
    if (row) {
      if (row.author === author && row.body === body) return row.result;
      const reason = row.author === author ? 'value' : 'author';
      return { id, outcome: 'refused', reason, detail: 'the id is taken' };
    }
    if (after !== null && !this.rows.has(after)) return { id, outcome: 'waiting', after };
    const result = ((): PushResult => {
      const refused = this.refuses(edit);
      if (refused) return refused;
      if (revision > this.head) return { id, outcome: 'refused', reason: 'revision', detail: 'not yet' };
      const place = placeOf(edit);
      const current = this.fields.get(place) ?? null;
      if (same(current, value) || same(was, value)) return { id, outcome: 'applied', seq: this.head };
      if (!same(current, was)) return { id, outcome: 'clash', current, revision: this.head };
      this.fields.set(place, value);
      this.head += 1;
      this.order.push(id);
      return { id, outcome: 'applied', seq: this.head };
    })();
    if (result.outcome !== 'refused' || result.reason !== 'revision') this.rows.set(id, { author, body, result });
    return result;
  }
}

const placeOf = ({ language, record, field }: PushedEdit) => `${language} ${record} ${field}`;
const same = (a: Json, b: Json) => JSON.stringify(a) === JSON.stringify(b);

/** One browser profile and its server. */
export function exampleDevice(server = new ExamplePush()) {
  const idb = new IDBFactory();
  const opened: Outbox[] = [];
  /** What the mirror shows of the language. */
  const shown = signal<{ seq: number } | undefined | null>({ seq: server.head });
  /** The history that it shows. */
  const epoch = signal<string | undefined>(undefined);
  const author = signal<string | undefined>('mai');
  let follows = true;

  const openTab = (steps: Steps = { count: 0, dies: Number.POSITIVE_INFINITY }): Outbox => {
    const line: PushLine = {
      epoch: async () => server.epoch,
      push: ({ epoch, edits }, by) =>
        step(steps, async () => server.take(epoch, structuredClone([...edits]) as PushedEdit[], by)),
      clashes: async (by) => structuredClone(server.clashes(by)),
    };
    const mirror = {
      inventory: () => shown,
      epoch: () => epoch,
      resync: () => {
        if (!follows) return;
        epoch.value = server.epoch;
        shown.value = { seq: server.head };
      },
    };
    // A mirror looks at the server when it is opened.
    mirror.resync();
    const outbox = openOutbox({ storages: storagesOf(idb, steps), mirror, line, author });
    opened.push(outbox);
    return outbox;
  };
  return {
    server,
    shown,
    epoch,
    author,
    openTab,
    /** Whether the mirror catches up when it is asked to. */
    follow: (now: boolean) => {
      follows = now;
    },
    close: async () => {
      for (const outbox of opened.splice(0)) await outbox.close();
    },
  };
}

/** Resolves when the signal holds what is wanted. */
export function until<T>(watched: ReadonlySignal<T>, wanted: (value: T) => boolean): Promise<T> {
  return new Promise((resolve) => {
    const stop = effect(() => {
      const { value } = watched;
      if (!wanted(value)) return;
      queueMicrotask(() => stop());
      resolve(value);
    });
  });
}

/** A change of the example's /p/, made on revision 10. */
export const change = (field: string, value: string | null, was: string | null = null): Change => ({
  language: 'english-gb',
  record: 'english-gb:p',
  field,
  revision: 10,
  was,
  value,
});
/** The next edit of this kind that reaches the server, once it is taken. */
export const taken = (server: ExamplePush, which: (edit: PushedEdit) => boolean): Promise<PushedEdit> =>
  new Promise((resolve) => {
    const take = server.take.bind(server);
    server.take = (epoch, edits, author) => {
      const answer = take(epoch, edits, author);
      const found = edits.find(which);
      if (found) resolve(found);
      return answer;
    };
  });
