// Holds two inventories of one language against each other: which slots they share, and which segments stand alone.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { features } from '@phonochart/phonetics/features.ts';
import { ipaKey } from '@phonochart/phonetics/normalise.ts';

export type SlotOverlap = {
  /** Shared slots over all slots, 0 to 1. */
  overlap: number;
  shared: string[];
  /** Segments written with different letters that neither inventory contrasts: [ours, theirs]. */
  folded: [string, string][];
  /** Segments without a counterpart. */
  ours: string[];
  theirs: string[];
};

/**
 * Compares single consonants and monophthongs, length aside; diphthongs, clusters and tones are left out. Letters that
 * neither inventory contrasts are folded: dental and alveolar [t], [r] and [ɾ], [e] and [ɛ]. Each segment has one
 * counterpart at most.
 */
export function slotOverlap(ours: Inventory, theirs: Inventory): SlotOverlap {
  const left = segmentsOf(ours);
  const right = segmentsOf(theirs);
  const shared = [...left.keys()].filter((key) => right.delete(key));
  for (const key of shared) left.delete(key);
  const folded: [string, string][] = [];
  for (const fold of [withoutFineDiacritics, bareLetter]) {
    for (const [key, symbol] of left) {
      const twin = [...right].find(([other]) => fold(other) === fold(key));
      if (!twin) continue;
      folded.push([symbol, twin[1]]);
      left.delete(key);
      right.delete(twin[0]);
    }
  }
  const both = shared.length + folded.length;
  const all = both + left.size + right.size;
  return {
    overlap: all === 0 ? 0 : both / all,
    shared,
    folded,
    ours: [...left.values()],
    theirs: [...right.values()],
  };
}

/** Keys without length, each with the first symbol that has it. */
function segmentsOf({ phonemes }: Inventory): Map<string, string> {
  const segments = new Map<string, string>();
  for (const { symbol, ipa } of phonemes) {
    const kind = features(ipa)?.kind;
    if (kind !== 'consonant' && kind !== 'vowel' && kind !== 'click') continue;
    const key = ipaKey(ipa).replaceAll(/[ːˑ˥-˩]|\u0306|\u0361|\u035C/gu, '');
    if (!segments.has(key)) segments.set(key, symbol);
  }
  return segments;
}

// Dental, apical, laminal, advanced, retracted, raised, lowered, centralised, mid-centralised, more or less rounded.
const fineDiacritics = /[\u032A\u033A\u033B\u031F\u0320\u031D\u031E\u0308\u033D\u0339\u031C\u02D4\u02D5]/gu;

const withoutFineDiacritics = (key: string): string => key.replaceAll(fineDiacritics, '');

const letterGroups = ['rɾɹɻ', 'aɐɑ', 'eɛ', 'oɔ', 'iɪ', 'uʊ', 'yʏ', 'øœ', 'əɜɘ', 'ɨɯ', 'ʃʂɕ', 'ʒʐʑ', 'vʋ', 'hɦ'];
const groupOf = new Map(letterGroups.flatMap((group) => [...group].map((letter) => [letter, group[0]!] as const)));

const bareLetter = (key: string): string =>
  [...withoutFineDiacritics(key)].map((letter) => groupOf.get(letter) ?? letter).join('');
