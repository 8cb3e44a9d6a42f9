// The IPA chart (2020) as a table of its own, held against what the package says of every letter on it.
import { expect, describe as group, test } from 'vitest';
import { describe } from './describe.ts';
import { features } from './features.ts';
import { place } from './place.ts';

// Written from the chart, row by row: letters in chart order, `-` an empty half cell. Not derived from letters.ts.
const columns =
  'bilabial,labiodental,dental,alveolar,postalveolar,retroflex,palatal,velar,uvular,pharyngeal,glottal'.split(',');
const pulmonic: [manner: string, row: string][] = [
  ['plosive', 'p b|- -|- -|t d|- -|ʈ ɖ|c ɟ|k ɡ|q ɢ|- -|ʔ -'],
  ['nasal', '- m|- ɱ|- -|- n|- -|- ɳ|- ɲ|- ŋ|- ɴ|- -|- -'],
  ['trill', '- ʙ|- -|- -|- r|- -|- -|- -|- -|- ʀ|- -|- -'],
  ['tap', '- -|- ⱱ|- -|- ɾ|- -|- ɽ|- -|- -|- -|- -|- -'],
  ['fricative', 'ɸ β|f v|θ ð|s z|ʃ ʒ|ʂ ʐ|ç ʝ|x ɣ|χ ʁ|ħ ʕ|h ɦ'],
  ['lateral-fricative', '- -|- -|- -|ɬ ɮ|- -|- -|- -|- -|- -|- -|- -'],
  ['approximant', '- -|- ʋ|- -|- ɹ|- -|- ɻ|- j|- ɰ|- -|- -|- -'],
  ['lateral-approximant', '- -|- -|- -|- l|- -|- ɭ|- ʎ|- ʟ|- -|- -|- -'],
];

group('the IPA chart 2020', () => {
  for (const [manner, row] of pulmonic) {
    test(`pulmonic consonants: ${manner}`, () => {
      row.split('|').forEach((cell, column) => {
        cell.split(' ').forEach((letter, half) => {
          if (letter === '-') return;
          expect(place(letter), letter).toEqual({ type: 'cell', places: [columns[column]], manner });
          expect(features(letter)?.phonation, letter).toBe(half === 0 ? 'voiceless' : 'voiced');
          expect(features(letter)?.airstream, letter).toBe('pulmonic');
        });
      });
    });
  }

  test('clicks, voiced implosives and ejectives', () => {
    const clicks = { ʘ: 'bilabial', ǀ: 'dental', ǃ: 'alveolar', ǂ: 'palatal', ǁ: 'lateral' };
    for (const [letter, influx] of Object.entries(clicks)) {
      expect(place(letter)).toEqual({ type: 'click', influx, accompaniment: 'voiceless' });
    }
    const implosives = { ɓ: 'bilabial', ɗ: 'alveolar', ʄ: 'palatal', ɠ: 'velar', ʛ: 'uvular' };
    for (const [letter, where] of Object.entries(implosives)) {
      expect(place(letter)).toEqual({ type: 'cell', places: [where], manner: 'implosive' });
      expect(describe(letter, 'en')).toBe(`voiced ${where} implosive`);
    }
    expect(place('pʼ')).toEqual({ type: 'cell', places: ['bilabial'], manner: 'ejective' });
    expect(place('tʼ')).toEqual({ type: 'cell', places: ['alveolar'], manner: 'ejective' });
    expect(place('kʼ')).toEqual({ type: 'cell', places: ['velar'], manner: 'ejective' });
    expect(place('sʼ')).toEqual({ type: 'cell', places: ['alveolar'], manner: 'ejective-fricative' });
  });

  test('other symbols: double articulations, epiglottals, alveolo-palatals, lateral flap', () => {
    const names = {
      ʍ: 'voiceless labial-velar fricative',
      w: 'voiced labial-velar approximant',
      ɥ: 'voiced labial-palatal approximant',
      ʜ: 'voiceless epiglottal fricative',
      ʢ: 'voiced epiglottal fricative',
      ʡ: 'voiceless epiglottal plosive',
      ɕ: 'voiceless alveolo-palatal fricative',
      ʑ: 'voiced alveolo-palatal fricative',
      ɺ: 'voiced alveolar lateral tap',
      ɧ: 'voiceless postalveolar-velar fricative',
      t͡s: 'voiceless alveolar affricate',
      k͡p: 'voiceless labial-velar plosive',
    };
    for (const [symbol, name] of Object.entries(names)) expect(describe(symbol, 'en')).toBe(name);
    for (const symbol of ['ʍ', 'w', 'ɥ', 'ɧ', 'k͡p']) expect(place(symbol), symbol).toMatchObject({ double: true });
  });

  test('vowels: height, backness and rounding by the trapezoid', () => {
    const rows: [height: string, row: string][] = [
      ['close', 'i y|- -|ɨ ʉ|- -|ɯ u'],
      ['near-close', '- -|ɪ ʏ|- -|- ʊ|- -'],
      ['close-mid', 'e ø|- -|ɘ ɵ|- -|ɤ o'],
      ['open-mid', 'ɛ œ|- -|ɜ ɞ|- -|ʌ ɔ'],
      ['open', 'a ɶ|- -|- -|- -|ɑ ɒ'],
    ];
    const backness = ['front', 'near-front', 'central', 'near-back', 'back'];
    for (const [height, row] of rows) {
      row.split('|').forEach((pair, column) => {
        pair.split(' ').forEach((letter, half) => {
          if (letter === '-') return;
          const name = `${height} ${backness[column]} ${half === 0 ? 'unrounded' : 'rounded'} vowel`;
          expect(describe(letter, 'en'), letter).toBe(name);
        });
      });
    }
    expect(describe('ə', 'en')).toBe('mid central vowel');
    expect(describe('ɐ', 'en')).toBe('near-open central vowel');
    expect(describe('æ', 'en')).toBe('near-open front unrounded vowel');
  });

  test('the five tone letters, and the contours beside their diacritics', () => {
    const levels = { '˥': 'extra-high', '˦': 'high', '˧': 'mid', '˨': 'low', '˩': 'extra-low' };
    for (const [letter, name] of Object.entries(levels)) expect(describe(letter, 'en')).toBe(`${name} tone`);
    expect(place('ě', 'tone')).toEqual(place('˩˥', 'tone'));
    expect(place('ê', 'tone')).toEqual(place('˥˩', 'tone'));
    expect(place('e᷄', 'tone')).toEqual(place('˦˥', 'tone'));
    expect(place('e᷈', 'tone')).toEqual(place('˧˦˧', 'tone'));
  });
});
