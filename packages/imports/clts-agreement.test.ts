// CLTS names against our features: as sets of words, in any order, under a map that names no segment.
import { letters } from '@phonochart/phonetics/letters.ts';
import { expect, test } from 'vitest';
import { cltsWords, holdAgainstClts } from './clts-agreement.ts';

const none = { ours: [], clts: [] };

test('names agree in whatever order and with whatever words CLTS puts them', () => {
  const names = {
    pʼ: 'voiceless bilabial ejective stop consonant',
    bʱ: 'breathy voiced bilabial stop consonant',
    m̥: 'devoiced voiced bilabial nasal consonant',
    t̠ʃʷʰ: 'labialized aspirated voiceless post-alveolar sibilant affricate consonant',
    ɬ: 'voiceless alveolar lateral fricative consonant',
    kp: 'voiceless velar-and-bilabial stop consonant',
    ǁʰ: 'aspirated_voiceless_alveolar_lateral_click_consonant',
    e̞ː: 'long unrounded mid front vowel',
    ɑ̃: 'nasalized unrounded open back vowel',
    ai̯: 'from unrounded open front to non-syllabic unrounded close front diphthong',
  };
  const map = cltsWords();
  for (const [symbol, name] of Object.entries(names)) expect(holdAgainstClts(symbol, name, map), symbol).toEqual(none);
});

test('a difference says what each side has alone; a diphthong turned round is one', () => {
  const map = cltsWords();
  expect(holdAgainstClts('t', 'voiced dental stop consonant', map)).toEqual({
    ours: ['alveolar', 'voiceless'],
    clts: ['voiced', 'dental'],
  });
  const turned = holdAgainstClts('ai', 'from unrounded close front to unrounded open front diphthong', map);
  expect(turned).toEqual({ ours: ['1 open', '2 close'], clts: ['1 close', '2 open'] });
  expect(holdAgainstClts('ts', 'from voiceless alveolar stop to voiceless alveolar fricative cluster', map)).toBe(
    undefined,
  );
});

test('the map names no segment, and each known difference has a reason', () => {
  const { words, voicing, differences } = cltsWords();
  for (const word of [...Object.entries(words).flat(2), ...voicing]) {
    expect(word).toMatch(/^[a-z-]{3,}$/);
    expect(letters.has(word)).toBe(false);
  }
  for (const { reason } of differences) expect(reason.length).toBeGreaterThan(30);
});
