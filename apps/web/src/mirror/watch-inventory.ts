// One inventory for the screens: from the store; until that has it, as the first look finds it on the device or at the server.
import type { InventoryDocument } from '@phonochart/sync/protocol.ts';
import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Head } from './bell.ts';
import { type Ask, askInventory, readInventory } from './first-look.ts';
import type { MirrorStore } from './mirror-store.ts';
import type { Shown } from './shown.ts';

export type InventoryOptions = {
  shown: Shown;
  ask: Ask;
  /** Name of the database to look into before it is opened; undefined where there is none yet. */
  generation: () => string | undefined;
  /** What the device was to have it does not, or not whole: the store must look. */
  missing: () => void;
  damaged: () => void;
};

export type WatchedInventory = {
  /** Undefined: not known yet. Null: there is no such language. */
  readonly document: ReadonlySignal<InventoryDocument | undefined | null>;
  /** The history that this document is of, where that is known. */
  readonly epoch: ReadonlySignal<string | undefined>;
};

type Found = {
  readonly document: InventoryDocument | null;
  readonly from?: MirrorStore;
  readonly epoch?: string;
  /** The server said so at an earlier visit. */
  readonly kept?: true;
};

/** Looks only while somebody watches. */
export function watchInventory(
  code: string,
  { shown, ask, generation, missing, damaged }: InventoryOptions,
): WatchedInventory {
  const { store, complete, asks } = shown;
  /** What the store says. */
  const kept = signal<Found | undefined>(undefined, {
    watched: () => {
      watched = true;
      // Not at once: a signal may begin to be watched inside another's computation, where nothing may be set.
      queueMicrotask(begin);
    },
    unwatched: () => {
      watched = false;
      stop?.();
      stop = undefined;
    },
  });
  /** What the first look found. */
  const early = signal<Found | undefined>(undefined);
  let stop: (() => void) | undefined;
  let watched = false;
  let asking = false;
  let answered: Head | undefined;

  const askForIt = async (): Promise<boolean> => {
    if (asking) return true;
    asking = true;
    try {
      const answer = await askInventory(ask, code);
      const { inventories, epoch, head } = answer;
      answered = { epoch, head };
      early.value = { document: inventories, epoch };
      shown.answered.value = { code, answer };
      return true;
    } catch {
      // Offline, or a server in trouble: the state of the mirror says so, and `asks` rises when it is worth another try.
      return false;
    } finally {
      asking = false;
    }
  };

  const isAnswered = ({ head }: { head?: Head | undefined }) =>
    head !== undefined && head.epoch === answered?.epoch && head.head === answered.head;

  const look = async () => {
    const name = store.peek() ? undefined : generation();
    const found = name && (await readInventory(name, code));
    if (found) early.value = { document: found };
    else {
      // A first visit has nothing to recall.
      if (name && !complete.peek()) void recall();
      if (complete.peek() || !(await askForIt())) missing();
    }
  };

  const recall = async () => {
    try {
      const answer = await (await import('./kept-answers.ts')).keptAnswer(code);
      if (answer && !early.peek()) early.value = { document: answer.inventories, epoch: answer.epoch, kept: true };
    } catch {
      // Its file cannot be had just now.
    }
  };

  const begin = () => {
    if (!watched || stop) return;
    const stopStore = effect(() => {
      const from = store.value;
      return from?.watchInventory(
        code,
        (document) => {
          kept.value = { document, from };
        },
        damaged,
      );
    });
    void look();
    let before = asks.peek();
    const stopAsking = effect(() => {
      const again = asks.value !== before && !isAnswered(asks.value);
      before = asks.value;
      if (complete.value || kept.value?.document !== null) return;
      if (again || early.peek() === undefined) void askForIt();
    });
    stop = () => {
      stopStore();
      stopAsking();
    };
  };

  const shownNow = computed(() => {
    const held = kept.value;
    const first = early.value;
    if (complete.value) return held ?? (first?.document ? first : undefined);
    // Until the mirror is whole the server's answer may be the later one.
    if (held?.document && first?.document) {
      const comparable = !first.kept || first.epoch === held.from?.epoch.value;
      return comparable && first.document.seq > held.document.seq ? first : held;
    }
    return held?.document ? held : first;
  });
  return {
    document: computed(() => shownNow.value?.document),
    epoch: computed(() => shownNow.value?.epoch ?? shownNow.value?.from?.epoch.value),
  };
}
