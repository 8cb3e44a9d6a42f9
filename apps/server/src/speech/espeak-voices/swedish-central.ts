// eSpeak NG's voice sv: what it can say of Central Swedish, and what it cannot.
import { commonConsonants, consonants, stressedFrames, vowels } from '../sounds.ts';
import type { VoiceTable } from '../voice-table.ts';

const ACCENT =
  'the voice has no word accents: its pitch falls from the stressed vowel on, by 4 semitones, whatever the word';

export const swedishCentral: VoiceTable = {
  language: 'swedish-central',
  bcp47: 'sv-SE',
  iso639_3: 'swe',
  voice: 'sv',
  called: 'Swedish',
  rate: 150,
  hears_stress: true,
  stress: { primary: "'", secondary: ',' },
  word_break: '||',
  separator: '|',
  frames: stressedFrames('a', 'a'),
  sounds: {
    ...commonConsonants('p b t d k ɡ f v s ɕ h j m n ŋ l r'),
    // Dark noise from 1.3 kHz on.
    ...consonants({ ɧ: ['sx', 'sx'], 'ɧ>ʂ': ['s.', 'ʂ'], 'ɧ>x': ['x', 'x'] }),
    ...consonants({ 'p>pʰ': ['p', 'p'], 't>tʰ': ['t', 't'], 'k>kʰ': ['k', 'k'] }, 'CV'),
    ...consonants({ 'n>ɳ': ['n.', 'ɳ'], 's>ʂ': ['s.', 'ʂ'], 's>ʂː': ['s.:', 'ʂʂ'], 'l>ɭ': ['l.', 'ɭ'] }),
    ...consonants({ 'r>ɾ': ['**', 'ɾ'], 'r>ɹ': ['r', 'ɹ'], 'j>ʝ': ['J^', 'ʝ'], 'v>ʋ': ['v#', 'ʋ'] }),
    ...consonants({
      'p>pː': ['p:', 'p'],
      't>tː': ['t:', 't'],
      'k>kː': ['k:', 'k'],
      'b>bː': ['b:', 'b'],
      'ɡ>ɡː': ['g:', 'ɡ'],
    }),
    ...consonants({
      'f>fː': ['f:', 'ff'],
      's>sː': ['s:', 'ss'],
      'm>mː': ['m:', 'mm'],
      'n>nː': ['n:', 'nn'],
      'ŋ>ŋː': ['N:', 'ŋŋ'],
    }),
    ...consonants({ 'l>lː': ['l:', 'll'], 'r>rː': ['R:', 'rr'], 'j>jː': ['j:', 'jj'] }),
    ...vowels({ iː: ['i:', 'iː'], ɪ: ['I', 'ɪ'], yː: ['y:', 'yː'], eː: ['e:', 'eː'], ɛ: ['E', 'ɛ'], øː: ['Y:', 'øː'] }),
    // Hardly less front than i: the lips are pushed out, not drawn in.
    ...vowels({ ʏ: ['y', 'y'] }, { formants: [360, 1900] }),
    ...vowels({ œ: ['W', 'œ'], ʉː: ['u-:', 'ʉ'], ɑː: ['A:', 'ɑː'], a: ['a', 'a'], oː: ['o:', 'oː'], ɔ: ['O', 'ɔ'] }),
    ...vowels({
      uː: ['u:', 'uː'],
      ʊ: ['U', 'ʊ'],
      'ɛ>ə': ['E-', 'ə'],
      'ɛ>æ': ['&', 'æ'],
      'ɛː>æː': ['&:', 'æ'],
      'øː>œː': ['W:', 'œ'],
    }),
  },
  cannot: {
    ɵ: 'its formants are 490 and 1045 Hz, those of a back vowel: it came out as [ʊ]',
    ɛː: 'its formants are 695 and 1730 Hz: it came out as [æː]',
    '˩˥': ACCENT,
    '˥˩˥': ACCENT,
  },
  leaves: {},
};
