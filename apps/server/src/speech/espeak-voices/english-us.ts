// eSpeak NG's voice en-us: what it can say of General American English, and what it cannot.
import { commonConsonants, consonants, stressedFrames, vowels } from '../sounds.ts';
import type { VoiceTable } from '../voice-table.ts';

const ONLY_IN_A_WORD = 'it is heard only in a word: no frame of one sound and a vowel shows it';

export const englishUs: VoiceTable = {
  language: 'english-us',
  bcp47: 'en-US',
  iso639_3: 'eng',
  voice: 'en-us',
  called: 'English, America',
  rate: 150,
  hears_stress: true,
  stress: { primary: "'", secondary: ',' },
  word_break: '||',
  separator: '|',
  frames: stressedFrames('A:', 'ɑː'),
  sounds: {
    ...commonConsonants('p b d k ɡ t͡ʃ d͡ʒ f v θ ð s z ʃ ʒ h m n ŋ l j w'),
    // Its `t` taps between vowels; `t2` does not.
    ...consonants({ t: ['t2', 't'] }),
    // Its `r` becomes a trill at the end of a word said by itself; `r-` does not.
    ...consonants({ r: ['r-', 'ɹ'], 'r>ɹ': ['r-', 'ɹ'], pʰ: ['p', 'p'], tʰ: ['t2', 't'], kʰ: ['k', 'k'] }, 'CV'),
    ...consonants({ 'l>l': ['l', 'l'] }, 'CV'),
    ...consonants({ ɫ: ['l', 'l'] }, 'VC'),
    ...consonants({ ɾ: ['**', 'ɾ'], 't>ʔ': ['?', 'ʔ'], ʍ: ['w#', 'ʍ'], 'h>ç': ['C', 'ç'] }),
    ...consonants({ 'n>n̩': ['n-', 'n̩'], 'l>ɫ̩': ['@L', 'əl'] }, 'word'),
    ...vowels({ i: ['i:', 'iː'], ɪ: ['I', 'ɪ'], ɛ: ['E', 'ɛ'], æ: ['a', 'æ'], ʌ: ['V', 'ʌ'], ɑ: ['A:', 'ɑː'] }),
    ...vowels({ ɔ: ['O:', 'ɔː'], u: ['u', 'u'], ə: ['@', ['ə', 'ɐ', 'ɚ']], 'ɔ>ɑ': ['A:', 'ɑː'] }),
    ...vowels({ ɝ: ['3:', 'ɜː', 'ɜ'], ɚ: ['3', 'ɚ', 'ɜ'], 'u>ʉ': ['u:', 'uː'] }),
    ...vowels({ eɪ: ['eI', 'eɪ', 'ɛɪ'], ɔɪ: ['OI', 'ɔɪ'] }),
    // What a man of this accent has, roughly, where a vowel lies, begins or ends off its letters.
    ...vowels({ ʊ: ['U', 'ʊ'] }, { formants: [470, 1080] }),
    ...vowels(
      { aɪ: ['aI', 'aɪ'] },
      {
        formants: [
          [780, 1300],
          [450, 1900],
        ],
      },
    ),
    ...vowels(
      { oʊ: ['oU', 'oʊ'] },
      {
        formants: [
          [510, 1050],
          [430, 900],
        ],
      },
    ),
    ...vowels(
      { aʊ: ['aU', 'aʊ'] },
      {
        formants: [
          [780, 1350],
          [560, 1050],
        ],
      },
    ),
  },
  cannot: {},
  leaves: {
    'n>n̩': ONLY_IN_A_WORD,
    'l>ɫ̩': ONLY_IN_A_WORD,
    'p>p': ONLY_IN_A_WORD,
    't>t': ONLY_IN_A_WORD,
    'k>k': ONLY_IN_A_WORD,
  },
};
