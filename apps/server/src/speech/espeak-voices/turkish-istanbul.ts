// eSpeak NG's voice tr: what it can say of the Turkish of Istanbul, and what it cannot.
import { commonConsonants, consonants, longVowels, stressedFrames, vowels } from '../sounds.ts';
import type { VoiceTable } from '../voice-table.ts';

export const turkishIstanbul: VoiceTable = {
  language: 'turkish-istanbul',
  bcp47: 'tr-TR',
  iso639_3: 'tur',
  voice: 'tr',
  called: 'Turkish',
  rate: 150,
  hears_stress: true,
  unmarked_stress: 'last',
  stress: { primary: "'", secondary: ',' },
  word_break: '||',
  separator: '|',
  doubled: ':',
  frames: stressedFrames('a', 'a'),
  sounds: {
    ...commonConsonants('p b t d k ɡ t͡ʃ d͡ʒ m n f v s z ʃ ʒ h ɾ j l ɫ'),
    ...consonants({ c: ['c', 'c'], ɟ: ['J', 'ɟ'] }),
    ...consonants({ 'n>ŋ': ['N', 'ŋ'], 'n>ɲ': ['n^', 'ɲ'], 'h>x': ['x', 'x'], 'h>ç': ['C', 'ç'], 'v>β': ['B', 'β'] }),
    ...consonants({ 'ɰ>j': ['j', 'j'] }),
    ...vowels({ i: ['i', 'i'], y: ['y', 'y'], e: ['e', 'e', 'e̞'], œ: ['Y', 'ø', 'ø'], a: ['a', 'a', 'ɑ'] }),
    ...vowels({ o: ['o', 'o', 'o̞'], u: ['u', 'u'] }),
    // Turkish ɯ is more open and further forward than the letter says.
    ...vowels({ ɯ: ['@', 'ɯ'] }, { formants: [400, 1350] }),
    ...vowels({ 'e>ɛ': ['E', 'ɛ'], 'e>æ': ['&', 'æ'], 'i>ɪ': ['I', 'ɪ'], 'u>ʊ': ['U', 'ʊ'] }),
    ...longVowels({ iː: ['i:', 'i'], eː: ['e:', 'e', 'e̞'], aː: ['a:', 'a', 'ɑ'], uː: ['u:', 'u'] }),
    ...longVowels({
      'a>aː': ['a:', 'a', 'ɑ'],
      'o>oː': ['o:', 'o', 'o̞'],
      'œ>œː': ['Y:', 'ø', 'ø'],
      'i>iː': ['i:', 'i'],
    }),
  },
  cannot: { ɰ: 'it is not said: it lengthens the vowel before it' },
  leaves: {},
};
