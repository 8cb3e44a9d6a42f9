// Rules that hold for any text whatever, tried on thousands of arbitrary strings.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { articulate } from './articulate.ts';
import { compare } from './compare.ts';
import { describe } from './describe.ts';
import { combiningMarks, following, preceding } from './diacritics.ts';
import { distance } from './distance.ts';
import { matchesQuery, parseFeatureQuery } from './feature-query.ts';
import { features } from './features.ts';
import { letters } from './letters.ts';
import { markOf } from './marks.ts';
import { ipaKey, normalise } from './normalise.ts';
import { parseDescription } from './parse-description.ts';
import { place } from './place.ts';
import { canonicalSymbol } from './spell.ts';
import { tokenise } from './tokenise.ts';
import { fromXSampa, toXSampa } from './xsampa.ts';

const marks = [...combiningMarks.keys(), ...following.keys(), ...preceding.keys(), '\u0361', '\u035C'];
const confusing = ["'", ':', '|', '!', 'g', 'ʧ', 'c\u0327', 'с', 'ã', '˧', '5', 'ˈ', '.', ' ', '€', '𝼊', '\ud800'];
const ipaText = fc
  .array(fc.constantFrom(...letters.keys(), ...marks, ...marks, ...confusing), { maxLength: 12 })
  .map((parts) => parts.join(''));
const anyText = fc.oneof(
  ipaText,
  ipaText,
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: 'grapheme' }),
);

test('normalise is idempotent, and so is the key', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const once = normalise(text).text;
      expect(normalise(once)).toEqual({ text: once, changes: [] });
      expect(ipaKey(ipaKey(text))).toBe(ipaKey(text));
    }),
    { numRuns: 5000 },
  );
});

test('tokens add up to the text, with and without an inventory', () => {
  fc.assert(
    fc.property(anyText, fc.array(ipaText, { maxLength: 4 }), (text, inventory) => {
      for (const tokens of [tokenise(text), tokenise(text, { inventory })]) {
        expect(tokens.map((token) => token.text).join('')).toBe(text);
        for (const token of tokens) expect(text.slice(token.start, token.end)).toBe(token.text);
      }
    }),
    { numRuns: 3000 },
  );
});

test('length, aspiration, secondary articulation and nasalisation never move a symbol', () => {
  const bases = [...letters.keys()].filter((letter) => letters.get(letter)!.type !== 'archiphoneme');
  const symbols = fc.constantFrom(
    ...bases,
    't͡ʃ',
    'tʃ',
    'kp',
    'k͡p',
    'ⁿd',
    'aɪ',
    'jau̯',
    't̪',
    'ɡǃ',
    'dd',
    'pʼ',
    'tɬ',
    'ŋm',
    'nd',
    'ŋmɡb',
    'kʷɾ',
    'tx',
    'mɦ',
    'kw',
    't̠ʃɾ',
  );
  fc.assert(
    fc.property(symbols, fc.subarray(['ʰ', 'ʷ', 'ʲ', '\u0303', 'ː']), (symbol, added) => {
      const moved = place(symbol + added.join(''));
      const plain = place(symbol);
      if (plain.type === 'click') expect(moved).toMatchObject({ type: 'click', influx: plain.influx });
      else expect(moved).toEqual(plain);
    }),
    { numRuns: 3000 },
  );
});

test('no text of any kind throws', () => {
  fc.assert(
    fc.property(
      anyText,
      fc.constantFrom(undefined, 'tone', 'consonant', 'vowel', 'archiphoneme', 'other'),
      (text, kind) => {
        features(text);
        place(text, kind as never);
        for (const lang of ['en', 'vi'] as const) {
          expect(describe(text, lang)).not.toBe('');
          expect(articulate(text, lang)).not.toBe('');
        }
        toXSampa(text);
        fromXSampa(text);
        markOf(text);
        canonicalSymbol(text);
        expect(distance(text, 'a')).toBe(distance('a', text));
        compare(text, 'aː');
        for (const lang of ['en', 'vi'] as const) {
          parseDescription(text, lang);
          matchesQuery(features('a')!, parseFeatureQuery(text, lang));
        }
      },
    ),
    { numRuns: 10_000 },
  );
});

test('ten thousand marks on one letter, and other hostile lengths, come to an end', () => {
  const marks = ['\u0303', '\u0303\u0325', '\u0361', 'ʰ'].map((unit) => unit.repeat(10_000 / unit.length));
  const units = ['t\u0361', ':', "'", '|', '||', "k'", 'ⁿ', '˧', 'a', 'k', 'g'].map((unit) => unit.repeat(1500));
  for (const tail of [...marks, ...units]) {
    const text = `a${tail}`;
    expect(tokenise(text).length).toBeGreaterThan(0);
    expect(normalise(normalise(text).text).changes).toEqual([]);
    describe(text, 'en');
    place(text, 'tone');
    fromXSampa(toXSampa(text));
    canonicalSymbol(text);
    compare(text, 'a');
    distance(text, 'a');
    parseDescription(text, 'en');
    parseFeatureQuery(text, 'vi');
  }
});
