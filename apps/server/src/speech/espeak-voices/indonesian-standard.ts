// eSpeak NG's voice id: what it can say of standard Indonesian, and what it cannot.
import { commonConsonants, consonants, stressedFrames, vowels } from '../sounds.ts';
import type { VoiceTable } from '../voice-table.ts';

const RELEASED = 'the voice lets go of every stop';

export const indonesianStandard: VoiceTable = {
  language: 'indonesian-standard',
  bcp47: 'id-ID',
  iso639_3: 'ind',
  voice: 'id',
  called: 'Indonesian',
  rate: 150,
  hears_stress: true,
  stress: { primary: "'", secondary: ',' },
  word_break: '||',
  separator: '|',
  frames: stressedFrames('a', 'a'),
  sounds: {
    ...commonConsonants('p b t d t͡ʃ d͡ʒ k ɡ ʔ m n ɲ ŋ r f s z ʃ x h w j l'),
    ...consonants({ ŋ: ['N', 'ŋ'] }, 'VCV'),
    ...consonants({ 'k>ʔ': ['?', 'ʔ'] }, 'VC'),
    ...consonants({
      'r>ɾ': ['**', 'ɾ'],
      'f>p': ['p', 'p'],
      'z>d͡ʒ': ['dZ', 'dʒ'],
      'ʃ>s': ['s', 's'],
      'x>k': ['k', 'k'],
    }),
    ...consonants({ 'b>p̚': ['p', 'p'], 'd>t̚': ['t', 't'], 'ɡ>k̚': ['k', 'k'] }, 'word'),
    ...vowels({ i: ['i', 'i'], e: ['e', 'e'], a: ['a', 'a'], ə: ['@', 'ə'], o: ['o', 'o'], u: ['u', 'u'] }),
    ...vowels({ 'u>ʊ': ['U', 'ʊ'], 'e>ɛ': ['E', 'ɛ'], 'o>ɔ': ['O', 'ɔ'] }),
    ...vowels({ ai: ['aI', 'aɪ', 'aɪ'], au: ['aU', 'aʊ', 'aʊ'], oi: ['OI', 'ɔɪ', 'ɔɪ'], ei: ['eI', 'eɪ', 'ɛɪ'] }),
    ...vowels({ 'ai>e': ['e', 'e'], 'au>o': ['o', 'o'] }),
  },
  cannot: {},
  leaves: {
    ɪ: 'the voice has one i',
    p̚: RELEASED,
    t̚: RELEASED,
    k̚: RELEASED,
    'b>p̚': RELEASED,
    'd>t̚': RELEASED,
    'ɡ>k̚': RELEASED,
  },
};
