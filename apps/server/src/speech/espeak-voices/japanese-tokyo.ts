// eSpeak NG's voice ja: what it can say of the Japanese of Tokyo, and what it cannot.
import { commonConsonants, consonants, longVowels, stressedFrames, vowels } from '../sounds.ts';
import type { VoiceTable } from '../voice-table.ts';

export const japaneseTokyo: VoiceTable = {
  language: 'japanese-tokyo',
  bcp47: 'ja-JP',
  iso639_3: 'jpn',
  voice: 'ja',
  called: 'Japanese',
  rate: 150,
  hears_stress: false,
  unmarked_stress: 'none',
  stress: { primary: "'", secondary: ',' },
  word_break: '||',
  separator: '|',
  doubled: ':',
  accent_ending: '!',
  frames: stressedFrames('a', 'ä', ''),
  sounds: {
    ...commonConsonants('p b t d k ɡ t͡s s z h m n j w'),
    ...consonants({ ɾ: ['**', 'ɾ'] }),
    ...consonants({ 's>ɕ': ['s\\', 'ɕ'], 't͡s>t͡ɕ': ['tS;', 'tɕ'], 'z>d͡ʑ': ['dZ;', 'dʑ'], 'z>ʑ': ['Z;', 'ʑ'] }),
    ...consonants({ 'h>ç': ['C', 'ç'], 'ɡ>ŋ': ['N', 'ŋ'], 'ɡ>ɣ': ['Q', 'ɣ'], 'b>β': ['B', 'β'] }),
    ...consonants({ 'ɾ>l': ['l', 'l'], 'ɴ>m': ['m', 'm'], 'ɴ>n': ['n', 'n'], 'ɴ>ɲ': ['n^', 'ɲ'], 'ɴ>ŋ': ['N', 'ŋ'] }),
    ...consonants(
      { 'k>kʲ': ['k;', 'kʲ'], 'ɡ>ɡʲ': ['g;', 'ɡʲ'], 'n>nʲ': ['n^', 'ɲ'], 'm>mʲ': ['m;', 'mʲ'], 'ɾ>ɾʲ': ['**;', 'ɾʲ'] },
      'CV',
    ),
    ...consonants({ 'Q>k': ['k', 'k'], 'Q>p': ['p', 'p'], 'Q>t': ['t', 't'], 'Q>s': ['s', 's'], 'Q>ɕ': ['s\\', 'ɕ'] }),
    ...vowels({ i: ['i', 'i'], e: ['e', 'e̞', 'e̞'], a: ['a', 'ä'], o: ['o', 'o̞', 'o̞'], u: ['u', 'ɯᵝ', 'ɯ'] }),
    ...longVowels({
      iː: ['i:', 'i'],
      eː: ['e:', 'e̞', 'e̞'],
      aː: ['a:', 'ä'],
      oː: ['o:', 'o̞', 'o̞'],
      uː: ['u:', 'ɯᵝ', 'ɯ'],
    }),
  },
  cannot: {
    ɸ: 'its sound for it is that of [f]',
    ɴ: 'its sound for it is that of [n]',
    'ɴ>ɰ̃': 'the voice does not send air through the nose in a glide',
    Q: 'it has no sound of its own: the consonant after it is long',
  },
  leaves: {},
};
