// eSpeak NG's voice de: what it can say of standard German, and what it cannot.
import { commonConsonants, consonants, stressedFrames, vowels } from '../sounds.ts';
import type { VoiceTable } from '../voice-table.ts';

const ONLY_IN_A_WORD = 'it is heard only in a word: no frame of one sound and a vowel shows it';

export const germanStandard: VoiceTable = {
  language: 'german-standard',
  bcp47: 'de-DE',
  iso639_3: 'deu',
  voice: 'de',
  called: 'German',
  rate: 150,
  hears_stress: true,
  stress: { primary: "'", secondary: ',' },
  word_break: '||',
  separator: '|',
  frames: stressedFrames('A:', 'ɑː'),
  sounds: {
    ...commonConsonants('p b t d k ɡ ʔ t͡s t͡ʃ d͡ʒ f v s z ʃ ʒ ç x h j m n ŋ l'),
    ...consonants({ p͡f: ['pF', 'pf'], 'x>χ': ['X', 'χ'], 'ç>k': ['k', 'k'], 'z>s': ['s', 's'], 'j>ʝ': ['J^', 'ʝ'] }),
    ...consonants({ 'p>pʰ': ['p', 'p'], 't>tʰ': ['t', 't'], 'k>kʰ': ['k', 'k'] }, 'CV'),
    ...consonants({ 'ʁ>r': ['r', 'r'] }),
    ...consonants({ 'n>n̩': ['n-', 'n̩'], 'n>m̩': ['m-', 'm̩'], 'n>ŋ̍': ['N-', 'ŋ̩'], 'l>l̩': ['l-', 'l̩'] }, 'word'),
    ...vowels({ iː: ['i:', 'iː'], ɪ: ['I', 'ɪ'], yː: ['y:', 'yː'], ʏ: ['y', 'ʏ'], eː: ['e:', 'eː'], ɛ: ['E', 'ɛ'] }),
    ...vowels({ ɛː: ['E:', 'ɛː'], øː: ['Y:', 'øː'], œ: ['W', 'œ'], aː: ['A:', 'ɑː'], a: ['a', 'a'] }),
    ...vowels({ oː: ['o:', 'oː'], ɔ: ['O', 'ɔ'], uː: ['u:', 'uː'], ʊ: ['U', 'ʊ'], ə: ['@', 'ə'] }),
    ...vowels({ 'ʁ>ɐ': ['3', 'ɜ'], 'ʁ>ɐ̯': ['3', 'ɜ'], 'ɛː>eː': ['e:', 'eː'] }),
    ...vowels({ aɪ: ['aI', 'aɪ'], aʊ: ['aU', 'aʊ'] }),
    // It ends between [ʏ] and [ɪ].
    ...vowels(
      { ɔʏ: ['OY', 'ɔø'] },
      {
        formants: [
          [520, 870],
          [370, 1800],
        ],
      },
    ),
    ...vowels({ 'iː>i': ['i', 'i'], 'eː>e': ['e', 'e'], 'uː>u': ['u', 'u'] }),
    ...vowels({ 'oː>o': ['o:', 'oː'] }),
  },
  cannot: {
    ʁ: 'its r is rolled with the tip of the tongue, and its uvular sounds have hardly any voice: they came out as [χ]',
  },
  leaves: {
    'n>n̩': ONLY_IN_A_WORD,
    'n>m̩': ONLY_IN_A_WORD,
    'n>ŋ̍': ONLY_IN_A_WORD,
    'l>l̩': ONLY_IN_A_WORD,
    'ʁ>ɐ̯': ONLY_IN_A_WORD,
    'oː>o': 'its short o is as open as its ɔ',
  },
};
