// eSpeak NG's voice fr: what it can say of the French of Paris, and what it cannot.
import { commonConsonants, consonants, longVowels, stressedFrames, vowels } from '../sounds.ts';
import type { VoiceTable } from '../voice-table.ts';

export const frenchParis: VoiceTable = {
  language: 'french-paris',
  bcp47: 'fr-FR',
  iso639_3: 'fra',
  voice: 'fr',
  called: 'French, France',
  rate: 150,
  hears_stress: false,
  unmarked_stress: 'last',
  stress: { primary: "'", secondary: ',' },
  word_break: '||',
  separator: '|',
  frames: stressedFrames('a', 'a', ''),
  sounds: {
    ...commonConsonants('p b t d k ɡ f v s z ʃ ʒ m n ɲ ŋ l j'),
    // Its r is a weak uvular glide with voice.
    ...consonants({ ʁ: ['r/2', 'ʁ'], 'ʁ>ʁ̞': ['r/2', 'ʁ'] }),
    ...consonants({ ɥ: ['j.', 'y'], w: ['w/', 'w'] }, 'CV'),
    ...consonants({ 'ʁ>r': ['R', 'r'], 'ɲ>nj': ['n^', 'ɲ'] }),
    ...vowels({
      i: ['i', 'i'],
      e: ['e', 'e'],
      ɛ: ['E', 'ɛ'],
      a: ['a', 'a'],
      ɔ: ['O', 'ɔ'],
      o: ['o', 'o'],
      u: ['u', 'u'],
    }),
    ...vowels({ y: ['y', 'y'], ø: ['Y', 'ø'], œ: ['W', 'œ'], ə: ['@', 'ə'], 'ɑ>a': ['a', 'a'] }),
    // Nasal vowels: what a man of Paris has, roughly; [ɔ̃] is close there, and [ɛ̃] open.
    ...vowels({ ɛ̃: ['E~', 'ɛ̃'], 'œ̃>ɛ̃': ['E~', 'ɛ̃'] }, { formants: [620, 1450] }),
    ...vowels({ ɑ̃: ['A~', 'ɑ̃'] }, { formants: [640, 1000] }),
    ...vowels({ ɔ̃: ['O~', 'ɔ̃'], 'ɔ̃>õ': ['O~', 'ɔ̃'] }, { formants: [380, 700] }),
    ...longVowels({ 'i>iː': ['i:', 'i'], 'y>yː': ['y:', 'y'], 'u>uː': ['u:', ['u', 'uː']], 'ɛ>ɛː': ['E:', 'ɛ'] }),
    ...longVowels({
      'a>aː': ['a:', 'a'],
      'ɔ>ɔː': ['O:', 'ɔ'],
      'œ>œː': ['W:', 'œ'],
      'o>oː': ['o:', 'o'],
      'ø>øː': ['Y:', 'ø'],
    }),
  },
  cannot: {
    ɑ: 'the voice has one open vowel',
    œ̃: 'its formants are those of its ɛ̃, as in the speech of most people in Paris',
  },
  leaves: {},
};
