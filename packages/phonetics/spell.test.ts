// One canonical symbol a sound: it has the same features, it is its own canonical symbol, and variants of writing share it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { following, preceding } from './diacritics.ts';
import { features } from './features.ts';
import { letters } from './letters.ts';
import { ipaKey } from './normalise.ts';
import { canonicalSymbol, sameFeatures } from './spell.ts';

const bases = [...letters.values()].flatMap(({ letter, type }) => (type === 'archiphoneme' ? [] : [letter]));
const contradictory =
  /[\u0322\u032A\u0347\u033C\u0320\u0346\u031D\u031Eʼ].*[\u0322\u032A\u0347\u033C\u0320\u0346\u031D\u031Eʼ]|[\u0325\u030A\u032C\u0324\u0330ʱ].*[\u0325\u030A\u032C\u0324\u0330ʱ]/u;
const more = ['t͡ʃ', 'd͡z', 't͡ɬ', 'k͡p', 'ŋ͡m', 'aɪ', 'aɪ̯', 'jau̯', 'ɡǃ', 'ŋ̊ǃ', 'n̪', 's̪', 'pʼ'];
const symbol = fc
  .tuple(
    fc.constantFrom('', '', '', ...preceding.keys()),
    fc.constantFrom(...bases, ...more),
    fc.array(fc.constantFrom(...following.keys()), { maxLength: 2 }),
  )
  .map(([before, base, after]) => before + base + after.join(''));

test('a canonical symbol has the features of its sound, and is its own canonical symbol', () => {
  fc.assert(
    // Two marks of place, or of phonation, on one letter contradict each other.
    fc.property(
      symbol.filter((text) => !contradictory.test(text)),
      (written) => {
        const canonical = canonicalSymbol(written);
        const [before, after] = [features(written), features(canonical)];
        expect(before && after && sameFeatures(before, after), `${written} > ${canonical}`).toBe(true);
        expect(canonicalSymbol(canonical)).toBe(canonical);
      },
    ),
    { numRuns: 5000 },
  );
});

test('a letter, alone or with a diacritic of the 2020 chart, is its own canonical symbol', () => {
  const chart = [
    '',
    'ʰ',
    'ʷ',
    'ʲ',
    'ˠ',
    'ˤ',
    '\u0303',
    'ⁿ',
    'ˡ',
    '\u031A',
    'ː',
    'ˑ',
    '\u033A',
    '\u033B',
    '\u0329',
    '\u0324',
  ];
  // Letters of Sinology's and others' that IPA writes otherwise, and marks that come to a letter of the chart.
  const others = new Set(['‼', 'ʅ', 'ʯ', 'ɿ', 'ʮ', 'ɨ\u033A', 'ʉ\u033A']);
  for (const letter of bases) {
    for (const mark of chart) {
      const written = letter + mark;
      if (others.has(letter) || others.has(written)) continue;
      const found = features(written)!;
      // Nasalised and breathy clicks are written ŋǃ and ɡǃʱ; ᵐ ⁿ ᵑ of a nasal release go by the place.
      if ((found.kind === 'click' && '\u0303\u0324'.includes(mark) && mark) || mark === 'ⁿ') continue;
      expect(ipaKey(canonicalSymbol(written)), written).toBe(ipaKey(written));
    }
  }
});

test('ways of writing one sound share its canonical symbol', () => {
  const same: Record<string, string[]> = {
    t͡ʃ: ['tʃ', 't͜ʃ', 'ʧ', 't̠ʃ'],
    ⁿd: ['nd', 'n͡d', 'Nd'],
    ᵐb: ['mb', 'ⁿb'],
    dː: ['dd', 'd:'],
    k͡p: ['kp', 'k͜p'],
    ˀd: ['ʔd'],
    ai̯: ['aj'],
    ä: ['a\u0308'],
    'e\u031E': ['ᴇ'],
    ŋǃ: ['ŋ!', 'ŋ͡ǃ', 'ǃ\u0303'],
    '˧˥': ['35', '³⁵'],
    'θ\u033C': ['f\u033C'],
  };
  for (const [canonical, written] of Object.entries(same)) {
    for (const each of written) expect(canonicalSymbol(each), each).toBe(canonical.normalize('NFD'));
  }
});
