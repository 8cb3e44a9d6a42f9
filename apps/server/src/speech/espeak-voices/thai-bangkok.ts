// eSpeak NG's voice th: what it can say of the Thai of Bangkok, and what it cannot.
import { aspirated, commonConsonants, consonants, longVowels, toneFrames, vowels } from '../sounds.ts';
import type { VoiceTable } from '../voice-table.ts';

const TONES =
  'its tones were measured, and have not their shapes: the mid one rises by a semitone, the falling one falls by one, the low and the high one stay, and the rising one does not rise';

export const thaiBangkok: VoiceTable = {
  language: 'thai-bangkok',
  bcp47: 'th-TH',
  iso639_3: 'tha',
  voice: 'th',
  called: 'Thai',
  rate: 130,
  hears_stress: false,
  unmarked_stress: 'none',
  stress: { primary: '', secondary: '' },
  word_break: '||',
  separator: '|',
  frames: toneFrames('a:1', 'aː'),
  sounds: {
    ...commonConsonants('p b t d k ʔ m n ŋ f s h t͡ɕ r j w l'),
    ...aspirated('p', 'pʰ', 'p_h', 'p_h'),
    ...aspirated('t', 'tʰ', 't_h', 't_h'),
    ...aspirated('k', 'kʰ', 'k_h', 'k_h'),
    ...aspirated('t͡ɕ', 't͡ɕʰ', 'tS;|h', 'tɕh'),
    ...consonants({ ŋ: ['N', 'ŋ'], 'r>ɾ': ['**', 'ɾ'], 'r>l': ['l', 'l'], 't͡ɕʰ>ɕ': ['S;', 'ɕ'] }),
    ...vowels({
      i: ['i', 'i'],
      u: ['u', 'u'],
      e: ['e', 'e'],
      o: ['o', 'o'],
      ɛ: ['E', 'ɛ'],
      a: ['a', 'a'],
      ɔ: ['O', 'ɔ'],
    }),
    // Further forward than the letter says.
    ...vowels({ ɤ: ['@', 'ə'] }, { formants: [490, 1280] }),
    ...longVowels({
      iː: ['i:', 'i'],
      uː: ['u:', 'u'],
      eː: ['e:', 'e'],
      oː: ['o:', 'o'],
      ɛː: ['E:', 'ɛ'],
      ɔː: ['O:', 'ɔ'],
      aː: ['a:', 'aː'],
    }),
    ...vowels({ ɤː: ['@:', 'ə'] }, { formants: [490, 1280], longer_than: 'ɤ' }),
    ...vowels({ ia: ['ia', 'ia'], ua: ['ua', 'ua'] }),
  },
  cannot: {
    '˧': TONES,
    '˨˩': TONES,
    '˥˩': TONES,
    '˦˥': TONES,
    '˩˩˦': TONES,
    ɯ: 'its formants are 490 and 1045 Hz: it came out as [ʊ]',
    ɯː: 'its formants are 490 and 1045 Hz: it came out as [ʊ]',
    ɯa: 'it begins with the vowel that came out as [ʊ]',
  },
  leaves: {},
};
