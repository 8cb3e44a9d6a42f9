// eSpeak NG's voice sw: what it can say of standard Swahili, and what it cannot.
import { commonConsonants, consonants, stressedFrames, vowels } from '../sounds.ts';
import type { VoiceTable } from '../voice-table.ts';

const ONLY_IN_A_WORD = 'it is heard only in a word: no frame of one sound and a vowel shows it';
const IMPLOSIVE = 'the voice has no implosives: it says the plain stop of the inland, in words too';

export const swahiliStandard: VoiceTable = {
  language: 'swahili-standard',
  bcp47: 'sw',
  iso639_3: 'swh',
  voice: 'sw',
  called: 'Swahili',
  rate: 150,
  hears_stress: true,
  stress: { primary: "'", secondary: ',' },
  word_break: '||',
  separator: '|',
  frames: stressedFrames('a', 'a'),
  sounds: {
    ...commonConsonants('p b t d k ɡ t͡ʃ d͡ʒ m n ɲ ŋ f v θ ð s z ʃ x ɣ h ɾ l j w'),
    ...consonants({ ŋ: ['N', 'ŋ'] }, 'VCV'),
    ...consonants(
      { ᵐb: ['mb', 'mb'], ⁿd: ['nd', 'nd'], ⁿd͡ʒ: ['n^dZ', 'ɲdʒ'], ᵑɡ: ['Ng', 'ŋɡ'], ⁿz: ['nz', 'nz'] },
      'CV',
    ),
    ...consonants({ 'm>m̩': ['m-', 'm̩'], 'n>n̩': ['n-', 'n̩'] }, 'word'),
    ...consonants({ 'n>ŋ': ['N', 'ŋ'], 'θ>s': ['s', 's'], 'ð>z': ['z', 'z'], 'ɣ>ɡ': ['g', 'ɡ'], 'x>h': ['h', 'h'] }),
    ...consonants({ 'ɾ>r': ['R', 'r'] }),
    ...vowels({ i: ['i', 'i'], ɛ: ['e', 'e', 'e̞'], a: ['a', 'a'], ɔ: ['o', 'o', 'o̞'], u: ['u', 'u'] }),
  },
  cannot: {},
  leaves: { 'm>m̩': ONLY_IN_A_WORD, 'n>n̩': ONLY_IN_A_WORD, ɓ: IMPLOSIVE, ɗ: IMPLOSIVE, ʄ: IMPLOSIVE, ɠ: IMPLOSIVE },
};
