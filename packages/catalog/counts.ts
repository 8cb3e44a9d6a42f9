// Counts what an inventory holds; the one rule for everybody who makes or changes an inventory.
import type { Inventory } from './inventory.ts';
import type { Counts } from './language.ts';

/** Diphthongs and triphthongs are among the vowels; archiphonemes and the rest are `other`. */
export function countsOf({ phonemes, words, audio }: Pick<Inventory, 'phonemes' | 'words' | 'audio'>): Counts {
  const kinds = phonemes.map(({ kind }) => kind);
  const consonants = kinds.filter((kind) => kind === 'consonant').length;
  const vowels = kinds.filter((kind) => kind === 'vowel' || kind === 'diphthong' || kind === 'triphthong').length;
  const tones = kinds.filter((kind) => kind === 'tone').length;
  const clips: Counts['clips'] = {};
  for (const { source_type } of audio) clips[source_type] = (clips[source_type] ?? 0) + 1;
  return {
    consonants,
    vowels,
    tones,
    other: kinds.length - consonants - vowels - tones,
    total: kinds.length,
    words: words.length,
    clips,
    audio_bytes: audio.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}
