// Chart sounds for tests, read from symbols as an inventory's would be.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { Phoneme, PhonemeKind } from '@phonochart/catalog/phoneme.ts';
import { placedSounds } from '@phonochart/phonetics/placed-sound.ts';
import { type ChartSound, chartSounds } from './chart-sound.ts';

const phoneme = (symbol: string, position: number, kind: PhonemeKind): Phoneme => ({
  id: `test:${symbol}`,
  language: 'test',
  position,
  kind,
  symbol,
  ipa: symbol,
  status: 'core',
  words: [],
});

/** Phonemes by their symbols, separated by spaces; `variants` are `phoneme>phone`. */
export function exampleSounds(symbols: string, kind: PhonemeKind = 'consonant', variants = ''): ChartSound[] {
  const phonemes = symbols.split(' ').map((symbol, position) => phoneme(symbol, position, kind));
  const realisations: Inventory['realisations'] = variants
    .split(' ')
    .filter(Boolean)
    .map((variant, position) => {
      const [of, phone] = variant.split('>') as [string, string];
      const id = `test:${of}>${phone}`;
      return {
        id,
        language: 'test',
        position,
        phonemes: [`test:${of}`],
        output: [phone],
        free_variation: false,
        words: [],
      };
    });
  return chartSounds(placedSounds({ phonemes, realisations }, variants ? 'phonetic' : 'phonemic'), { phonemes });
}
