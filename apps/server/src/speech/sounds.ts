// Short ways to write what most voices of eSpeak NG share: the common consonants, frames, and vowels with their formants.
import type { Frame } from '@phonochart/catalog/audio.ts';
import type { VoiceSound, VoiceTable } from './voice-table.ts';
import { formantsOf } from './vowel-formants.ts';

/** The engine's notation and its own name for a sound. */
export type Said = [say: string, hear: string | string[]];

/** The consonants of the set that every voice inherits, by IPA. A voice that has changed one gives its own. */
const common: Record<string, Said> = {
  p: ['p', 'p'],
  b: ['b', 'b'],
  t: ['t', 't'],
  d: ['d', 'd'],
  t̪: ['t[', 't̪'],
  d̪: ['d[', 'd̪'],
  k: ['k', 'k'],
  ɡ: ['g', 'ɡ'],
  q: ['q', 'q'],
  ʔ: ['?', 'ʔ'],
  t͡s: ['ts', 'ts'],
  t͡ʃ: ['tS', 'tʃ'],
  d͡ʒ: ['dZ', 'dʒ'],
  t͡ɕ: ['tS;', 'tɕ'],
  d͡ʑ: ['dZ;', 'dʑ'],
  m: ['m', 'm'],
  n: ['n', 'n'],
  ɳ: ['n.', 'ɳ'],
  ɲ: ['n^', 'ɲ'],
  ŋ: ['N', 'ŋ'],
  β: ['B', 'β'],
  f: ['f', 'f'],
  v: ['v', 'v'],
  θ: ['T', 'θ'],
  ð: ['D', 'ð'],
  s: ['s', 's'],
  z: ['z', 'z'],
  ʃ: ['S', 'ʃ'],
  ʒ: ['Z', 'ʒ'],
  ʂ: ['s.', 'ʂ'],
  ʐ: ['z.', 'ʐ'],
  ɕ: ['S;', 'ɕ'],
  ʑ: ['Z;', 'ʑ'],
  ç: ['C', 'ç'],
  ʝ: ['J^', 'ʝ'],
  x: ['x', 'x'],
  ɣ: ['Q', 'ɣ'],
  χ: ['X', 'χ'],
  h: ['h', 'h'],
  r: ['R', 'r'],
  ʀ: ['r"', 'ʀ'],
  // Of its taps this one is without a burst.
  ɾ: ['**', 'ɾ'],
  ɹ: ['r', 'ɹ'],
  ʋ: ['v#', 'ʋ'],
  j: ['j', 'j'],
  w: ['w', 'w'],
  l: ['l', 'l'],
  ɫ: ['L', 'ɫ'],
  ɭ: ['l.', 'ɭ'],
  ʎ: ['l^', 'ʎ'],
};

const frameOf: Record<string, Frame> = { h: 'CV', j: 'CV', w: 'CV', ŋ: 'VC' };

/** Consonants of the common set, named by IPA with spaces between, each in the frame that shows it. */
export function commonConsonants(ipa: string): Record<string, VoiceSound> {
  return consonants(Object.fromEntries(ipa.split(' ').map((symbol) => [symbol, common[symbol]!])));
}

/** Consonants in a voice's own notation, by IPA. */
export function consonants(said: Record<string, Said>, frame?: Frame): Record<string, VoiceSound> {
  const sounds = Object.entries(said).map(([ipa, [say, hear]]): [string, VoiceSound] => {
    const phone = ipa.slice(ipa.indexOf('>') + 1);
    return [ipa, { say, hear, frame: frame ?? frameOf[phone] ?? 'VCV' }];
  });
  return Object.fromEntries(sounds);
}

/**
 * Vowels by IPA, said alone and held to the formants of their letter; `quality` names other letters where the variety's
 * vowel lies elsewhere than its symbol.
 */
export function vowels(
  said: Record<string, [...Said, quality?: string]>,
  more: Partial<VoiceSound> = {},
): Record<string, VoiceSound> {
  const sounds = Object.entries(said).map(([ipa, [say, hear, quality]]): [string, VoiceSound] => {
    const phone = ipa.slice(ipa.indexOf('>') + 1);
    return [ipa, { say, hear, frame: 'isolated', formants: more.formants ?? formantsOf(quality ?? phone), ...more }];
  });
  return Object.fromEntries(sounds);
}

/** The frames of a voice that marks the stressed vowel: the vowel in the engine's notation and as it reports it. */
export function stressedFrames(say: string, hear: string, mark = 'ˈ'): VoiceTable['frames'] {
  const stressed = { say: `'${say}`, hear: mark + hear };
  return { VCV: [{ say, hear }, stressed], CV: stressed, VC: stressed };
}

/** The frames of a voice with tones: the vowel with its level tone. */
export function toneFrames(say: string, hear: string): VoiceTable['frames'] {
  const vowel = { say, hear };
  return { VCV: [vowel, vowel], CV: vowel, VC: vowel };
}

/** Long vowels of the same quality as their short counterparts, which they must outlast by half. */
export function longVowels(said: Record<string, [...Said, quality?: string]>): Record<string, VoiceSound> {
  const long = Object.entries(vowels(said)).map(([ipa, sound]): [string, VoiceSound] => {
    const phone = ipa.slice(ipa.indexOf('>') + 1);
    return [ipa, { ...sound, longer_than: phone.replace('ː', '') }];
  });
  return Object.fromEntries(long);
}

/** A stop with breath, and the plain one that it must outlast from its release to the vowel. */
export const aspirated = (plain: string, ipa: string, say: string, hear: string): Record<string, VoiceSound> => ({
  [ipa]: { say, hear, frame: 'VCV', aspirated_of: plain },
});

/** The same sounds, said by another voice than the table's. */
export const inVoice = (voice: string, sounds: Record<string, VoiceSound>): Record<string, VoiceSound> =>
  Object.fromEntries(Object.entries(sounds).map(([ipa, sound]) => [ipa, { ...sound, voice }]));
