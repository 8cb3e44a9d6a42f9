// Descriptions read back: parsing what describe says gives the sound in canonical form, in English and in Vietnamese.
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, describe as group, test } from 'vitest';
import { describe } from './describe.ts';
import { following, preceding } from './diacritics.ts';
import { features } from './features.ts';
import { letters } from './letters.ts';
import { suprasegmentals } from './marks.ts';
import { parseDescription } from './parse-description.ts';
import { canonicalSymbol } from './spell.ts';

const languages = ['en', 'vi'] as const;
const symbolOf = (text: string, lang: 'en' | 'vi' = 'en') => {
  const read = parseDescription(text, lang);
  return read.ok ? read.ipa : JSON.stringify(read);
};
function expectInverse(symbol: string): void {
  for (const lang of languages) {
    const description = describe(symbol, lang);
    expect(symbolOf(description, lang), `${symbol}: ${description}`).toBe(canonicalSymbol(symbol));
  }
}

group('parse is the inverse of describe', () => {
  const bases = [...letters.values()].flatMap(({ letter, type }) => (type === 'archiphoneme' ? [] : [letter]));
  const joined = [
    't͡ʃ',
    'd͡z',
    't͡ɬ',
    'k͡p',
    'ɡ͡b',
    'ŋ͡m',
    'p͡f',
    'tɕ',
    'aɪ',
    'aɪ̯',
    'jau̯',
    'iə̯w',
    'ɡǃ',
    'ŋ̊ǃ',
    'pʼ',
    't̪',
    's̪',
    't̠',
  ];

  test('for letters with any two diacritics and any before', () => {
    const symbol = fc
      .tuple(
        fc.constantFrom('', '', ...preceding.keys()),
        fc.constantFrom(...bases, ...joined),
        fc.array(fc.constantFrom(...following.keys()), { maxLength: 2 }),
      )
      .map(([before, base, after]) => before + base + after.join(''));
    // Two marks of place, or of phonation, on one letter contradict each other.
    const contradictory =
      /[\u0322\u032A\u0347\u033C\u0320\u0346\u031D\u031Eʼ].*[\u0322\u032A\u0347\u033C\u0320\u0346\u031D\u031Eʼ]|[\u0325\u030A\u032C\u0324\u0330ʱ].*[\u0325\u030A\u032C\u0324\u0330ʱ]/u;
    const sensible = symbol.filter((text) => !contradictory.test(text));
    fc.assert(fc.property(sensible, expectInverse), { numRuns: 4000 });
  });

  test('for diphthongs with diacritics on either half', () => {
    const vowel = fc.tuple(
      fc.constantFrom(...[...letters.values()].flatMap(({ letter, type }) => (type === 'vowel' ? [letter] : []))),
      fc.constantFrom('', '', '\u0303', '\u032F', 'ː', '\u0330', '\u031E', 'ˤ', '˞'),
    );
    const differ = (list: [string, string][]) => list.every(([letter], at) => letter !== list[at - 1]?.[0]);
    const diphthong = fc.array(vowel, { minLength: 2, maxLength: 3 }).filter(differ);
    fc.assert(
      fc.property(diphthong, (parts) => expectInverse(parts.map((each) => each.join('')).join(''))),
      { numRuns: 2000 },
    );
  });

  test('for every tone of one to four levels, with breaks, glottal closes, phonations and checked ones', () => {
    const tone = fc
      .tuple(
        fc.array(fc.constantFrom('˥', '˦', '˧', '˨', '˩'), { minLength: 1, maxLength: 4 }),
        fc.constantFrom('', '', 'ˀ', '\u0330', '\u0324', '\u0332'),
        fc.boolean(),
      )
      .map(
        ([levels, mark, broken]) =>
          (broken && levels.length > 1 && levels.length < 4 ? levels.join('ˀ') : levels.join('')) + mark,
      );
    fc.assert(fc.property(tone, expectInverse), { numRuns: 2000 });
  });

  test('for the sounds of every curated language', () => {
    const folder = new URL('../content/languages/', import.meta.url);
    for (const file of readdirSync(folder)) {
      const authored = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as {
        phonemes: { symbol: string }[];
        realisations?: { output: string[] }[];
      };
      const symbols = authored.phonemes.map(({ symbol }) => symbol);
      for (const { output } of authored.realisations ?? []) if (output.length === 1) symbols.push(output[0]!);
      for (const symbol of new Set(symbols)) {
        const kind = features(symbol)?.kind;
        if (kind && kind !== 'sequence' && kind !== 'archiphoneme') expectInverse(symbol);
      }
    }
  });

  test('for hard ones', () => {
    const hard =
      'n̪|n θ͢s ãɪ aɪ̃ ãɪ̃ aːɪ aɪː ʔɡ ⁿt͡ʃʰ kx tʃʼ tɬʼ k͡s ɡ͡ɓ ɔ̃ːˤ ŋ̊ǃʰ ǃχʼ ɢǀ ɡǁʱ ˀŋǂ r̝ ɹ̝̊ β̞ ɻ̍ z̩ ʈʳ tr tⁿ bᵐ kʷʰː ₍z̥₎ m͊ ɫ ɚ ɝː ' +
      'eːˑ ĭ u̯ə uo̯ə a˧˥ áː aɪ́ ŋ͡mʷ ɡʱʷ t̪s̪ʰ ɖ͡ʐʱ q͡χʼ c͡ç ʡ ʢ ɧ ɥ̊ ʍ l̥ˠ ɬʼ ǂʰ ʘʷ ɗ̥ ᶑ ʛ̥ pʷʼ s͈ t͈͡ɕ ɮ̩ ˀm mˀ ʰt hp ᵗn tn';
    for (const symbol of hard.split(' ')) expectInverse(symbol);
  });

  test('for every suprasegmental', () => {
    for (const name of new Set(suprasegmentals.values())) {
      const sign = [...suprasegmentals].find(([, each]) => each === name)![0];
      if (['long', 'half-long', 'overlong', 'extra-short'].includes(name)) continue;
      // Alone, | is read as a click letter.
      const shown = sign === '|' ? '◌|◌' : sign;
      for (const lang of languages) expect(symbolOf(describe(shown, lang), lang), name).toBe(sign);
    }
  });
});

