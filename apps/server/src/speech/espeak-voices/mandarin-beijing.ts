// eSpeak NG's voice cmn: what it can say of the Mandarin of Beijing, and what it cannot.
import { aspirated, commonConsonants, consonants, toneFrames, vowels } from '../sounds.ts';
import type { VoiceTable } from '../voice-table.ts';

export const mandarinBeijing: VoiceTable = {
  language: 'mandarin-beijing',
  bcp47: 'zh-CN',
  iso639_3: 'cmn',
  voice: 'cmn',
  called: 'Chinese, Mandarin',
  rate: 100,
  hears_stress: false,
  unmarked_stress: 'none',
  stress: { primary: '', secondary: '' },
  word_break: '||',
  separator: '|',
  frames: toneFrames('a55', 'a'),
  toneBearer: { say: 'ma', hear: 'ma' },
  sounds: {
    ...commonConsonants('p m f t n l k x ŋ t͡ɕ ɕ ʂ t͡s s j w'),
    ...aspirated('p', 'pʰ', 'ph', 'ph'),
    ...aspirated('t', 'tʰ', 'th', 'th'),
    ...aspirated('k', 'kʰ', 'kh', 'kh'),
    ...consonants({
      ʂ: ['s.', 's.'],
      t͡ʂ: ['ts.', 'ts.'],
      t͡ɕʰ: ['tS;h', 'tɕh'],
      t͡sʰ: ['tsh', 'tsh'],
    }),
    ...consonants({ ɻ: ['r', 'ɹ'], 'ɻ>ʐ': ['z.', 'ʐ'] }, 'CV'),
    ...consonants({ 'p>b': ['b', 'b'], 't>d': ['d', 'd'], 'k>ɡ': ['g', 'ɡ'], 'x>h': ['h', 'h'], 'x>χ': ['X', 'χ'] }),
    ...vowels({ i: ['i', 'i'], y: ['y', 'y'], u: ['u', 'u'], a: ['a', 'a'], ɤ: ['o-', 'o-'] }),
    // The vowels after s and sh: close, and central to front.
    ...vowels({ ɹ̩: ['i[', 'i̪'] }, { formants: [370, 1400] }),
    ...vowels({ 'ɹ̩>ɻ̩': ['i.', 'i.'] }, { formants: [370, 1750] }),
    ...vowels({ au: ['Au', 'ɑu', 'ɑo'] }),
    // Where a glide begins, or is at four fifths of its way, off its letters.
    ...vowels(
      { ai: ['ai', 'ai'] },
      {
        formants: [
          [820, 1350],
          [480, 1850],
        ],
      },
    ),
    ...vowels(
      { ei: ['ei', 'ei'] },
      {
        formants: [
          [480, 1900],
          [390, 2050],
        ],
      },
    ),
    ...vowels(
      { ou: ['ou', 'ou'] },
      {
        formants: [
          [510, 1050],
          [430, 900],
        ],
      },
    ),
    ...vowels({
      'au>ɑu': ['Au', 'ɑu', 'ɑo'],
      'a>ɑ': ['A', 'ɑ'],
      'a>ɛ': ['E', 'ɛ'],
      'ɤ>ə': ['@', 'ə'],
      'ɤ>o': ['o', 'o'],
    }),
    ...vowels({ 'ɤ>e': ['e', 'e'] }),
    ...vowels({ ɚ: ['@r', 'ər'] }, { formants: [600, 1300] }),
  },
  tones: {
    '˥': { say: '55', shape: [5, 5] },
    '˧˥': { say: '35', shape: [3, 5] },
    '˨˩˦': { say: '214', shape: [2, 1, 4] },
    '˥˩': { say: '51', shape: [5, 1] },
    '˨˩˦>˧˥': { say: '35', shape: [3, 5] },
    '˨˩˦>˨˩': { say: '21', shape: [2, 1] },
    '˥˩>˥˧': { say: '53', shape: [5, 3] },
    '˥˩>˧˥': { say: '35', shape: [3, 5] },
    '˥>˧˥': { say: '35', shape: [3, 5] },
    '˥>˥˩': { say: '51', shape: [5, 1] },
  },
  neutral_tone: '22',
  cannot: {
    t͡ʂʰ: 'its noise lasts hardly longer than that of t͡ʂ (95 and 85 ms)',
    ɥ: 'the voice has it only joined to a vowel that follows',
  },
  leaves: {},
};
