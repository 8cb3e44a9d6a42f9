// What is being edited on this device, for every part of the app that shows some of it; filled once somebody is an editor here.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Outbox } from '../../mirror/outbox.ts';

export type Editing = {
  readonly outbox: Outbox;
  /** As the mirror has it, without edits. */
  inventory(code: string): ReadonlySignal<(Inventory & { readonly seq: number }) | undefined | null>;
  /** The inventory as the editor has left it. */
  edited<Held extends Inventory>(inventory: Held): Held;
};

/** Undefined where nobody edits. */
export const editing = signal<Editing | undefined>(undefined);

/** Edits that are on their way, and those that wait for a decision. */
export const editCounts = computed(() => {
  const edits = editing.value?.outbox.edits.value ?? [];
  const undecided = edits.filter(({ state }) => state === 'clash' || state === 'refused').length;
  return { waiting: edits.length - undecided, undecided };
});
