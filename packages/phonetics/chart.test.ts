// Charts: only what is in use, in the chart's order, every sound somewhere, and in phonetic mode each phone at its own place.
import type { Phoneme, PhonemeKind } from '@phonochart/catalog/phoneme.ts';
import type { Placement } from '@phonochart/catalog/placement.ts';
import type { Realisation } from '@phonochart/catalog/realisation.ts';
import { expect, describe as group, test } from 'vitest';
import { chartsOf, type Grid } from './chart.ts';
import { placedSounds } from './placed-sound.ts';

const phoneme = (symbol: string, kind: PhonemeKind, more: Partial<Phoneme> = {}): Phoneme => ({
  id: `x:${symbol}`,
  language: 'x',
  position: 0,
  kind,
  symbol,
  ipa: symbol,
  status: 'core',
  words: [],
  ...more,
});
const realisation = (phonemes: string[], output: string[], placement?: Placement): Realisation => ({
  id: `x:${phonemes.join('+')}>${output.join('')}`,
  language: 'x',
  position: 0,
  phonemes: phonemes.map((symbol) => `x:${symbol}`),
  output,
  free_variation: false,
  words: [],
  ...(placement ? { placement } : {}),
});
const inventory = (consonants: string, vowels = '', tones = '', realisations: Realisation[] = []) => ({
  phonemes: [
    ...consonants
      .split(' ')
      .filter(Boolean)
      .map((symbol) => phoneme(symbol, 'consonant')),
    ...vowels
      .split(' ')
      .filter(Boolean)
      .map((symbol) => phoneme(symbol, 'vowel')),
    ...tones
      .split(' ')
      .filter(Boolean)
      .map((symbol) => phoneme(symbol, 'tone')),
  ],
  realisations,
});
const at = (grid: Grid | undefined, row: string, column: string): string =>
  (grid?.cells[grid.rows.indexOf(row)]?.[grid.columns.indexOf(column)] ?? []).map(({ symbol }) => symbol).join(' ');

