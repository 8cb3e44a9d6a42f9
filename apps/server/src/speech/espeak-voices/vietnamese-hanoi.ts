// eSpeak NG's voice vi: what it can say of the Vietnamese of Hanoi, and what it cannot.
import type { VoiceTable } from '../voice-table.ts';

const IMPLOSIVE = 'the voice has no implosives: it says a plain stop, or nothing that can be heard';
const RELEASED = 'the voice ends the stop with a weak burst';
const ROUNDED = 'the voice does not round it: it says the plain consonant and then w';
const FRONTED = 'the voice has a palatal consonant here, which is another sound';
const SEQUENCE = 'a sequence of two phones';
const DENTAL = 'the voice says it behind the teeth, at the gums';
const ONE_CONTOUR = 'the voice has one contour for the tone, whatever the syllable';

export const vietnameseHanoi: VoiceTable = {
  language: 'vietnamese-hanoi',
  bcp47: 'vi',
  iso639_3: 'vie',
  voice: 'vi',
  called: 'Vietnamese, northern',
  rate: 120,
  hears_stress: false,
  stress: { primary: '', secondary: '' },
  word_break: '||',
  frames: {
    VCV: [
      { say: 'a:1', hear: 'aː' },
      { say: 'a:1', hear: 'aː' },
    ],
    CV: { say: 'a:1', hear: 'aː' },
    VC: { say: 'a:1', hear: 'aː' },
  },
  toneBearer: { say: 'ma:', hear: 'maː' },
  sounds: {
    p: { say: 'p', hear: 'p', frame: 'VCV' },
    t: { say: 't[', hear: 't̪', frame: 'VCV' },
    k: { say: 'k', hear: 'k', frame: 'VCV' },
    ʔ: { say: '?', hear: 'ʔ', frame: 'VCV' },
    tʰ: { say: 't', hear: 't', frame: 'VCV' },
    t͡ɕ: { say: 'tS;', hear: 'tɕ', frame: 'VCV' },
    m: { say: 'm', hear: 'm', frame: 'VCV' },
    n: { say: 'n', hear: 'n', frame: 'VCV' },
    ɲ: { say: 'n^', hear: 'ɲ', frame: 'VCV' },
    ŋ: { say: 'N', hear: 'ŋ', frame: 'VCV' },
    f: { say: 'f', hear: 'f', frame: 'VCV' },
    v: { say: 'v', hear: 'v', frame: 'VCV' },
    s: { say: 's', hear: 's', frame: 'VCV' },
    z: { say: 'z', hear: 'z', frame: 'VCV' },
    x: { say: 'x', hear: 'x', frame: 'VCV' },
    ɣ: { say: 'Q', hear: 'ɣ', frame: 'VCV' },
    h: { say: 'h', hear: 'h', frame: 'CV' },
    l: { say: 'l', hear: 'l', frame: 'VCV' },
    j: { say: 'j', hear: 'j', frame: 'VC' },
    w: { say: 'w', hear: 'w', frame: 'VC' },

    // Formants: what a man of Hanoi has, roughly. The check is that no vowel comes out as another one.
    i: { say: 'i', hear: 'i', frame: 'isolated', formants: [300, 2150] },
    e: { say: 'e', hear: 'e', frame: 'isolated', formants: [430, 2000] },
    ɛ: { say: 'E', hear: 'ɛ', frame: 'isolated', formants: [560, 1800] },
    aː: { say: 'a:', hear: 'aː', frame: 'isolated', formants: [720, 1400] },
    ă: { say: 'a', hear: 'a', frame: 'isolated', formants: [720, 1450] },
    ɯ: { say: 'y', hear: 'y', frame: 'isolated', formants: [340, 1250] },
    ɤː: { say: '@:', hear: 'əː', frame: 'isolated', formants: [480, 1200] },
    ɤ̆: { say: '@', hear: 'ə', frame: 'isolated', formants: [560, 1200] },
    // Before ng and c the voice has vowels of their own that glide: ông, ong.
    o: { say: 'o', hear: 'o', frame: 'isolated', formants: [430, 800], before: { ŋ: 'o#', k: 'o#' } },
    ɔ: { say: 'O', hear: 'ɔ', frame: 'isolated', formants: [570, 900], before: { ŋ: 'O#', k: 'O#' } },
    iə: {
      say: 'i@',
      hear: 'iə',
      frame: 'isolated',
      formants: [
        [360, 2150],
        [550, 1600],
      ],
    },
    // It begins further forward than ɯ does: [ɨ].
    ɯə: {
      say: 'y@',
      hear: 'yə',
      frame: 'isolated',
      formants: [
        [340, 1550],
        [480, 1250],
      ],
    },
    uə: {
      say: 'u@',
      hear: 'uə',
      frame: 'isolated',
      formants: [
        [370, 800],
        [500, 1150],
      ],
    },

    t̪: { say: 't[', hear: 't̪', frame: 'VCV' },
    b: { say: 'b', hear: 'b', frame: 'VCV' },
    'ɯ>i': { say: 'i', hear: 'i', frame: 'isolated', formants: [300, 2150] },
    'ɯə>iə': {
      say: 'i@',
      hear: 'iə',
      frame: 'isolated',
      formants: [
        [360, 2150],
        [550, 1600],
      ],
    },
  },
  tones: {
    '˧': { say: '1', shape: 'level' },
    '˨˩': { say: '2', shape: 'low-falling' },
    '˧˥': { say: '3', shape: 'rising' },
    '˧˩˧': { say: '4', shape: 'dipping' },
    '˧ˀ˥': { say: '5', shape: 'broken-rising' },
    '˨˩ˀ': { say: '6', shape: 'dropping' },
  },
  cannot: {
    ɓ: IMPLOSIVE,
    ɗ: IMPLOSIVE,
    ˀɓ: IMPLOSIVE,
    ˀɗ: IMPLOSIVE,
    u: 'its first two formants (415 and 840 Hz) are those of its o (405 and 790 Hz): it came out as [o]',
    k̟̚: FRONTED,
    ŋ̟: FRONTED,
    r: 'the voice says an English r',
  },
  leaves: {
    p̚: RELEASED,
    t̚: RELEASED,
    k̚: RELEASED,
    k͡p̚: RELEASED,
    kʷ: ROUNDED,
    xʷ: ROUNDED,
    ŋ͡m: 'whether the lips close with it cannot be told from the sound',
    t̪ʰ: DENTAL,
    k͡x: 'the voice begins without a closure',
    ɡ: 'a plain stop, which the voice has for other languages only',
    ɯ̽: 'the voice has one ɯ, and this is a remark on its place',
    ăj: SEQUENCE,
    ɤ̆j: SEQUENCE,
    ăw: SEQUENCE,
    ɤ̆w: SEQUENCE,
    '˦˥': ONE_CONTOUR,
    '˨˩': ONE_CONTOUR,
    '˧˩': ONE_CONTOUR,
    '˧˨˥': ONE_CONTOUR,
  },
};
