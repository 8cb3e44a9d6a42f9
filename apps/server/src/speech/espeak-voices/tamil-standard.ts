// eSpeak NG's voice ta: what it can say of standard Tamil, and what it cannot.
import { commonConsonants, consonants, longVowels, stressedFrames, vowels } from '../sounds.ts';
import type { VoiceTable } from '../voice-table.ts';

const ONLY_IN_A_WORD = 'the voice has another vowel here, between [ə] and [ɐ]';

export const tamilStandard: VoiceTable = {
  language: 'tamil-standard',
  bcp47: 'ta-IN',
  iso639_3: 'tam',
  voice: 'ta',
  called: 'Tamil',
  rate: 150,
  hears_stress: false,
  stress: { primary: "'", secondary: ',' },
  word_break: '||',
  separator: '|',
  doubled: ':',
  frames: stressedFrames('a:', 'aː', ''),
  sounds: {
    ...commonConsonants('p k b ɡ t͡ʃ d͡ʒ m n ɳ ɲ s ɾ r ʋ j l ɭ f ʂ h d̪ t̪'),
    ...consonants({ ʈ: ['t.', 'ʈ'], ɖ: ['d.', 'ɖ'] }),
    ...consonants({ 'p>b': ['b', 'b'], 't̪>d̪': ['d[', 'd̪'], 't̪>ð': ['D', 'ð'], 'ʈ>ɖ': ['d.', 'ɖ'], 'k>ɡ': ['g', 'ɡ'] }),
    ...consonants({ 'k>ɣ': ['Q', 'ɣ'], 't͡ʃ>d͡ʒ': ['dZ', 'dʒ'], 't͡ʃ>s': ['s', 's'], 'n>ŋ': ['N', 'ŋ'] }),
    ...consonants({ 'r>t': ['t', 't'], 'r>ɾ': ['**', 'ɾ'], 'ɻ>ɭ': ['l.', 'ɭ'], 'f>p': ['p', 'p'], 'ɡ>k': ['k', 'k'] }),
    ...vowels({ i: ['i', 'i'], e: ['e', 'e'], o: ['o', 'o'], a: ['a', 'a'] }),
    ...longVowels({ iː: ['i:', 'iː'], eː: ['e:', 'eː'], oː: ['o:', 'oː'], aː: ['a:', 'aː'] }),
    // Its u is a little forward; its diphthong ends above the middle.
    ...vowels({ u: ['u', 'u'] }, { formants: [340, 900] }),
    ...vowels({ uː: ['u:', 'uː'] }, { formants: [340, 900], longer_than: 'u' }),
    ...vowels(
      { aʊ: ['aU', 'aʊ'] },
      {
        formants: [
          [820, 1350],
          [500, 930],
        ],
      },
    ),
    ...vowels({ 'u>ʉ': ['U', 'ʉ'], aɪ: ['aI', 'aɪ', 'ai'], 'a>ə': ['@', 'ə'], 'aɪ>ɛ': ['E', 'ɛ'] }),
  },
  cannot: { ɻ: 'it came out as a fricative, with the noise of [ʐ] at 2.4 kHz' },
  leaves: { 'a>ə': ONLY_IN_A_WORD },
};