group('phonemic charts', () => {
  test('Rotokas: two rows by place, no empty row or column', () => {
    const { consonants, vowels, ...others } = chartsOf(inventory('p t k β ɾ ɡ', 'i e a o u'), 'phonemic');
    expect(consonants.columns).toEqual(['bilabial', 'alveolar', 'velar']);
    expect(consonants.rows).toEqual(['plosive', 'tap', 'fricative']);
    expect(at(consonants, 'plosive', 'velar')).toBe('k ɡ');
    expect(vowels.rows).toEqual(['close', 'close-mid', 'open']);
    expect(vowels.columns).toEqual(['front-unrounded', 'back-rounded']);
    expect(others).toEqual({});
  });

  test('every phoneme of an inventory is in exactly one cell, whatever it is', () => {
    const symbols = 'p t͡ʃ kǃ w kl N ??? ɓ pʼ ʬ ã aɪ iə̯w ˧ˀ˥ n̪|n ɧ'.split(' ');
    const charts = chartsOf(inventory(symbols.join(' ')), 'phonemic');
    const found = Object.values(charts).flatMap(({ cells }) => cells.flat(2).map(({ symbol }) => symbol));
    expect(found.sort()).toEqual(symbols.sort());
    expect(charts.other?.columns.sort()).toEqual(['why-archiphoneme', 'why-sequence', 'why-unknown']);
  });

  test('places at once stand in a row of their own, below, under the hindmost place in use', () => {
    const { consonants } = chartsOf(inventory('p t k w l ɥ'), 'phonemic');
    expect(consonants.rows.at(-1)).toBe('co-articulated');
    expect(at(consonants, 'co-articulated', 'velar')).toBe('w');
    expect(at(consonants, 'co-articulated', 'bilabial')).toBe('ɥ');
    expect(consonants.columns).not.toContain('palatal');
  });

  test('in a cell: plain before secondary, voiceless before voiced, plain before aspirated before long', () => {
    const { consonants } = chartsOf(inventory('ɡʷ ɡ ɡ̊ kʰ kʷ kː k'), 'phonemic');
    expect(at(consonants, 'plosive', 'velar')).toBe('k kː kʰ ɡ̊ ɡ kʷ ɡʷ');
  });

  test('an override wins over the letters', () => {
    const placement: Placement = { type: 'points', points: [{ height: 6, backness: 2, rounded: false }] };
    const { vowels } = chartsOf({ phonemes: [phoneme('a', 'vowel', { placement })], realisations: [] }, 'phonemic');
    expect(vowels.columns).toEqual(['central-unrounded']);
  });

  test('a contrastive laryngeal series has rows of its own: Hindi four, Korean three, English none', () => {
    const hindi = chartsOf(inventory('p pʰ b bʱ t̪ t̪ʰ d̪ d̪ʱ k kʰ ɡ ɡʱ m s'), 'phonemic').consonants;
    expect(hindi.rows).toEqual([
      'plosive:voiceless',
      'plosive:aspirated',
      'plosive:voiced',
      'plosive:breathy',
      'nasal',
      'fricative',
    ]);
    expect(at(hindi, 'plosive:breathy', 'dental')).toBe('d̪ʱ');
    const korean = chartsOf(inventory('p pʰ p͈ t tʰ t͈ k kʰ k͈'), 'phonemic').consonants;
    expect(korean.rows).toEqual(['plosive:voiceless', 'plosive:aspirated', 'plosive:tense']);
    expect(chartsOf(inventory('p b t d k ɡ ʔ'), 'phonemic').consonants.rows).toEqual(['plosive']);
    // Ejectives beside a plain pair are a row, as on the IPA chart; beside aspirates too, Quechua's third series.
    expect(chartsOf(inventory('p b pʼ t d tʼ k ɡ kʼ'), 'phonemic').consonants.rows).toEqual(['plosive', 'ejective']);
    const quechua = chartsOf(inventory('p pʰ pʼ t tʰ tʼ q qʰ qʼ'), 'phonemic').consonants;
    expect(quechua.rows).toEqual(['plosive:voiceless', 'plosive:aspirated', 'plosive:ejective']);
    // One aspirate more is no series: Vietnamese t tʰ ɗ.
    expect(chartsOf(inventory('ɓ ɗ t tʰ k c'), 'phonemic').consonants.rows).toEqual(['plosive', 'implosive']);
  });

  test('affricates, clicks and tones have charts of their own', () => {
    const charts = chartsOf(inventory('t͡s t͡ʃ d͡ʒ ǃ ɡǃ ŋǃ ǀ ŋǀ', 'a', '˧ ˧˥'), 'phonemic');
    expect(at(charts.affricates, 'affricate', 'postalveolar')).toBe('t͡ʃ d͡ʒ');
    expect(charts.clicks?.columns).toEqual(['dental', 'alveolar']);
    expect(charts.clicks?.rows).toEqual(['voiceless', 'voiced', 'nasal']);
    expect(charts.tones).toMatchObject({ rows: ['contour'], columns: ['˧', '˧˥'] });
    expect(charts.consonants).toMatchObject({ rows: [], columns: [], cells: [] });
  });

  test('diphthongs stand by their start and their end', () => {
    const { diphthongs } = chartsOf(inventory('', 'aɪ aʊ ɪə'), 'phonemic');
    expect(diphthongs?.rows).toEqual(['near-close-near-front', 'open-front']);
    expect(at(diphthongs, 'open-front', 'near-close-near-back')).toBe('aʊ');
  });
});

group('phonetic charts', () => {
  const english = inventory('p t d k ɡ l', 'iː', '', [
    realisation(['p'], ['pʰ']),
    realisation(['t', 'd'], ['ɾ']),
    realisation(['t'], ['ʔ']),
    realisation(['t'], []),
    realisation(['t'], ['t', 's']),
    realisation(['l'], ['l']),
  ]);

  test('each realisation stands at its own place and names its phonemes', () => {
    const { consonants } = chartsOf(english, 'phonetic');
    expect(at(consonants, 'plosive', 'bilabial')).toBe('p pʰ');
    expect(at(consonants, 'plosive', 'glottal')).toBe('ʔ');
    const tap = placedSounds(english, 'phonetic').find(({ symbol }) => symbol === 'ɾ');
    expect(tap).toMatchObject({ of: 'realisation', phonemes: ['x:t', 'x:d'], view: 'consonants' });
  });

  test('a dropped sound and a sequence are shown with their reason; the phoneme itself is not doubled', () => {
    const { other, consonants } = chartsOf(english, 'phonetic');
    expect(at(other, 'sounds', 'why-dropped')).toBe('∅');
    expect(at(other, 'sounds', 'why-sequence')).toBe('ts');
    expect(at(consonants, 'lateral-approximant', 'alveolar')).toBe('l');
  });

  test('series are those that the phonemes contrast', () => {
    expect(chartsOf(english, 'phonetic').consonants.rows[0]).toBe('plosive');
    const thai = inventory('p pʰ b t tʰ d k kʰ', '', '', [realisation(['p'], ['p̚'])]);
    expect(at(chartsOf(thai, 'phonetic').consonants, 'plosive:voiceless', 'bilabial')).toBe('p p̚');
  });
});
