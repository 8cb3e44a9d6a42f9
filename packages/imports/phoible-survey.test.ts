// PHOIBLE's feature columns as an oracle: what they say by themselves, what the letters say, and which class explains a difference.
import { expect, test } from 'vitest';
import { hold, ourReading, phoibleExceptions } from './phoible-agreement.ts';
import { exampleFeatures } from './phoible-example-features.ts';
import { type CodedFeatures, featureNames, readCoded } from './phoible-reading.ts';
import { shortfalls, survey, viewNamed } from './phoible-survey.ts';

// Columns as PHOIBLE writes them for these segments, after its conventions.
const coded = (values: string): CodedFeatures => {
  const cells = values.split(' ');
  return (name) => cells[featureNames.indexOf(name as never)]!;
};
const rows: [symbol: string, place: string, manner: string, values: string][] = [
  ['t', 'alveolar', 'plosive', '0 - - - - + - - - - - - - - - 0 0 + + - - - 0 0 0 0 0 0 0 - - - - - - - -'],
  ['t̪', 'dental', 'plosive', '0 - - - - + - - - - - - - - - 0 0 + + + - - 0 0 0 0 0 0 0 - - - - - - - -'],
  ['t̪|t', 'dental|alveolar', 'plosive', '0 - - - - + - - - - - - - - - 0 0 + + 0 - - 0 0 0 0 0 0 0 - - - - - - - -'],
  ['t̠ʃ', 'postalveolar', 'affricate', '0 - - - - + - - + - - - - - - 0 0 + - + + - 0 0 0 0 0 0 0 - - - - - - - -'],
  ['ɳ', 'retroflex', 'nasal', '0 - - - - + + - 0 - - - + - - 0 0 + - - - - 0 0 0 0 0 0 0 + - - - - - - -'],
  ['ɲ', 'palatal', 'nasal', '0 - - - - + + - 0 - - - + - - 0 0 + - + - + + - + - 0 0 0 + - - - - - - -'],
  ['kp', 'bilabial+velar', 'plosive', '0 - - - - + - - - - - - - - + - - - 0 0 0 + + - - - 0 0 0 - - - - - - - -'],
  ['kʷ', 'velar', 'plosive', '0 - - - - + - - - - - - - - + + 0 - 0 0 0 + + - - - 0 0 0 - - - - - - - -'],
  ['qʼ', 'uvular', 'ejective', '0 - - - - + - - - - - - - - - 0 0 - 0 0 0 + - - - + 0 0 0 - - - + - + - -'],
  ['ɓ', 'bilabial', 'implosive', '0 - - - - + - - - - - - - - + - - - 0 0 0 - 0 0 0 0 0 0 0 + - - - - - + -'],
  ['mb', 'bilabial', 'plosive', '0 - - - - + +,- - - - - - +,- - + - - - 0 0 0 - 0 0 0 0 0 0 0 + - - - - - - -'],
  ['nz', 'alveolar', 'fricative', '0 - - - - + +,- -,+ + - - - +,- - - 0 0 + + - -,+ - 0 0 0 0 0 0 0 + - - - - - - -'],
  ['ħ', 'pharyngeal', 'fricative', '0 - - - - + - + + - - - - - - 0 0 - 0 0 0 + - + - + 0 0 0 - - - - - - - -'],
  ['h', 'glottal', 'fricative', '0 - - - - - - + + - - - - - - 0 0 - 0 0 0 - 0 0 0 0 0 0 0 - - + - - - - -'],
  ['w', 'bilabial+velar', 'approximant', '0 - - - - - + + 0 + - - - - + + - - 0 0 0 + + - - + + 0 0 + - - - - - - -'],
  ['ɺ', 'alveolar', 'lateral-tap', '0 - - - - + + + 0 + + - - + - 0 0 + + - - - 0 0 0 0 0 0 0 + - - - - - - -'],
];

test('the columns alone say place and manner, and the letters agree', () => {
  for (const [symbol, place, manner, values] of rows) {
    expect(values.split(' '), symbol).toHaveLength(featureNames.length);
    expect(readCoded(coded(values)), symbol).toEqual({ kind: 'consonant', place, manner });
    expect(ourReading(symbol), symbol).toEqual({ kind: 'consonant', place, manner });
  }
});

test('vowels are read in time, with what a half step leaves open', () => {
  const ae = coded('0 - + - - - + + 0 + - - - - -,+ + - - 0 0 0 + - +,- - -,+ 0 - - + - - - 0 - - 0');
  expect(readCoded(ae)).toEqual({
    kind: 'vowel',
    height: 'open>mid',
    backness: 'central>back',
    rounding: 'unrounded>rounded',
  });
  expect(hold('ao̞', readCoded(ae), phoibleExceptions()).map(({ agrees, exception }) => exception ?? agrees)).toEqual([
    true,
    true,
    'a-central',
    true,
  ]);
});

test('what is not coded, and tones, are held against nothing', () => {
  expect(
    hold(
      't',
      readCoded(() => 'NA'),
      [],
    ),
  ).toEqual([]);
  expect(
    hold(
      '˥',
      readCoded((name) => (name === 'tone' ? '+' : '0')),
      [],
    ),
  ).toEqual([]);
});

test('each class of exceptions has an id of its own, a reason, and dimensions', () => {
  const list = phoibleExceptions();
  expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
  for (const { id, reason, dimensions } of list) {
    expect(reason.length, id).toBeGreaterThan(30);
    expect(dimensions.length, id).toBeGreaterThan(0);
  }
});

test('a survey counts rows and types, and says what is no token, in no view, or explained by no class', () => {
  const counting = survey([]);
  const add = (symbol: string, times = 1) => {
    const vector = exampleFeatures(symbol);
    const segmentClass = /^[˥-˩]/.test(symbol) ? 'tone' : 'consonant';
    for (let n = 0; n < times; n++) counting.add({ symbol, segmentClass, feature: (name) => vector?.[name] ?? 'NA' });
  };
  for (const symbol of ['t', 't̠ʃ', 'kp', 'ŋǃ', 'ɓ', 'i', 'iu', '˥˩']) add(symbol, 10);
  expect(shortfalls(counting.result())).toEqual([]);
  expect(counting.result().views).toMatchObject({ grid: { rows: 10, types: 1 }, 'co-articulated': { rows: 10 } });
  add('a');
  add('kl');
  add('€');
  expect(shortfalls(counting.result())).toEqual([
    '€ is no token',
    '81 of 83 rows are in a named view: less than 99.5 %',
    '9 of 11 types are in a named view: less than 96 %',
    'no class of exceptions explains the backness of a: front, not central',
  ]);
  expect([...counting.result().other.keys()]).toEqual(['why-sequence', 'why-unknown']);
});

test('every placement has a view or a reason', () => {
  expect(viewNamed({ type: 'cell', places: ['velar'], manner: 'ejective-affricate' })).toBe('affricates');
  expect(viewNamed({ type: 'cell', places: ['velar'], manner: 'ejective' })).toBe('ejectives and implosives');
  expect(viewNamed({ type: 'none', why: 'why-sequence' })).toEqual({ why: 'why-sequence' });
});
