// Places that letters give: diacritics that move a sound, affricates however they are tied, clicks, tones, no place.
import { expect, test } from 'vitest';
import { place } from './place.ts';

const cell = (places: string, manner: string) => ({ type: 'cell', places: places.split('+'), manner });

test('a tie bar above, below or none is one affricate', () => {
  for (const symbol of ['t͡ʃ', 't͜ʃ', 'tʃ', 't̠ʃ', 'ʧ'])
    expect(place(symbol), symbol).toEqual(cell('postalveolar', 'affricate'));
  expect(place('t̪s̪')).toEqual(cell('dental', 'affricate'));
  expect(place('tɕ')).toEqual(cell('alveolo-palatal', 'affricate'));
  expect(place('cç')).toEqual(cell('palatal', 'affricate'));
  expect(place('pf')).toEqual(cell('labiodental', 'affricate'));
  expect(place('tɬ')).toEqual(cell('alveolar', 'lateral-affricate'));
  expect(place('t͡sʼ')).toEqual(cell('alveolar', 'ejective-affricate'));
});

test('diacritics of place move a consonant, those of manner its row', () => {
  expect(place('t̪')).toEqual(cell('dental', 'plosive'));
  expect(place('t̠')).toEqual(cell('postalveolar', 'plosive'));
  expect(place('n̼')).toEqual(cell('linguolabial', 'nasal'));
  expect(place('p̪')).toEqual(cell('labiodental', 'plosive'));
  expect(place('β̞')).toEqual(cell('bilabial', 'approximant'));
  expect(place('ɹ̝')).toEqual(cell('alveolar', 'fricative'));
});

test('prenasalised, preaspirated, preglottalised and long sounds stand where the plain ones do', () => {
  for (const symbol of ['ⁿd', 'nd', 'n͡d', 'Nd', 'ˀd', 'ʔd', 'dː', 'dd', 'd̚', 'ɗ̥'.replace('ɗ̥', 'ʰd')]) {
    expect(place(symbol), symbol).toEqual(cell('alveolar', 'plosive'));
  }
});

test('inventories write one sound with several letters: nasal onsets, breath, glides, releases', () => {
  for (const symbol of ['ŋmkp', 'ŋɡmb', 'kpɾ', 'kpʷ']) {
    expect(place(symbol), symbol).toMatchObject({ places: ['bilabial', 'velar'], manner: 'plosive' });
  }
  for (const symbol of ['nɡ', 'kɦ', 'kw', 'ɡj', 'kʷɾ']) expect(place(symbol), symbol).toEqual(cell('velar', 'plosive'));
  expect(place('mɦ')).toEqual(cell('bilabial', 'nasal'));
  expect(place('m̥m')).toEqual(cell('bilabial', 'nasal'));
  for (const symbol of ['tlʼ', 'tɬʼ', 'tl̥'])
    expect(place(symbol), symbol).toEqual(cell('alveolar', 'lateral-affricate'));
  expect(place('kʟ̥ʼ')).toEqual(cell('velar', 'lateral-affricate'));
  expect(place('tx')).toMatchObject({ places: ['alveolar', 'velar'], manner: 'affricate', double: true });
  expect(place('t̠ʃx')).toEqual(cell('postalveolar', 'affricate'));
  expect(place('ɡkxʼ')).toEqual(cell('velar', 'ejective-affricate'));
  for (const symbol of ['kl', 'st', 'ky', 'km', 'sh']) expect(place(symbol).type, symbol).toBe('none');
});

test('double articulations name both places', () => {
  for (const symbol of ['k͡p', 'kp', 'ɡb', 'ŋ͡m', 'w']) {
    expect(place(symbol), symbol).toMatchObject({ places: ['bilabial', 'velar'], double: true });
  }
});

test('an unresolved n̪|n spans both places and is no click', () => {
  expect(place('n̪|n')).toEqual(cell('dental+alveolar', 'nasal'));
  expect(place('k|')).toMatchObject({ type: 'click', influx: 'dental' });
});

test('clicks pair an influx with an accompaniment', () => {
  const of = (symbol: string) => place(symbol) as { influx: string; accompaniment: string };
  expect(of('ŋǃ')).toMatchObject({ influx: 'alveolar', accompaniment: 'nasal' });
  expect(of('ɡǁ').accompaniment).toBe('voiced');
  expect(of('ǂʰ').accompaniment).toBe('aspirated');
  expect(of('k͡ǃ').accompaniment).toBe(of('ǃ').accompaniment);
  expect(of('ŋ̊ǃʰ').accompaniment).toBe('voiceless-nasal-aspirated');
  expect(of('ǀχʼ').accompaniment).toBe('affricated-ejective');
  expect(of('ɢǃ').accompaniment).toBe('voiced-uvular');
});

test('diphthongs and triphthongs are points in time, glides included', () => {
  const points = (symbol: string) => (place(symbol) as { points: unknown[] }).points;
  expect(points('aɪ')).toEqual([...points('a'), ...points('ɪ')]);
  expect(points('aj')).toEqual([...points('a'), ...points('i')]);
  expect(points('iə̯w')).toHaveLength(3);
  expect(points('aa')).toEqual(points('a'));
});

test('lowered e is mid; centralised a is central', () => {
  expect(place('e̞')).toMatchObject({ points: [{ height: 3, backness: 0 }] });
  expect(place('ä')).toMatchObject({ points: [{ height: 6, backness: 2 }] });
});

test('tones: letters, digits, superscripts; a glottal break is level 0, a glottal close is phonation', () => {
  for (const tone of ['˧˥', '35', '³⁵']) expect(place(tone, 'tone'), tone).toEqual({ type: 'contour', levels: [3, 5] });
  expect(place('˧ˀ˥', 'tone')).toEqual({ type: 'contour', levels: [3, 0, 5], phonation: 'glottalised' });
  expect(place('˨˩ˀ', 'tone')).toEqual({ type: 'contour', levels: [2, 1], phonation: 'glottalised' });
});

test('what has no place says why', () => {
  expect(place('kl')).toEqual({ type: 'none', why: 'why-sequence' });
  expect(place('N', 'archiphoneme')).toEqual({ type: 'none', why: 'why-archiphoneme' });
  expect(place('hello!?')).toEqual({ type: 'none', why: 'why-unknown' });
  expect(place('')).toEqual({ type: 'none', why: 'why-unknown' });
});
