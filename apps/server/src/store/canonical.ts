// Puts an inventory into the one form in which equal content is equal JSON.
import { countsOf } from '@phonochart/catalog/counts.ts';
import { Inventory } from '@phonochart/catalog/inventory.ts';

/** Records in order of position and renumbered, counts made anew, fields in the shapes' own order. Throws ZodError. */
export function canonical(inventory: Inventory): Inventory {
  const inOrder = <Placed extends { position: number }>(records: readonly Placed[]): Placed[] =>
    records.toSorted((a, b) => a.position - b.position).map((record, position) => ({ ...record, position }));
  const counts = countsOf(inventory);
  return Inventory.parse({
    ...inventory,
    language: { ...inventory.language, counts },
    phonemes: inOrder(inventory.phonemes),
    realisations: inOrder(inventory.realisations),
  });
}
