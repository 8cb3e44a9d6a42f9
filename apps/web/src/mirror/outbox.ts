// The outbox: edits made on this device, kept until the catalogue shows them or their author lets them go, and sent when they can be.
import { MAX_PUSH_BYTES } from '@phonochart/sync/limits.ts';
import type { Json } from '@phonochart/sync/push.ts';
import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import {
  type Change,
  inOrder,
  newId,
  type OutboxEdit,
  sameJson,
  samePlace,
  sentAs,
  staysTheirs,
} from './outbox-edit.ts';
import { createElsewhere } from './outbox-elsewhere.ts';
import { byteLength, createSender, isUndecided, isUnsent } from './outbox-sender.ts';
import { type OutboxStore, openOutboxStore } from './outbox-store.ts';
import { PushError, type PushErrorCode, type PushLine } from './push-line.ts';
import { isFull, type Storages } from './storage.ts';

/** What the outbox needs of a mirror. */
export type OutboxMirror = {
  /** As `Mirror.inventory`. */
  inventory(code: string): ReadonlySignal<{ readonly seq: number } | undefined | null>;
  resync(): void;
  /** As `Mirror.epoch`. */
  epoch(code: string): ReadonlySignal<string | undefined>;
};

export type OutboxOptions = {
  storages: Storages;
  mirror: OutboxMirror;
  line: PushLine;
  /** Id of the account that edits here, as the device remembers it; undefined where nobody does. */
  author: ReadonlySignal<string | undefined>;
};

/** `idle`: nothing is to be sent, or it waits for its time. `storage`: the device does not let the edits be read or written. */
export type OutboxState = 'idle' | 'sending' | 'storage' | Exclude<PushErrorCode, 'epoch' | 'unfit'>;

/** `full`: the device has no room. `storage`: it does not keep it for another reason. `too-large`: no request could carry it. */
export class OutboxError extends Error {
  readonly code: 'full' | 'storage' | 'too-large' | 'signed-out';
  constructor(code: OutboxError['code'], cause?: unknown) {
    super(`${code}: ${String(cause ?? '')}`, { cause });
    this.name = 'OutboxError';
    this.code = code;
  }
}

/** Theirs, and the revision of the inventory that says so. */
export type Shown = { readonly current: Json; readonly revision: number };

export type Outbox = {
  /**
   * The author's edits in their order, and before them the clashes that `look` found of their other devices; undefined
   * until those of this device have been read.
   */
  readonly edits: ReadonlySignal<readonly OutboxEdit[] | undefined>;
  /** How many edits of other accounts wait here. */
  readonly others: ReadonlySignal<number>;
  readonly state: ReadonlySignal<OutboxState>;
  /** True where the device keeps nothing beyond the page. */
  readonly inMemory: ReadonlySignal<boolean>;
  /** Kept once it resolves, and not before. @throws OutboxError */
  edit(change: Change): Promise<void>;
  /** Of a clash: the own version is wanted all the same, in place of what the person was shown. @throws OutboxError */
  keepMine(key: string, shown: Shown): Promise<void>;
  /**
   * Of a clash: theirs stays, as the person was shown it, and the server is told. Of a refused one: it is given up. Of
   * one that was never sent: it is taken back. @throws OutboxError
   */
  drop(key: string, shown?: Shown): Promise<void>;
  /** Sends now, instead of at the next event. */
  ring(): void;
  /** Asks the server which clashes of the author's are undecided, on whichever device; without an answer all stays. */
  look(): Promise<void>;
  close(): Promise<void>;
};

const FIRST_RETRY_MS = 2_000;
const LAST_RETRY_MS = 5 * 60_000;
/** Of one edit, so that its id and what goes around it find room. */
const MOST_BYTES = MAX_PUSH_BYTES - 10_000;

