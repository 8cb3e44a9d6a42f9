// Finds what a recording is of: the phonemes and realisations of its symbol, or the words of its form.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { Recording } from '@phonochart/imports/recordings.ts';
import { readSound } from '@phonochart/imports/sound.ts';
import { type Target, targetsById } from '../sources/recording-target.ts';

/** Answers every record that a recording's symbol or word names; none where the inventory has no such. */
export function targetsIn(inventory: Inventory): (says: Recording['says']) => Target[] {
  const targets = targetsById(inventory);
  const named = new Map<string, Target[]>();
  const add = (name: string, id: string) => {
    const target = targets.get(id);
    if (target) named.set(name, [...(named.get(name) ?? []), target]);
  };
  for (const { id, symbol } of inventory.phonemes) add(`sound ${keyOf(symbol)}`, id);
  for (const { id, output } of inventory.realisations) add(`sound ${keyOf(output.join(''))}`, id);
  for (const { id, form } of inventory.words) add(`word ${folded(form)}`, id);
  return (says) => named.get('word' in says ? `word ${folded(says.word)}` : `sound ${keyOf(says.symbol)}`) ?? [];
}

/** Tie bars, look-alikes and the order of diacritics aside. */
const keyOf = (symbol: string): string => readSound(symbol).ipa;
const folded = (form: string): string => form.normalize('NFC').toLocaleLowerCase('en');
