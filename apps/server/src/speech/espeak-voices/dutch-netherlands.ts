// eSpeak NG's voice nl: what it can say of the Dutch of the Netherlands, and what it cannot.
import { commonConsonants, consonants, stressedFrames, vowels } from '../sounds.ts';
import type { VoiceTable } from '../voice-table.ts';

export const dutchNetherlands: VoiceTable = {
  language: 'dutch-netherlands',
  bcp47: 'nl-NL',
  iso639_3: 'nld',
  voice: 'nl',
  called: 'Dutch',
  rate: 150,
  hears_stress: true,
  stress: { primary: "'", secondary: ',' },
  word_break: '||',
  separator: '|',
  frames: stressedFrames('a:', 'aː'),
  sounds: {
    ...commonConsonants('p b t d k ɡ f v s z ʃ ʒ χ j m n ŋ l'),
    ...consonants({ ʋ: ['v#', 'ʋ'], ɦ: ['h', 'h'] }, 'CV'),
    ...consonants({ r: ['r', 'r'], 'r>ɾ': ['**', 'ɾ'], 'r>ʀ': ['r"', 'ʀ'], 'χ>ɣ': ['Q', 'ɣ'] }),
    ...consonants({ 't>c': ['c', 'c'], 'n>ɲ': ['n^', 'ɲ'], 'k>ɡ': ['g', 'ɡ'], 'n>m': ['m', 'm'] }),
    ...consonants({ 'v>f': ['f', 'f'], 'z>s': ['s', 's'] }),
    ...consonants({ 'l>ɫ': ['L', 'ɫ'], 'ʋ>β̞': ['w', 'w'] }, 'VC'),
    ...vowels({ ɪ: ['I', 'ɪ'], ʏ: ['8', 'ɵ'], ɛ: ['E', 'ɛ'], ɔ: ['O', 'ɔ'], ɑ: ['A', 'ɑ'], ə: ['@', 'ə'] }),
    ...vowels({ i: ['i', 'i'], y: ['y', 'y'], u: ['u', 'u'], eː: ['e:', 'eː'], øː: ['Y:', 'øː'], oː: ['o:', 'oː'] }),
    ...vowels({ aː: ['a:', 'aː'], ɛː: ['E:', 'ɛ'], ɔː: ['O:', 'ɔː'] }),
    ...vowels({ 'eː>eɪ': ['e:', 'eː'], 'øː>øʏ': ['Y:', 'øː'], 'oː>oʊ': ['o:', 'oː'] }),
    ...vowels({ 'eː>ɪː': ['I:', 'ɪ'], 'øː>ʏː': ['8:', 'ɵ'], 'oː>ʊː': ['o:', 'oː'] }),
    ...vowels({ 'i>iː': ['i:', 'i'], 'y>yː': ['y:', 'y'], 'u>uː': ['u:', 'u'] }),
    ...vowels({ 'eː>e': ['e', 'e'], 'oː>o': ['o', 'o', 'o̞'], 'aː>a': ['a', 'a'] }),
    ...vowels({ ɛi: ['EI', 'ɛɪ', 'ɛɪ'], ʌu: ['VU', 'ʌʊ', 'ʌo'] }),
    // It begins between [œ] and [ɐ].
    ...vowels(
      { œy: ['Wy', 'œy'] },
      {
        formants: [
          [680, 1500],
          [370, 1650],
        ],
      },
    ),
  },
  cannot: { œː: 'a vowel of loan words that the voice does not have' },
  leaves: {
    ɦ: 'its h has no voice, between vowels neither',
    'oː>ʊː': 'the voice has one vowel here, before r too',
    'r>ʀ': 'its uvular sound has hardly any voice',
  },
};
