// An inventory as an editor has left it: their edits that are on their way laid over what the mirror holds.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { Json } from '@phonochart/sync/push.ts';
import type { OutboxEdit } from './outbox-edit.ts';

type Laid = Pick<OutboxEdit, 'language' | 'record' | 'field' | 'value' | 'state'>;
type Fields = { readonly [field: string]: Json };

/** Whether the chart shows it: one that is undecided leaves the field as the catalogue has it. */
export const isOnItsWay = ({ state }: Pick<Laid, 'state'>): boolean => state === 'waiting' || state === 'applied';

/** The same object where there is nothing to lay over it; what is not changed stays the same object too. Later edits win. */
export function withEdits<Held extends Inventory>(inventory: Held, edits: readonly Laid[]): Held {
  const own = edits.filter((edit) => edit.language === inventory.id && isOnItsWay(edit));
  if (own.length === 0) return inventory;
  const byRecord = Map.groupBy(own, ({ record }) => record);
  const laidOver = <Record extends object>(record: Record, id: string): Record => {
    const changes = byRecord.get(id);
    if (!changes) return record;
    const fields: { [field: string]: Json } = { ...(record as Fields) };
    for (const { field, value } of changes) {
      if (value === null) delete fields[field];
      else fields[field] = value;
    }
    return fields as Record;
  };
  const all = <Record extends { id: string }>(records: readonly Record[]) =>
    records.some(({ id }) => byRecord.has(id)) ? records.map((record) => laidOver(record, record.id)) : records;
  return {
    ...inventory,
    language: laidOver(inventory.language, inventory.id),
    phonemes: all(inventory.phonemes),
    realisations: all(inventory.realisations),
    words: all(inventory.words),
  };
}

/** A field of the record that an edit names, as the inventory has it; null where it is absent, undefined where the record is. */
export function fieldIn(inventory: Inventory, record: string, field: string): Json | undefined {
  const { phonemes, realisations, words, language, id } = inventory;
  const found =
    record === id ? language : [phonemes, realisations, words].flat().find((candidate) => candidate.id === record);
  return found && ((found as unknown as Fields)[field] ?? null);
}
