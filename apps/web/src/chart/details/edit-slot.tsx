// A place in the details and on the page about a chart for what editors need; who is none never loads it.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';

/** `record`: the id of a phoneme or realisation, or the language's code. */
export type EditSlotProps = { inventory: Inventory; record: string };

export const editSlot = signal<ComponentType<EditSlotProps> | undefined>(undefined);

/** What stands in it, or nothing. */
export const EditSlot = (props: EditSlotProps) => {
  const Entry = editSlot.value;
  return Entry ? <Entry {...props} /> : null;
};
