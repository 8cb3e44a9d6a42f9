// eSpeak NG's voice yue: what it can say of the Cantonese of Hong Kong, and what it cannot.
import { aspirated, commonConsonants, consonants, toneFrames, vowels } from '../sounds.ts';
import type { VoiceTable } from '../voice-table.ts';

export const cantoneseHongkong: VoiceTable = {
  language: 'cantonese-hongkong',
  bcp47: 'zh-HK',
  iso639_3: 'yue',
  voice: 'yue',
  called: 'Chinese, Cantonese',
  rate: 110,
  hears_stress: false,
  unmarked_stress: 'none',
  stress: { primary: '', secondary: '' },
  word_break: '||',
  separator: '|',
  frames: toneFrames('aa1', 'aa'),
  toneBearer: { say: 'maa', hear: 'maa' },
  sounds: {
    // Its own notation has b, d, g for these; said so they are voiced.
    ...commonConsonants('p m f t n l k ŋ h t͡s s j w'),
    ...aspirated('p', 'pʰ', 'ph', 'ph'),
    ...aspirated('t', 'tʰ', 't|h', 'th'),
    ...aspirated('k', 'kʰ', 'k|h', 'kh'),
    ...aspirated('t͡s', 't͡sʰ', 'ts|h', 'tsh'),
    ...consonants({ kʷ: ['k|w', 'kw'], kʷʰ: ['k|h|w', 'khw'], ŋ: ['N', 'ŋ'] }),
    ...consonants({
      'n>l': ['l', 'l'],
      'ŋ>n': ['n', 'n'],
      'kʷ>k': ['k', 'k'],
      's>ʃ': ['S', 'ʃ'],
      't͡s>t͡ʃ': ['tS', 'tʃ'],
    }),
    ...consonants({ 'm>m̩': ['m-', 'm̩'], 'ŋ>ŋ̍': ['N-', 'ŋ̩'], 'ŋ>m̩': ['m-', 'm̩'] }, 'word'),
    ...vowels({ iː: ['i', 'i'], yː: ['yu', 'yu', 'y'], uː: ['u', 'u'], œː: ['oe', 'oe', 'œ'], ɔː: ['o', 'o', 'ɔ'] }),
    // Its ɛ is open; its a lies back.
    ...vowels({ ɛː: ['e', 'e'] }, { formants: [610, 1750] }),
    ...vowels({ aː: ['aa', 'aa', 'ɑ'], ɐ: ['a', 'a'], ɵ: ['eo', 'eo'] }),
    ...vowels({ aːi: ['aai', 'aai', 'ɑe'], ɐi: ['ai', 'ai', 'ɐɪ'], aːu: ['aau', 'aau', 'ɑo'] }),
    ...vowels({ ei: ['ei', 'ei', 'ei'], ɵy: ['eoi', 'eoi', 'ɵɪ'], ɔːi: ['oi', 'oi', 'ɔɪ'] }),
    ...vowels({ iːu: ['iu', 'iu', 'iu'] }),
    // Where a glide begins, or is at four fifths of its way, off its letters.
    ...vowels(
      { uːi: ['ui', 'ui'] },
      {
        formants: [
          [340, 880],
          [330, 2100],
        ],
      },
    ),
    ...vowels(
      { ɐu: ['au', 'au'] },
      {
        formants: [
          [650, 1400],
          [470, 900],
        ],
      },
    ),
    ...vowels(
      { ou: ['ou', 'ou'] },
      {
        formants: [
          [510, 850],
          [330, 850],
        ],
      },
    ),
  },
  tones: {
    '˥': { say: '1', shape: [5, 5] },
    '˨˥': { say: '2', shape: [2, 5] },
    '˧': { say: '3', shape: [3, 3] },
    '˨˩': { say: '4', shape: [2, 1] },
    '˩˧': { say: '5', shape: [1, 3] },
    '˨': { say: '6', shape: [2, 2] },
    '˥>˥˧': { say: '7', shape: [5, 3] },
  },
  cannot: {},
  leaves: {},
};
