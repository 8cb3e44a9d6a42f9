// eSpeak NG's voice hi: what it can say of standard Hindi, and what it cannot.
import { aspirated, commonConsonants, consonants, stressedFrames, vowels } from '../sounds.ts';
import type { VoiceTable } from '../voice-table.ts';

export const hindiStandard: VoiceTable = {
  language: 'hindi-standard',
  bcp47: 'hi-IN',
  iso639_3: 'hin',
  voice: 'hi',
  called: 'Hindi',
  rate: 150,
  hears_stress: false,
  unmarked_stress: 'first-long',
  stress: { primary: "'", secondary: ',' },
  word_break: '||',
  separator: '|',
  doubled: ':',
  frames: stressedFrames('a:', 'aː', ''),
  sounds: {
    ...commonConsonants('p b k ɡ m n ŋ f s z ʃ x ɣ q j l ɳ'),
    ...consonants({ t̪: ['t', 't'], d̪: ['d', 'd'], ʈ: ['t.', 'ʈ'], ɖ: ['d.', 'ɖ'], t͡ʃ: ['c', 'c'], d͡ʒ: ['J', 'ɟ'] }),
    ...aspirated('p', 'pʰ', 'p#', 'pʰ'),
    ...aspirated('t̪', 't̪ʰ', 't#', 'tʰ'),
    ...aspirated('ʈ', 'ʈʰ', 't.#', 'ʈʰ'),
    ...aspirated('t͡ʃ', 't͡ʃʰ', 'c#', 'cʰ'),
    ...aspirated('k', 'kʰ', 'k#', 'kʰ'),
    // Voice in the closure, then 40 to 60 ms of breath; the plain ones have a short burst.
    ...consonants({ bʱ: ['b#', 'bʰ'], d̪ʱ: ['d#', 'dʰ'], ɖʱ: ['d.#', 'ɖʰ'], d͡ʒʱ: ['J#', 'ɟʰ'], ɡʱ: ['g#', 'ɡʰ'] }),
    ...consonants({ ɾ: ['**', 'ɾ'], ɽ: ['r.', 'r.'], ʋ: ['v', 'ʋ'], 'ʋ>w': ['w', 'w'] }),
    ...consonants({ h: ['H', 'h'] }, 'CV'),
    ...consonants({ 'n>ɳ': ['n.', 'ɳ'], 'n>ɲ': ['n^', 'ɲ'], 'ʃ>ʂ': ['s.', 'ʂ'], 'ɾ>r': ['R', 'r'] }),
    ...consonants({
      'pʰ>f': ['f', 'f'],
      'f>pʰ': ['p#', 'pʰ'],
      'z>d͡ʒ': ['J', 'ɟ'],
      'q>k': ['k', 'k'],
      'x>kʰ': ['k#', 'kʰ'],
    }),
    ...consonants({ 'ɣ>ɡ': ['g', 'ɡ'], 'ɳ>n': ['n', 'n'] }),
    ...vowels({
      ə: ['@', 'ə'],
      aː: ['a:', 'aː'],
      ɪ: ['I', 'ɪ'],
      iː: ['i:', ['iː', 'i']],
      ʊ: ['U', 'ʊ'],
      uː: ['u:', 'uː'],
    }),
    ...vowels({ eː: ['e:', 'eː'], ɛː: ['E:', 'ɛː'], oː: ['o:', 'oː'], ɔː: ['O:', 'ɔː'], æː: ['&:', 'æː'] }),
    ...vowels({ ə̃: ['V~', 'ʌ̃', 'ʌ'], ãː: ['a~', 'ã'], ɪ̃: ['I~', 'ɪ̃'], ĩː: ['i~', 'ĩ'], ũː: ['u~', 'ũ'] }),
    ...vowels({ ẽː: ['e~', 'ẽ'], ɛ̃ː: ['E~', 'ɛ̃'], õː: ['o~', 'õ'], ɔ̃ː: ['O~', 'ɔ̃'] }),
    ...vowels({ 'ə>ɛ': ['E', 'ɛ'], 'ɪ>i': ['i', ['i', 'iː']], 'ʊ>u': ['u', 'u'], 'æː>ɛː': ['E:', 'ɛː'] }),
  },
  cannot: {
    ɽʱ: 'the voice has no flap with breath',
    ʊ̃: 'its formants are those of its ũː',
  },
  leaves: { 'ʋ>v': 'the voice has one labial glide' },
};
