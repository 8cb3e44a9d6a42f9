// Sends one author's waiting edits in their order, batch by batch, and writes down what became of each.
//
// A loop of our own and not RxDB's push: that one takes every write of a document for something to send and every answer
// for the document's next state, where here an edit waits for the one before it, for a person's choice or for the mirror.
import { MAX_PUSH_BYTES, MAX_PUSH_EDITS } from '@phonochart/sync/limits.ts';
import type { PushAnswer, PushResult, RefusalReason } from '@phonochart/sync/push.ts';
import { newId, type OutboxEdit, sentAs, staysTheirs, superseded } from './outbox-edit.ts';
import type { OutboxStore } from './outbox-store.ts';
import { PushError, type PushLine } from './push-line.ts';

/** By what the request adds around the edits. */
const MOST_BYTES = MAX_PUSH_BYTES - 1_000;

export type SenderParts = {
  store: OutboxStore;
  line: PushLine;
  /** Edits of its own account alone are ever sent. */
  author(): string | undefined;
  /** `seq` of a language's inventory in the mirror; null where there is none, undefined where that is not known. */
  held(language: string): number | null | undefined;
  /** Asks the mirror to catch up with the server. */
  resync(): void;
};

/** Answers that only set the order right, in a row: more of them would go round in a circle. */
const MOST_REORDERINGS = 3;

