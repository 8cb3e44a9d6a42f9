// eSpeak NG's voice bn: what it can say of the Bengali of Bangladesh, and what it cannot.
import { aspirated, commonConsonants, consonants, stressedFrames, vowels } from '../sounds.ts';
import type { VoiceTable } from '../voice-table.ts';

const TWO_SYLLABLES = 'the voice says two vowels in two syllables';

export const bengaliBangladesh: VoiceTable = {
  language: 'bengali-bangladesh',
  bcp47: 'bn-BD',
  iso639_3: 'ben',
  voice: 'bn',
  called: 'Bengali',
  rate: 150,
  hears_stress: false,
  stress: { primary: "'", secondary: ',' },
  word_break: '||',
  separator: '|',
  doubled: ':',
  frames: stressedFrames('a', 'a', ''),
  sounds: {
    ...commonConsonants('p b k ɡ m n ŋ f s ʃ l d͡ʑ'),
    ...consonants({ t̪: ['t', 't'], d̪: ['d', 'd'], t: ['t.', 'ʈ'], d: ['d.', 'ɖ'], t͡ɕ: ['tS', 'tʃ'] }),
    ...aspirated('p', 'pʰ', 'p#', 'pʰ'),
    ...aspirated('t̪', 't̪ʰ', 't#', 'tʰ'),
    ...aspirated('t', 'tʰ', 't.#', 'ʈʰ'),
    ...aspirated('t͡ɕ', 't͡ɕʰ', 'tS#', 'tʃʰ'),
    ...aspirated('k', 'kʰ', 'k#', 'kʰ'),
    // Voice in the closure, then 40 to 60 ms of breath; the plain ones have a short burst.
    ...consonants({ bʱ: ['b#', 'bʰ'], d̪ʱ: ['d#', 'dʰ'], dʱ: ['d.#', 'ɖʰ'], d͡ʑʱ: ['J#', 'ɟʰ'], ɡʱ: ['g#', 'ɡʰ'] }),
    ...consonants({
      ɾ: ['**', 'ɾ'],
      'ɾ>ɽ': ['r.', 'r.'],
      'n>ɲ': ['n^', 'ɲ'],
      'f>pʰ': ['p#', 'pʰ'],
      'kʰ>k': ['k', 'k'],
    }),
    ...consonants({ h: ['H', 'h'] }, 'CV'),
    ...consonants({ 'd͡ʑ>z': ['z', 'z'], 't͡ɕʰ>s': ['s', 's'], 't>ʈ': ['t.', 'ʈ'], 'd>ɖ': ['d.', 'ɖ'] }),
    ...vowels({
      i: ['i', 'i'],
      e: ['e', 'e'],
      ɛ: ['E', 'ɛ'],
      a: ['a', 'a'],
      ɔ: ['O', 'ɔ'],
      o: ['o', 'o'],
      u: ['u', 'u'],
    }),
    ...vowels({ 'ɛ>æ': ['&', 'æ'], 'a>ã': ['a~', 'ã', 'ɑ'] }),
    ...vowels({ ei̯: ['ej', 'ej', 'eɪ'], ai̯: ['aj', 'aj', 'aɪ'], oi̯: ['oj', 'oj', 'oɪ'], ui̯: ['uj', 'uj', 'uɪ'] }),
    ...vowels({ iu̯: ['iw', 'iw', 'iʊ'], eu̯: ['ew', 'ew', 'eʊ'], au̯: ['aw', 'aw', 'aʊ'], ou̯: ['ow', 'ow', 'oʊ'] }),
  },
  cannot: {
    ɛe̯: TWO_SYLLABLES,
    ɛo̯: TWO_SYLLABLES,
    ae̯: TWO_SYLLABLES,
    ao̯: TWO_SYLLABLES,
    ɔe̯: TWO_SYLLABLES,
    ɔo̯: TWO_SYLLABLES,
    oe̯: TWO_SYLLABLES,
    oo̯: TWO_SYLLABLES,
  },
  leaves: {},
};
