// eSpeak NG's voice ko: what it can say of the Korean of Seoul, and what it cannot.
import { aspirated, commonConsonants, consonants, stressedFrames, vowels } from '../sounds.ts';
import type { VoiceTable } from '../voice-table.ts';

const TENSE = 'the voice says the lax consonant: its burst and breath are the same';

export const koreanSeoul: VoiceTable = {
  language: 'korean-seoul',
  bcp47: 'ko-KR',
  iso639_3: 'kor',
  voice: 'ko',
  called: 'Korean',
  rate: 150,
  hears_stress: false,
  stress: { primary: "'", secondary: ',' },
  word_break: '||',
  separator: '|',
  doubled: ':',
  frames: stressedFrames('a', 'ɐ', ''),
  sounds: {
    ...commonConsonants('p t k t͡ɕ s h m n ŋ l'),
    ...aspirated('p', 'pʰ', 'ph', 'ph'),
    ...aspirated('t', 'tʰ', 't|h', 'th'),
    ...aspirated('k', 'kʰ', 'kh', 'kh'),
    ...aspirated('t͡ɕ', 't͡ɕʰ', 'tS;|h', 'tɕh'),
    ...consonants({
      'p>b': ['b', 'b'],
      't>d': ['d', 'd'],
      'k>ɡ': ['g', 'ɡ'],
      't͡ɕ>d͡ʑ': ['dZ;', 'dʑ'],
      's>ɕ': ['S;', 'ɕ'],
    }),
    ...consonants({
      'p>m': ['m', 'm'],
      't>n': ['n', 'n'],
      'k>ŋ': ['N', 'ŋ'],
      'l>ɾ': ['**', 'ɾ'],
      'l>n': ['n', 'n'],
      'n>l': ['l', 'l'],
    }),
    ...aspirated('p', 'p>pʰ', 'ph', 'ph'),
    ...aspirated('t', 't>tʰ', 't|h', 'th'),
    ...aspirated('k', 'k>kʰ', 'kh', 'kh'),
    ...consonants({ 'tʰ>t͡ɕʰ': ['tS;|h', 'tɕh'], 'h>ç': ['C', 'ç'] }),
    ...vowels({
      i: ['i', 'i'],
      e: ['e', 'e'],
      ɛ: ['E', 'ɛ'],
      a: ['a', 'ɐ'],
      ʌ: ['@', 'ʌ', 'ɔ'],
      o: ['o', 'o'],
      u: ['u', 'u'],
    }),
    ...vowels({
      ɯ: ['u-', 'ɯ'],
      ja: ['ja', 'jɐ', 'ɪa'],
      jʌ: ['j@', 'jʌ', 'iɔ'],
      jo: ['jo', 'jo', 'io'],
      ju: ['ju', 'ju', 'iu'],
    }),
    ...vowels({ je: ['je', 'je', 'ie'], jɛ: ['jE', 'jɛ', 'iɛ'], ɰi: ['u-i', 'ɯi', 'ɯi'] }),
    // The glide begins with rounder lips than those of u.
    ...vowels(
      { wa: ['wa', 'wɐ'] },
      {
        formants: [
          [340, 680],
          [820, 1350],
        ],
      },
    ),
    ...vowels(
      { wʌ: ['w@', 'wʌ'] },
      {
        formants: [
          [340, 680],
          [580, 920],
        ],
      },
    ),
    ...vowels(
      { we: ['we', 'we'] },
      {
        formants: [
          [340, 680],
          [430, 2050],
        ],
      },
    ),
    ...vowels(
      { wɛ: ['wE', 'wɛ'] },
      {
        formants: [
          [340, 680],
          [570, 1800],
        ],
      },
    ),
    ...vowels(
      { wi: ['wi', 'wi'] },
      {
        formants: [
          [340, 680],
          [290, 2250],
        ],
      },
    ),
    ...vowels({ 'ɰi>i': ['i', 'i'], 'e>e̞': ['e', 'e'], 'ɛ>e̞': ['e', 'e'] }),
  },
  cannot: {
    p͈: TENSE,
    t͈: TENSE,
    k͈: 'its sound for it has the burst of [q], at 1.3 kHz',
    t͡ɕ͈: 'its noise lasts as long as that of the lax one (75 and 70 ms)',
    s͈: TENSE,
    ɕ͈: TENSE,
  },
  leaves: {},
};
