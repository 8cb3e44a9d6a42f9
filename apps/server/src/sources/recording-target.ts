// What a recording can be of: the phonemes, realisations and words of an inventory, by their ids.
import type { AudioSource } from '@phonochart/catalog/audio.ts';
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { PhonemeKind } from '@phonochart/catalog/phoneme.ts';
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

const slugOf = (text: string): string =>
  toXSampa(text)
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^[-_]+|[-_]+$/g, '')
    .slice(0, 40) || 'sound';
