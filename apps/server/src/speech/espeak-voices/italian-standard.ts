// eSpeak NG's voice it: what it can say of standard Italian, and what it cannot.
import { commonConsonants, consonants, longVowels, stressedFrames, vowels } from '../sounds.ts';
import type { VoiceTable } from '../voice-table.ts';

export const italianStandard: VoiceTable = {
  language: 'italian-standard',
  bcp47: 'it-IT',
  iso639_3: 'ita',
  voice: 'it',
  called: 'Italian',
  rate: 150,
  hears_stress: true,
  stress: { primary: "'", secondary: ',' },
  word_break: '||',
  separator: '|',
  frames: stressedFrames('a', 'a'),
  sounds: {
    ...commonConsonants('p b t d k ɡ t͡s t͡ʃ d͡ʒ f v s z ʃ m n ɲ l ʎ r j w'),
    ...consonants({ d͡z: ['dz', 'dz'] }),
    // Long stops and affricates are reported once, with a closure that is 90 to 130 ms longer; the others twice.
    ...consonants({ pː: ['p:', 'p'], bː: ['b:', 'b'], tː: ['t:', 't'], dː: ['d:', 'd'], kː: ['k:', 'k'] }),
    ...consonants({ ɡː: ['g:', 'ɡ'], t͡ʃː: ['tS:', 'tʃ'], d͡ʒː: ['dZ:', 'dʒ'] }),
    ...consonants({ 't͡s>t͡sː': ['ts:', 'ts'], 'd͡z>d͡zː': ['dz:', 'dz'] }),
    ...consonants({ fː: ['f:', 'ff'], vː: ['v:', 'vv'], sː: ['s:', 'ss'], mː: ['m:', 'mm'], nː: ['n:', 'nn'] }),
    ...consonants({ lː: ['l:', 'll'], rː: ['R:', 'rr'] }),
    ...consonants({ 'ʃ>ʃː': ['S:', 'ʃʃ'], 'ɲ>ɲː': ['n^:', 'ɲɲ'], 'ʎ>ʎː': ['l^:', ['ʎ', 'ʎʎ']] }),
    ...consonants({ 'n>ŋ': ['N', 'ŋ'], 'n>m': ['m', 'm'], 'r>ɾ': ['**', 'ɾ'] }),
    ...consonants({ 's>z': ['z', 'z'], 'z>s': ['s', 's'], 't͡s>d͡z': ['dz', 'dz'] }),
    ...consonants({ 'k>h': ['h', 'h'], 't͡ʃ>ʃ': ['S', 'ʃ'], 'ʎ>j': ['j', 'j'] }),
    ...vowels({
      i: ['i', ['i', 'ɪ']],
      e: ['e', 'e'],
      ɛ: ['E', 'ɛ'],
      a: ['a', 'a'],
      ɔ: ['O', 'ɔ'],
      o: ['o', 'o'],
      u: ['u', ['u', 'ʊ']],
    }),
    ...longVowels({ 'i>iː': ['i:', 'i'], 'e>eː': ['e:', 'e'], 'ɛ>ɛː': ['E:', 'ɛ'], 'a>aː': ['a:', 'a'] }),
    ...longVowels({ 'ɔ>ɔː': ['O:', 'ɔ'], 'o>oː': ['o:', 'o'], 'u>uː': ['u:', 'u'] }),
  },
  cannot: {},
  leaves: {
    ɱ: 'its m and n do not move to the teeth and lip',
    'r>ʁ': 'its uvular sound has hardly any voice',
  },
};
