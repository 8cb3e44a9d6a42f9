// extIPA (2015) as a table of its own: each letter and mark is one token, described in both languages, and placed.
import { expect, test } from 'vitest';
import { describe } from './describe.ts';
import { features } from './features.ts';
import { markOf } from './marks.ts';
import { place } from './place.ts';
import { tokenise } from './tokenise.ts';

const sounds: Record<string, [description: string, place: string]> = {
  ʩ: ['voiceless velopharyngeal fricative', 'velopharyngeal'],
  𝼀: ['voiceless trilled velopharyngeal fricative', 'velopharyngeal'],
  ʪ: ['voiceless alveolar lateral fricative with median friction', 'alveolar'],
  ʫ: ['voiced alveolar lateral fricative with median friction', 'alveolar'],
  ꞎ: ['voiceless retroflex lateral fricative', 'retroflex'],
  𝼅: ['voiced retroflex lateral fricative', 'retroflex'],
  𝼆: ['voiceless palatal lateral fricative', 'palatal'],
  𝼄: ['voiceless velar lateral fricative', 'velar'],
  𝼃: ['voiceless velodorsal plosive', 'velodorsal'],
  𝼁: ['voiced velodorsal plosive', 'velodorsal'],
  𝼇: ['voiced velodorsal nasal', 'velodorsal'],
  ꞯ: ['voiceless upper pharyngeal plosive', 'upper-pharyngeal'],
  𝼂: ['voiced upper pharyngeal plosive', 'upper-pharyngeal'],
  ʬ: ['voiceless bilabial percussive', 'bilabial'],
  ʭ: ['voiceless bidental percussive', 'bidental'],
  '¡': ['voiceless sublaminal alveolar percussive', 'alveolar'],
  p͆: ['voiceless dentolabial plosive', 'dentolabial'],
  p͇: ['voiceless labioalveolar plosive', 'labioalveolar'],
  h̪͆: ['voiceless bidental fricative', 'bidental'],
  n̪͆: ['voiced interdental dental nasal', 'dental'],
  d̼: ['voiced linguolabial plosive', 'linguolabial'],
  s͎: ['voiceless whistled alveolar fricative', 'alveolar'],
  s͍: ['voiceless spread-lipped alveolar fricative', 'alveolar'],
  m͊: ['voiced denasalised bilabial nasal', 'bilabial'],
  m͊᪻: ['partially voiced denasalised bilabial nasal', 'bilabial'],
  v͋: ['voiced labiodental fricative with nasal escape', 'labiodental'],
  n̾: ['voiced alveolar nasal with nasal friction', 'alveolar'],
  s͌: ['voiceless alveolar fricative with velopharyngeal friction', 'alveolar'],
  f͈: ['voiceless tense labiodental fricative', 'labiodental'],
  v͉: ['voiced weak labiodental fricative', 'labiodental'],
  'p\\': ['voiceless reiterated bilabial plosive', 'bilabial'],
  'p˭': ['voiceless unaspirated bilabial plosive', 'bilabial'],
  'p↓': ['voiceless ingressive bilabial plosive', 'bilabial'],
  'p↑': ['voiceless egressive bilabial plosive', 'bilabial'],
  ˬz: ['voiced prevoiced alveolar fricative', 'alveolar'],
  zˬ: ['voiced postvoiced alveolar fricative', 'alveolar'],
  '₍z̥₎': ['partially devoiced alveolar fricative', 'alveolar'],
  '₍z̥': ['initially devoiced alveolar fricative', 'alveolar'],
  'z̥₎': ['finally devoiced alveolar fricative', 'alveolar'],
  θ͢s: ['voiceless sliding dental to alveolar fricative', 'dental'],
};

test('every sound is one token, described and placed in its column', () => {
  for (const [symbol, [name, column]] of Object.entries(sounds)) {
    expect(tokenise(symbol), symbol).toMatchObject([{ kind: 'segment', text: symbol }]);
    expect(describe(symbol, 'en'), symbol).toBe(name);
    expect(describe(symbol, 'vi'), symbol).toMatch(/^âm /);
    expect((place(symbol) as { places?: string[] }).places?.[0], symbol).toBe(column);
  }
  expect(describe('ǃ¡', 'en')).toBe('voiceless alveolar click with a sublaminal percussive release');
  expect(place('𝼊')).toMatchObject({ type: 'click', influx: 'retroflex' });
  expect(features('p\\p\\p')).toEqual(features('p\\'));
});

test('marks alone, and suprasegmentals, are told apart and have no place of a sound', () => {
  const names = {
    ˈ: 'primary stress',
    ˈˈ: 'extra-strong stress',
    ˌ: 'secondary stress',
    '◌ː': 'long',
    '◌|◌': 'minor (foot) group',
    '‖': 'major (intonation) group',
    '.': 'syllable break',
    '‿': 'linking (no break)',
    ꜛ: 'upstep',
    ꜜ: 'downstep',
    '↗': 'global rise',
    '↘': 'global fall',
    '(.)': 'short pause',
    '◌̥': 'diacritic: voiceless',
    '◌͎': 'diacritic: whistled',
    'ʰ◌': 'diacritic: preaspirated',
    '◌ʰ': 'diacritic: aspirated',
    '◌͢◌': 'diacritic: sliding',
  };
  for (const [sign, name] of Object.entries(names)) {
    expect(describe(sign, 'en'), sign).toBe(name);
    expect(place(sign), sign).toEqual({ type: 'none', why: `why-${markOf(sign)!.type}` });
  }
});
