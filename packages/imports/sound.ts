// Reads one cell as one sound: its symbol, its key and its kind, by the letters.
import type { PhonemeKind } from '@phonochart/catalog/phoneme.ts';
import { features } from '@phonochart/phonetics/features.ts';
import { ipaKey, normalise } from '@phonochart/phonetics/normalise.ts';
import { place } from '@phonochart/phonetics/place.ts';
import type { SegmentKind } from '@phonochart/phonetics/segment-features.ts';

export type ReadSound = {
  /** Canonical IPA letters, composed. */
  symbol: string;
  ipa: string;
  kind: PhonemeKind;
  /** Why it has no place on a chart: a key of phonetics' terms. */
  unplaced?: string;
};

const kinds: Record<SegmentKind, PhonemeKind> = {
  consonant: 'consonant',
  click: 'consonant',
  vowel: 'vowel',
  diphthong: 'diphthong',
  triphthong: 'triphthong',
  tone: 'tone',
  archiphoneme: 'archiphoneme',
  sequence: 'other',
};

/** Datasets repeat a few thousand symbols a hundred thousand times. */
const read = new Map<string, ReadSound>();

/**
 * A whole cell as one segment, tied or not. What phonetics cannot read is of the kind `other` and keeps its letters.
 * `stated` is the kind that a source gives: it decides for tones, and wherever the letters say nothing.
 */
export function readSound(cell: string, stated?: PhonemeKind): ReadSound {
  const key = stated === undefined ? cell : `${stated}\0${cell}`;
  const known = read.get(key);
  if (known) return known;
  const found = readAnew(cell, stated);
  if (read.size < 20_000) read.set(key, found);
  return found;
}

function readAnew(cell: string, stated?: PhonemeKind): ReadSound {
  const symbol = normalise(cell).text.normalize('NFC');
  const ipa = ipaKey(symbol);
  const found = features(ipa);
  let kind: PhonemeKind = found ? kinds[found.kind] : 'other';
  if (stated === 'tone') kind = 'tone';
  const placement = place(ipa, kind);
  if (placement.type !== 'none') return { symbol, ipa, kind };
  return { symbol, ipa, kind: kind === 'archiphoneme' ? kind : 'other', unplaced: placement.why };
}
