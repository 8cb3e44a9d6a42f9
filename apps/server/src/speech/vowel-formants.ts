// What the first two formants of a vowel must be near: a man's voice, by IPA letter.
import type { Formant } from './voice-table.ts';

/**
 * Hz, F1 and F2, of a man's vowels at the places of the IPA's letters, rounded from what descriptions of European
 * languages agree on; mid vowels with the lowering mark stand half-way. They serve to tell a vowel from its neighbours,
 * with the tolerances of clip.ts, and no more: where a variety's vowel lies elsewhere its table says so.
 */
const formants: Record<string, Formant> = {
  i: [290, 2250],
  y: [300, 1850],
  ɨ: [370, 1700],
  ʉ: [340, 1550],
  ɯ: [350, 1350],
  u: [330, 800],
  ɪ: [390, 2000],
  ʏ: [380, 1650],
  ʊ: [410, 950],
  e: [430, 2050],
  ø: [430, 1550],
  ɵ: [450, 1350],
  ɤ: [480, 1150],
  o: [460, 820],
  e̞: [490, 1900],
  o̞: [510, 870],
  ə: [520, 1430],
  ɛ: [570, 1800],
  œ: [540, 1450],
  ɜ: [560, 1430],
  ʌ: [640, 1280],
  ɔ: [580, 920],
  æ: [690, 1620],
  ɐ: [650, 1400],
  a: [820, 1350],
  ɑ: [710, 1130],
  ɒ: [640, 980],
};

/**
 * The target of a monophthong, or of the beginning and the end of a diphthong; length, nasality and what is not a vowel
 * are set aside.
 * @throws where a letter has no target: a table names what it cannot have meant
 */
export function formantsOf(ipa: string): Formant | [from: Formant, to: Formant] {
  const letters = [...ipa.normalize('NFD').matchAll(/\p{L}\u031e?/gu)].map(([letter]) => letter);
  const found = letters.flatMap((letter) => (formants[letter] ? [formants[letter]] : []));
  const [from, to] = found;
  if (!from || found.length > 2) throw new Error(`no formants are known of [${ipa}]`);
  return to ? [from, to] : from;
}
