// Finds what a recording is of: the phonemes and realisations of its symbol, or the words of its form.
import type { AudioSource } from '@phonochart/catalog/audio.ts';
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { PhonemeKind } from '@phonochart/catalog/phoneme.ts';
import type { Recording } from '@phonochart/imports/recordings.ts';
import { readSound } from '@phonochart/imports/sound.ts';
import { toXSampa } from '@phonochart/phonetics/xsampa.ts';

export type Target = Pick<AudioSource, 'voices' | 'voices_kind'> & {
  /** Letters for the name of the file. */
  slug: string;
  kind?: PhonemeKind;
};

/** Everything in an inventory that a clip can be of, by its id. A realisation that drops its sound has none. */
export function targetsById({ phonemes, realisations, words }: Inventory): Map<string, Target> {
  const kinds = new Map(phonemes.map(({ id, kind }) => [id, kind]));
  const targets: Target[] = [
    ...phonemes.map(({ id, symbol, kind }) => ({
      voices: id,
      voices_kind: 'phoneme' as const,
      slug: slugOf(symbol),
      kind,
    })),
    ...realisations
      .filter(({ output }) => output.length > 0)
      .map(({ id, output, phonemes: [of] }) => {
        const kind = kinds.get(of!);
        const slug = slugOf(output.join(''));
        return { voices: id, voices_kind: 'realisation' as const, slug, ...(kind ? { kind } : {}) };
      }),
    ...words.map(({ id, form, phonemic }) => {
      const slug = slugOf(/^[\x20-\x7e]+$/.test(form) ? form : phonemic);
      return { voices: id, voices_kind: 'word' as const, slug };
    }),
  ];
  return new Map(targets.map((target) => [target.voices, target]));
}

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

const slugOf = (text: string): string =>
  toXSampa(text)
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^[-_]+|[-_]+$/g, '')
    .slice(0, 40) || 'sound';
