// eSpeak NG's voice pl: what it can say of standard Polish, and what it cannot.
import { commonConsonants, consonants, stressedFrames, vowels } from '../sounds.ts';
import type { VoiceTable } from '../voice-table.ts';

const TOO_BRIGHT =
  'the voice has the English affricate here, with its noise at 5 to 6 kHz, brighter than that of its t͡ɕ: it is no retroflex';

export const polishStandard: VoiceTable = {
  language: 'polish-standard',
  bcp47: 'pl-PL',
  iso639_3: 'pol',
  voice: 'pl',
  called: 'Polish',
  rate: 150,
  hears_stress: true,
  stress: { primary: "'", secondary: ',' },
  word_break: '||',
  separator: '|',
  frames: stressedFrames('a', 'a'),
  sounds: {
    ...commonConsonants('p b t d k ɡ f v s z ʂ ʐ ɕ ʑ x t͡s m n ɲ ŋ l r j w'),
    ...consonants({ c: ['c', 'c'], ɟ: ['J', 'ɟ'] }, 'CV'),
    // The voice calls its [dz] dʑ, too; the noise of it is that of [z], at 6 kHz.
    ...consonants({ d͡z: ['dz', 'dʑ'], t͡ɕ: ['ts;', 'tɕ'], d͡ʑ: ['dz;', 'dʑ'] }),
    ...consonants({ 'x>ç': ['C', 'ç'], 'x>ɣ': ['Q', 'ɣ'], 'r>ɾ': ['**', 'ɾ'] }),
    ...vowels({ i: ['i', 'i'], ɨ: ['y', 'ɨ'], a: ['a', 'a'], ɔ: ['O', 'ɔ'], u: ['u', 'u'] }),
    // Its vowel is open, as Polish e is: half-way from [e] to its a.
    ...vowels({ ɛ: ['E', 'ɛ'] }, { formants: [610, 1700] }),
    ...vowels({ 'ɛ>e': ['e', 'e'] }),
  },
  cannot: { t͡ʂ: TOO_BRIGHT, d͡ʐ: TOO_BRIGHT, w̃: 'the voice does not send air through the nose in a glide' },
  leaves: {},
};
