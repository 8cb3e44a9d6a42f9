// The phones that a phoneme becomes, as tables list them: a dropped sound is no sound.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { Phoneme } from '@phonochart/catalog/phoneme.ts';

export type Phone = { phone: string /** In English, where the source says it. */; where: string | undefined };

export const phonesOf = ({ realisations }: Pick<Inventory, 'realisations'>, { id }: Pick<Phoneme, 'id'>): Phone[] =>
  realisations
    .filter(({ phonemes, output }) => phonemes.includes(id) && output.length > 0)
    .map(({ output, environment }) => ({ phone: output.join(''), where: environment?.text.en }));