/** Returns at once; opens and reads as it is needed. `ring` it when the line is back, and when the mirror hears the bell. */
export function openOutbox({ storages, mirror, line, author }: OutboxOptions): Outbox {
  const all = signal<readonly OutboxEdit[] | undefined>(undefined);
  const state = signal<OutboxState>('idle');
  const inMemory = signal(false);
  const elsewhere = createElsewhere({ store: () => opened(), line, author, all });
  const held = new Map<string, number | null | undefined>();
  const leaving = new Set<string>();

  let opening: Promise<OutboxStore> | undefined;
  let stopWatching: () => void = () => {};
  let closed = false;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending: Promise<void> | undefined;
  let rung = false;
  let sendAll: (() => Promise<void>) | undefined;
  /** One after the other, so that each sees what the one before it wrote. */
  let queue: Promise<unknown> = Promise.resolve();

  /** A failure is not kept: what is locked or full now may not be the next time. */
  const opened = (): Promise<OutboxStore> => {
    opening ??= openOutboxStore(storages).then(
      (store) => {
        inMemory.value = store.inMemory;
        stopWatching = store.watch((edits) => {
          all.value = edits;
        });
        sendAll = createSender({
          store,
          line,
          author: () => author.peek(),
          held: (language) => held.get(language),
          resync: () => mirror.resync(),
        }).sendAll;
        return store;
      },
      (error) => {
        opening = undefined;
        state.value = 'storage';
        throw error;
      },
    );
    return opening;
  };

  const kept = <Answer>(work: (store: OutboxStore) => Promise<Answer>): Promise<Answer> => {
    const run = queue.then(async () => {
      try {
        return await work(await opened());
      } catch (error) {
        throw error instanceof OutboxError ? error : new OutboxError(isFull(error) ? 'full' : 'storage', error);
      }
    });
    queue = run.catch(() => undefined);
    return run;
  };

  const send = (): Promise<void> => {
    clearTimeout(timer);
    rung = true;
    sending ??= sendWhileRung();
    return sending;
  };

  const sendWhileRung = async (): Promise<void> => {
    while (rung && !closed) {
      rung = false;
      try {
        await opened();
        await alone(async () => {
          const me = author.peek();
          const states = (await (await opened()).read()).flatMap((edit) => (edit.author === me ? edit.state : []));
          const waits = states.includes('waiting');
          if (closed || !(waits || states.includes('applied'))) return;
          // What is not tried is not marked as sent: it can still be changed, or taken back.
          if (globalThis.navigator?.onLine === false) throw new PushError('offline', 'the device says so');
          if (waits) state.value = 'sending';
          await sendAll?.();
        });
        // What could not leave when the mirror came to show it, for want of room it may be, leaves now.
        await Promise.all((all.peek() ?? []).map(leave));
        failures = 0;
        state.value = 'idle';
      } catch (error) {
        if (!closed) failed(error);
      }
    }
    // In one step with the last look at `rung`: whoever rings from here on begins anew.
    sending = undefined;
  };

  const failed = (error: unknown) => {
    const code = error instanceof PushError ? error.code : 'storage';
    state.value = code === 'epoch' || code === 'unfit' ? 'failed' : code;
    // Signing in rings.
    if (code === 'signed-out') return;
    clearTimeout(timer);
    const wait = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures++) * (0.5 + Math.random() / 2);
    timer = setTimeout(() => void send(), Math.max(wait, error instanceof PushError ? error.wait : 0));
  };

  /** An applied edit leaves once the mirror shows it, or shows that its language is gone, in the history in which it was applied. */
  const leave = async ({ key, language, state: its, seq = 0, epoch }: OutboxEdit): Promise<void> => {
    if (its !== 'applied' || leaving.has(key)) return;
    const shown = held.get(language);
    if (shown === undefined || (shown !== null && shown < seq)) return;
    if (mirror.epoch(language).peek() !== epoch) return;
    leaving.add(key);
    try {
      const store = await opening;
      await store?.remove(key, (edit) => edit.state === 'applied' && edit.seq === seq && edit.epoch === epoch);
    } finally {
      leaving.delete(key);
    }
  };
  const couldNotLeave = (error: unknown) => {
    if (!closed) failed(error);
  };

  /** In place of a clash, wherever it was made: another word of its author's on the same field. */
  const answer = async (store: OutboxStore, key: string, value: (clash: OutboxEdit) => Json, shown: Shown) => {
    const edits = await store.read();
    const made_at = new Date().toISOString();
    const { current: was, revision } = shown;
    const next = (clash: OutboxEdit): OutboxEdit => {
      const { author } = clash;
      return { ...asMade(clash), ...unsent(edits), key, author, made_at, was, value: value(clash), revision };
    };
    if (edits.some((edit) => edit.key === key))
      return store.change(key, (now) => (now.state === 'clash' ? next(now) : undefined));
    const clash = elsewhere.edits.peek().find((edit) => edit.key === key);
    if (clash) await store.add(next(clash));
  };

  const languages = computed(() => [...new Set((all.value ?? []).map(({ language }) => language))].sort().join(' '));
  const ends = [
    effect(() => {
      const codes = languages.value.split(' ').filter(Boolean);
      const stops = codes.map((code) =>
        effect(() => {
          held.set(code, seqOf(mirror.inventory(code).value));
          void mirror.epoch(code).value;
          for (const edit of all.value ?? []) if (edit.language === code) leave(edit).catch(couldNotLeave);
        }),
      );
      return () => {
        for (const stop of stops) stop();
      };
    }),
    effect(() => {
      if (author.value !== undefined) void send();
    }),
  ];
  opened().catch(() => undefined);

  return {
    edits: computed(() => {
      const mine = all.value?.filter((edit) => edit.author === author.value && !staysTheirs(edit));
      return mine && [...elsewhere.edits.value, ...mine];
    }),
    others: computed(
      () => (all.value ?? []).filter((edit) => edit.author !== author.value && !staysTheirs(edit)).length,
    ),
    state,
    inMemory,
    ring: () => void send(),

    async edit(change) {
      if (byteLength(change) > MOST_BYTES) throw new OutboxError('too-large');
      await kept(async (store) => {
        const me = author.peek();
        if (me === undefined) throw new OutboxError('signed-out');
        const edits = await store.read();
        const latest = edits.findLast((edit) => samePlace(edit, { ...change, author: me }) && !staysTheirs(edit));
        const made_at = new Date().toISOString();
        if (latest && isUnsent(latest)) {
          const back = sameJson(latest.was, change.value);
          const done = back
            ? await store.remove(latest.key, isUnsent)
            : await store.change(latest.key, (now) =>
                isUnsent(now) ? { ...now, value: change.value, made_at } : undefined,
              );
          if (done) return;
        }
        const undecided = latest && isUndecided(latest) ? latest : undefined;
        if (sameJson(change.was, change.value)) {
          if (undecided) await store.remove(undecided.key, isUndecided);
          return;
        }
        const fresh = { ...change, author: me, made_at, ...unsent(edits) };
        const { key } = undecided ?? {};
        if (key && (await store.change(key, (now) => (isUndecided(now) ? { ...fresh, key } : undefined)))) return;
        await store.add({ ...fresh, key: newId() });
      });
      void send();
    },

    async keepMine(key, shown) {
      await kept((store) => answer(store, key, ({ value }) => value, shown));
      void send();
    },

    async drop(key, shown) {
      await kept(async (store) => {
        const clash = [...(await store.read()), ...elsewhere.edits.peek()].find((edit) => edit.key === key);
        if (clash?.state !== 'clash') return store.remove(key, (edit) => isUndecided(edit) || isUnsent(edit));
        const theirs = shown ?? { current: clash.current ?? null, revision: clash.revision };
        return answer(store, key, () => theirs.current, theirs);
      });
      void send();
    },

    async look() {
      if (globalThis.navigator?.onLine === false) return;
      await elsewhere.look().catch((error) => {
        if (!(error instanceof PushError) && !closed) failed(error);
      });
    },

    async close() {
      closed = true;
      clearTimeout(timer);
      for (const end of ends) end();
      elsewhere.close();
      await sending?.catch(() => undefined);
      await queue;
      stopWatching();
      await opening?.then(
        (store) => store.close(),
        () => undefined,
      );
    },
  };
}

const seqOf = (inventory: { readonly seq: number } | undefined | null): number | null | undefined =>
  inventory ? inventory.seq : inventory;

const asMade = (edit: OutboxEdit): Change => {
  const { id: _, after: __, made_at: ___, ...change } = sentAs(edit);
  return change;
};

/** What a new edit begins with, behind all that there are. */
const unsent = (edits: readonly OutboxEdit[]) => ({
  id: newId(),
  after: null,
  number: Math.max(0, ...[...edits].sort(inOrder).map(({ number }) => number)) + 1,
  state: 'waiting' as const,
  sent: false,
});

/** One tab sends at a time, and the next finds what is left. Where there are no Web Locks (plain HTTP) the ids keep twice from being twice. */
async function alone(work: () => Promise<void>): Promise<void> {
  if (!globalThis.navigator?.locks) return work();
  await navigator.locks.request('phonochart-outbox', work);
}
