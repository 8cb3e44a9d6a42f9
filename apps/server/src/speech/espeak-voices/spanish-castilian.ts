// eSpeak NG's voice es: what it can say of Castilian Spanish, and what it cannot.
import { commonConsonants, consonants, stressedFrames, vowels } from '../sounds.ts';
import type { VoiceTable } from '../voice-table.ts';

const NO_PLACE = 'the voice does not move it to the place of the next consonant';
const NASALISED = 'the voice does not send air through the nose in a vowel';

export const spanishCastilian: VoiceTable = {
  language: 'spanish-castilian',
  bcp47: 'es-ES',
  iso639_3: 'spa',
  voice: 'es',
  called: 'Spanish, Spain',
  rate: 150,
  hears_stress: true,
  stress: { primary: "'", secondary: ',' },
  word_break: '||',
  separator: '|',
  frames: stressedFrames('a', 'a'),
  sounds: {
    ...commonConsonants('p t k t͡ʃ f θ s x m n ɲ l ʎ ʝ'),
    // Its b, d and g are stops only at the beginning and after some consonants: between vowels it reports β, ð, ɣ.
    ...consonants({ b: ['b', 'b'], d: ['d', 'd'], ɡ: ['g', 'ɡ'] }, 'CV'),
    // Its `r` taps.
    ...consonants({ ɾ: ['**', 'ɾ'], r: ['R2', 'r'], 'ɾ>r': ['R2', 'r'] }),
    ...consonants({ 'b>β̞': ['B', 'β'], 'd>ð̞': ['D', 'ð'], 'ɡ>ɣ̞': ['Q', 'ɣ'] }),
    ...consonants({ 's>z': ['z', 'z'], 'n>m': ['m', 'm'], 'n>ŋ': ['N', 'ŋ'], 'd>θ': ['T', 'θ'], 'θ>s': ['s', 's'] }),
    ...consonants({ 'x>χ': ['X', 'χ'], 'x>h': ['h', 'h'], 'ʎ>ʝ': ['J^', 'ʝ'] }),
    ...consonants({ 'i>j': ['j', 'j'], 'u>w': ['w', 'w'] }),
    ...consonants({ 'i>i̯': ['j', 'j'], 'u>u̯': ['w', 'w'] }, 'VC'),
    ...vowels({ i: ['i', 'i'], e: ['e', 'e', 'e̞'], a: ['a', 'a'], o: ['o', 'o', 'o̞'], u: ['u', 'u'] }),
  },
  cannot: {},
  leaves: {
    'ʝ>ɟ͡ʝ': 'the voice has a stop or a fricative here, not one after the other',
    'ʝ>ʃ': 'another accent',
    'ʝ>ʒ': 'another accent',
    's>h': 'it is heard only before a consonant',
    'θ>θ̬': 'the voice does not lend it the voicing of the next consonant',
    ɱ: NO_PLACE,
    n̪: NO_PLACE,
    n̟: NO_PLACE,
    nʲ: NO_PLACE,
    l̪: NO_PLACE,
    lʲ: NO_PLACE,
    ã: NASALISED,
    ẽ: NASALISED,
  },
};
