// eSpeak NG's voice ru: what it can say of the Russian of Moscow, and what it cannot.
import { commonConsonants, consonants, vowels } from '../sounds.ts';
import type { VoiceTable } from '../voice-table.ts';

export const russianMoscow: VoiceTable = {
  language: 'russian-moscow',
  bcp47: 'ru-RU',
  iso639_3: 'rus',
  voice: 'ru',
  called: 'Russian',
  rate: 150,
  hears_stress: true,
  stress: { primary: "'", secondary: ',' },
  word_break: '||',
  separator: '|',
  frames: {
    VCV: [
      { say: "'A", hear: 'ˈɑ' },
      { say: 'A', hear: 'ɑ' },
    ],
    CV: { say: "'A", hear: 'ˈɑ' },
    VC: { say: "'A", hear: 'ˈɑ' },
  },
  sounds: {
    ...commonConsonants('p b t d k ɡ t͡s m n f v s z ʂ ʐ x j r'),
    ...consonants({ l: ['L', 'ɫ'], 'l>ɫ': ['L', 'ɫ'] }),
    // Its l^ is reported as ɭ, like its l; the noise-free spectrum of it is that of a palatalised sound (from 2.9 kHz).
    ...consonants({
      lʲ: ['l^', 'ɭ'],
      tʲ: ['t;', 'tʲ'],
      dʲ: ['d;', 'dʲ'],
      sʲ: ['s|;', 'sʲ'],
      mʲ: ['m;', 'mʲ'],
      nʲ: ['n^', 'ɲ'],
    }),
    ...consonants({ pʲ: ['p;', 'pʲ'], bʲ: ['b;', 'bʲ'], kʲ: ['k;', 'kʲ'], ɡʲ: ['g;', 'ɡʲ'], rʲ: ['R;', 'rʲ'] }, 'CV'),
    ...consonants({ fʲ: ['f;', 'fʲ'], vʲ: ['v;', 'vʲ'], zʲ: ['z|;', 'zʲ'], xʲ: ['x;', 'xʲ'] }, 'CV'),
    ...consonants({ t͡ɕ: ['tS;', 'tʃʲ'], ɕː: ['S;S;', 'ɕɕ'], 'ɕː>ɕ': ['S;', 'ɕ'] }),
    ...consonants({ 'x>ɣ': ['Q', 'ɣ'] }),
    ...vowels({ ɨ: ['y', 'y'], e: ['e', ['e', 'ɛ']], a: ['A', 'ɑ'], o: ['o', 'o'], u: ['u', 'u'] }),
    // Its i is a little open, and nearer to i than to anything else that it says.
    ...vowels({ i: ['i:', 'i'] }, { formants: [320, 2200] }),
    ...vowels({ 'e>ɛ': ['E', 'ɛ'], 'o>ɵ': ['8', 'ɵ'], 'a>ə': ['@', 'ə'], 'i>ɪ': ['I', 'ɪ'], 'u>ʉ': ['u#', 'u'] }),
    ...vowels({ 'a>ɐ': ['V', ['a', 'ɑ', 'ʌ']] }),
  },
  cannot: {},
  leaves: { 'a>ɐ': 'it is heard only in a word, by its shortness' },
};
