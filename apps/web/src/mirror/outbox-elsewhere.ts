// Clashes that their author made on other devices: asked of the server, shown beside the outbox's own, and ended here where they were decided there.
import { MAX_CLASHES } from '@phonochart/sync/limits.ts';
import type { Clash } from '@phonochart/sync/push.ts';
import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { type OutboxEdit, samePlace } from './outbox-edit.ts';
import type { OutboxStore } from './outbox-store.ts';
import type { PushLine } from './push-line.ts';

export type Elsewhere = {
  /** The author's, the oldest first, without those that lie here or on whose field a word of theirs is on its way. */
  readonly edits: ReadonlySignal<readonly OutboxEdit[]>;
  /** Asks the server. [PUSH15] @throws PushError, and whatever the storage throws */
  look(): Promise<void>;
  close(): void;
};

type ElsewhereParts = {
  store(): Promise<OutboxStore>;
  line: Pick<PushLine, 'clashes'>;
  author: ReadonlySignal<string | undefined>;
  /** Of the outbox. */
  all: ReadonlySignal<readonly OutboxEdit[] | undefined>;
};

export function createElsewhere({ store, line, author, all }: ElsewhereParts): Elsewhere {
  const told = signal<readonly OutboxEdit[]>([]);
  /** Seen as decided while an answer was waited for, which may not know of it. */
  const waited = new Set<OutboxEdit[]>();

  const stop = effect(() => {
    const decided = (all.value ?? []).filter(({ state }) => state === 'applied');
    for (const seen of waited) seen.push(...decided);
    told.value = undecidedOf(told.peek(), decided);
  });

  return {
    edits: computed(() => {
      const mine = told.value.filter((edit) => edit.author === author.value);
      const here = all.value ?? [];
      const isHere = (edit: OutboxEdit) =>
        here.some((own) => own.id === edit.id || (own.state === 'waiting' && samePlace(own, edit)));
      return mine.filter((edit) => !isHere(edit));
    }),

    async look() {
      const me = author.peek();
      if (me === undefined) return;
      const kept = await store();
      const before = (await kept.read()).filter(({ author, state }) => author === me && state === 'clash');
      const decided: OutboxEdit[] = [];
      waited.add(decided);
      try {
        const { epoch, head, clashes } = await line.clashes(me);
        const named = new Set(clashes.map(({ id }) => id));
        const isOver = (edit: OutboxEdit) =>
          edit.epoch === epoch && edit.revision <= head && clashes.length < MAX_CLASHES && !named.has(edit.id);
        for (const { key, id } of before.filter(isOver))
          await kept.remove(key, (now) => now.state === 'clash' && now.id === id);
        told.value = undecidedOf(
          clashes.map((clash) => asEdit(clash, me)),
          decided,
        );
      } finally {
        waited.delete(decided);
      }
    },

    close: stop,
  };
}

const undecidedOf = (clashes: readonly OutboxEdit[], decided: readonly OutboxEdit[]): readonly OutboxEdit[] =>
  decided.length === 0 ? clashes : clashes.filter((clash) => !decided.some((edit) => samePlace(edit, clash)));

const asEdit = (clash: Clash, author: string): OutboxEdit => ({
  ...clash,
  key: clash.id,
  number: 0,
  author,
  state: 'clash',
  sent: true,
  elsewhere: true,
  after: null,
  was: clash.current,
});