/** @throws PushError where it is to be tried again later, and whatever the storage throws */
export function createSender({ store, line, author, held, resync }: SenderParts): {
  sendAll(): Promise<void>;
} {
  let known: string | undefined;
  let reorderings = 0;
  /** Edits a request: one after a request was refused as a whole, so that the edit at fault is found among its neighbours. */
  let most = MAX_PUSH_EDITS;

  const sendAll = async () => {
    known = undefined;
    for (;;) {
      const me = author();
      const mine = (await store.read()).filter((edit) => edit.author === me);
      for (const { key } of superseded(mine)) await store.remove(key, isUndecided);
      if (me === undefined || mine.every(isUndecided)) return;
      // The server's, and not the mirror's: that one may wait for a cheaper line, and `was` protects each field.
      known ??= await line.epoch();
      const epoch = known;
      await recall(({ epoch: its }) => its !== epoch);
      const batch = await nextBatch(me);
      if (batch.length === 0) return;
      let answer: PushAnswer;
      try {
        answer = await line.push({ epoch, edits: batch.map(sentAs) }, me);
      } catch (error) {
        const code = error instanceof PushError ? error.code : undefined;
        if (code === 'epoch') await beginEpoch();
        if (code !== 'unfit') throw error;
        await putAside(batch, error as PushError);
        continue;
      }
      await writeDown(batch, answer);
    }
  };

  /** The first waiting edits, chained and marked as sent before they are: what a server may have seen never changes. */
  const nextBatch = async (me: string): Promise<OutboxEdit[]> => {
    const mine = (await store.read()).filter((edit) => edit.author === me);
    const chain = mine.filter(({ state }) => state === 'waiting' || state === 'applied');
    const first = chain.filter(({ state }) => state === 'waiting').slice(0, most);
    let bytes = 0;
    const fitting = first.filter((edit, at) => {
      bytes += byteLength(sentAs(edit)) + 1;
      return at === 0 || bytes <= MOST_BYTES;
    });
    const marked = fitting.map(({ key, sent }) => {
      const after = chain[chain.findIndex((edit) => edit.key === key) - 1]?.id ?? null;
      return sent || store.change(key, (edit) => (isUnsent(edit) ? { ...edit, sent: true, after } : undefined));
    });
    await Promise.all(marked);
    // Read again: until it was marked, the person could still change it.
    const keys = new Set(fitting.map(({ key }) => key));
    return (await store.read()).filter(({ key, state, sent }) => keys.has(key) && state === 'waiting' && sent);
  };

  /** [PUSH13]: what the server names, else what is found by sending one at a time. */
  const putAside = async (batch: readonly OutboxEdit[], { faults, message }: PushError) => {
    const named = batch.filter((_, at) => faults.has(at));
    const aside = named.length > 0 || batch.length > 1 ? named : batch;
    await Promise.all(
      aside.map((edit) => refuse(edit, { reason: 'value', detail: faults.get(batch.indexOf(edit)) ?? message })),
    );
    most = aside.length > 0 ? MAX_PUSH_EDITS : 1;
  };

  const writeDown = async (batch: readonly OutboxEdit[], { results, epoch: its }: PushAnswer) => {
    const byId = new Map(results.map((result) => [result.id, result]));
    const first = batch.findIndex(({ id }) => !isDecided(byId.get(id)));
    const decided = first < 0 ? batch : batch.slice(0, first);
    const written = await Promise.all(decided.map((edit) => settle(edit, byId.get(edit.id)!, its)));
    const settled = written.filter(Boolean).length;
    // What is not decided is the first to be sent next time.
    const next = batch[first];
    if (next) await reorder(next, byId.get(next.id));
    if (settled > 0) resync();
    reorderings = settled > 0 ? 0 : reorderings + 1;
    most = Math.min(MAX_PUSH_EDITS, most * 2);
    if (reorderings <= MOST_REORDERINGS) return;
    reorderings = 0;
    throw new PushError('failed', 'no end of reordering');
  };

  const settle = (edit: OutboxEdit, result: PushResult, its: string): Promise<boolean> => {
    if (result.outcome === 'applied')
      return answered(edit, (now) => ({ ...now, state: 'applied', seq: result.seq, epoch: its }));
    if (result.outcome === 'clash') {
      if (staysTheirs(edit)) return forgotten(edit);
      const { current, revision } = result;
      return answered(edit, (now) => ({ ...now, state: 'clash', current, revision, epoch: its }));
    }
    return refuse(edit, result as PushResult & { outcome: 'refused' });
  };

  const reorder = async (edit: OutboxEdit, result: PushResult | undefined): Promise<void> => {
    if (result?.outcome === 'waiting') await relink(edit, result.after);
    else if (result?.outcome === 'refused') await rebase(edit);
    else if (result) throw new PushError('failed', 'an outcome of a later version');
  };

  /** Answers whether it was written down: where it was not, another tab has done so. */
  const answered = (edit: OutboxEdit, write: (now: OutboxEdit) => OutboxEdit): Promise<boolean> => {
    const isIt = (now: OutboxEdit) => now.id === edit.id && now.state === 'waiting';
    return store.change(edit.key, (now) => (isIt(now) ? write(now) : undefined));
  };

  const refuse = (edit: OutboxEdit, { reason, detail }: { reason: RefusalReason; detail: string }) =>
    staysTheirs(edit) ? forgotten(edit) : answered(edit, (now) => ({ ...now, state: 'refused', reason, detail }));

  /** Nobody is asked about what changes nothing. */
  const forgotten = ({ key, id }: OutboxEdit): Promise<boolean> =>
    store.remove(key, (now) => now.id === id && now.state === 'waiting');

  /** What came before it and is not on its way will not come: a restored server has forgotten it, or the person has. */
  const relink = async (edit: OutboxEdit, after: string): Promise<void> => {
    const before = (await store.read()).find(({ id }) => id === after);
    // Applied once and unknown now: it is sent again, which changes nothing where it is known after all.
    if (before?.state === 'applied')
      await store.change(before.key, (now) => (now.id === after ? asWaiting(now) : undefined));
    else if (before?.state !== 'waiting') await answered(edit, (now) => ({ ...now, after: null }));
  };

  /** Made on a revision that a server set back has not: the mirror's present one takes its place, once it has caught up. */
  const rebase = async (edit: OutboxEdit): Promise<void> => {
    const seq = held(edit.language);
    if (seq === undefined || (seq !== null && seq >= edit.revision)) {
      resync();
      throw new PushError('failed', 'the mirror is behind');
    }
    await answered(edit, (now) => ({ ...now, id: newId(), after: null, sent: false, revision: seq ?? 0 }));
  };

  const beginEpoch = async () => {
    known = undefined;
    resync();
    await recall(() => true);
  };

  /** What another history had acknowledged, and the mirror has not shown, may be gone with it: it is sent again. */
  const recall = async (which: (edit: OutboxEdit) => boolean) => {
    const may = (edit: OutboxEdit) => edit.state === 'applied' && which(edit);
    for (const edit of await store.read())
      if (may(edit)) await store.change(edit.key, (now) => (may(now) ? asWaiting(now) : undefined));
  };

  return { sendAll };
}

/** Whatever else the server may say of an edit, it is still to be sent. */
const isDecided = (result: PushResult | undefined): boolean =>
  result?.outcome === 'applied' ||
  result?.outcome === 'clash' ||
  (result?.outcome === 'refused' && result.reason !== 'revision');

function asWaiting({ seq: _, epoch: __, ...edit }: OutboxEdit): OutboxEdit {
  return { ...edit, state: 'waiting' };
}

export const isUnsent = ({ state, sent }: OutboxEdit): boolean => state === 'waiting' && !sent;
export const isUndecided = ({ state }: OutboxEdit): boolean => state === 'clash' || state === 'refused';

export const byteLength = (value: object): number => new TextEncoder().encode(JSON.stringify(value)).length;
