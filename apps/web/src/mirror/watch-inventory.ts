// One inventory for the screens: from the store; until that has it, as the first look finds it on the device or at the server.
import type { InventoryDocument } from '@phonochart/sync/protocol.ts';
import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Head } from './bell.ts';
import { type Ask, askInventory, readInventory } from './first-look.ts';
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

/** Undefined: not known yet. Null: there is no such language. Looks only while somebody watches. */
export function watchInventory(
  code: string,
  { shown, ask, generation, missing, damaged }: InventoryOptions,
): ReadonlySignal<InventoryDocument | undefined | null> {
  const { store, complete, asks } = shown;
  /** What the store says. */
  const kept = signal<InventoryDocument | undefined | null>(undefined, {
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
  const early = signal<InventoryDocument | undefined | null>(undefined);
  let stop: (() => void) | undefined;
  let watched = false;
  let asking = false;
  let answered: Head | undefined;

  const askForIt = async (): Promise<boolean> => {
    if (asking) return true;
    asking = true;
    try {
      const { inventories, epoch, head } = await askInventory(ask, code);
      answered = { epoch, head };
      early.value = inventories;
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
    if (found) early.value = found;
    else if (complete.peek() || !(await askForIt())) missing();
  };

  const begin = () => {
    if (!watched || stop) return;
    const stopStore = effect(() =>
      store.value?.watchInventory(
        code,
        (inventory) => {
          kept.value = inventory;
        },
        damaged,
      ),
    );
    void look();
    let before = asks.peek();
    const stopAsking = effect(() => {
      const again = asks.value !== before && !isAnswered(asks.value);
      before = asks.value;
      if (complete.value || kept.value !== null) return;
      if (again || early.peek() === undefined) void askForIt();
    });
    stop = () => {
      stopStore();
      stopAsking();
    };
  };

  return computed(() => {
    const held = kept.value;
    const first = early.value;
    if (complete.value) return held === undefined ? (first ?? undefined) : held;
    // Until the mirror is whole the server's answer may be the later one.
    if (held && first) return first.seq > held.seq ? first : held;
    return held ?? first;
  });
}
