// eSpeak NG's voice pt-br: what it can say of Brazilian Portuguese, and what it cannot.
import { commonConsonants, consonants, stressedFrames, vowels } from '../sounds.ts';
import type { VoiceTable } from '../voice-table.ts';

const NASAL_GLIDE = 'the voice sends no air through the nose in a glide by itself';

export const portugueseBrazil: VoiceTable = {
  language: 'portuguese-brazil',
  bcp47: 'pt-BR',
  iso639_3: 'por',
  voice: 'pt-br',
  called: 'Portuguese, Brazil',
  rate: 150,
  hears_stress: true,
  unmarked_stress: 'last',
  stress: { primary: "'", secondary: ',' },
  word_break: '||',
  separator: '|',
  frames: stressedFrames('a', 'a'),
  sounds: {
    ...commonConsonants('p b t d k ɡ t͡ʃ d͡ʒ f v s z ʃ ʒ m n ɲ l ʎ ɾ x'),
    ...consonants({ 't>t͡ʃ': ['tS', 'tʃ'], 'd>d͡ʒ': ['dZ', 'dʒ'], 's>z': ['z', 'z'], 's>ʃ': ['S', 'ʃ'] }),
    ...consonants({ 'x>h': ['h', 'h'], 'x>χ': ['X', 'χ'], 'x>r': ['R', 'r'], 'ɾ>h': ['h', 'h'], 'ʎ>j': ['j', 'j'] }),
    ...consonants({ 'l>w': ['w', 'w'] }, 'VC'),
    ...consonants({ 'i>j': ['j', 'j'], 'u>w': ['w', 'w'], 'i>j̃': ['j', 'j'], 'u>w̃': ['w', 'w'] }),
    ...vowels({
      i: ['i', ['i', 'ɪ']],
      e: ['e', 'e'],
      a: ['a', 'a'],
      ɔ: ['O', 'ɔ'],
      o: ['o', 'o'],
      u: ['u', ['u', 'ʊ']],
    }),
    // Its vowels are spread wide: a is at 890 Hz, and this one half-way from e to it.
    ...vowels({ ɛ: ['E', 'ɛ'] }, { formants: [620, 1780] }),
    ...vowels({ ĩ: ['i~', 'ĩ'], ẽ: ['e~', 'ẽ'], ɐ̃: ['&~', 'ɐ̃'], õ: ['o~', 'õ'], ũ: ['u~', 'ũ'] }),
    ...vowels({ 'i>ɪ': ['I', 'ɪ', 'i'], 'u>ʊ': ['U', 'ʊ'], 'a>ɐ': ['&', 'æ'], 'a>ɐ̃': ['&~', 'ɐ̃'] }),
    ...vowels({ 'i>ĩ': ['i~', 'ĩ'], 'e>ẽ': ['e~', 'ẽ'], 'o>õ': ['o~', 'õ'], 'u>ũ': ['u~', 'ũ'] }),
  },
  cannot: {},
  leaves: { 'i>j̃': NASAL_GLIDE, 'u>w̃': NASAL_GLIDE },
};