group('what people write', () => {
  test('order, case, hyphens, commas and spelling do not matter', () => {
    expect(symbolOf('Plosive, bilabial, Voiceless')).toBe('p');
    expect(symbolOf('nasalized close-mid back rounded vowel')).toBe('õ'.normalize('NFD'));
    expect(symbolOf('voiceless post-alveolar fricative')).toBe('ʃ');
    expect(symbolOf('VOICELESS PALATO-ALVEOLAR AFFRICATE')).toBe('t͡ʃ');
    expect(symbolOf('âm hữu thanh, môi – răng, xát', 'vi')).toBe('v');
  });

  test('synonyms and what goes without saying', () => {
    const names = {
      'glottal stop': 'ʔ',
      'velar nasal': 'ŋ',
      'alveolar flap': 'ɾ',
      'labio-velar approximant': 'w',
      'alveolar lateral': 'l',
      'velar ejective': 'kʼ',
      'alveolar nasal click': 'ŋǃ',
      'dental click': 'ǀ',
      'rounded voiceless velar stop': 'kʷ',
      'mid front unrounded vowel': 'e\u031E',
      'open central unrounded vowel': 'a\u0308',
      'high front rounded vowel': 'y',
      'fortis voiceless bilabial plosive': 'p\u0348',
      'mid rising tone': '˧˥',
      'high level tone': '˦',
    };
    for (const [name, symbol] of Object.entries(names)) expect(symbolOf(name), name).toBe(symbol);
  });

  test('what was not understood, or is missing, is said', () => {
    expect(parseDescription('voiced blorp lateral', 'en')).toEqual({
      ok: false,
      why: 'unknown-word',
      words: ['blorp'],
    });
    expect(parseDescription('voiced lateral', 'en')).toEqual({ ok: false, why: 'incomplete', missing: ['place'] });
    expect(parseDescription('bilabial plosive', 'en')).toEqual({
      ok: false,
      why: 'incomplete',
      missing: ['phonation'],
    });
    expect(parseDescription('front vowel', 'en')).toEqual({ ok: false, why: 'incomplete', missing: ['height'] });
    expect(parseDescription('', 'en')).toMatchObject({ ok: false, why: 'incomplete' });
    expect(parseDescription('voiced '.repeat(100), 'en')).toEqual({ ok: false, why: 'too-long' });
  });
});
