// Checks that an inventory's records point only at records that are there; shapes are zod's affair.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { WordRef } from '@phonochart/catalog/word.ts';
import type { RecordKind } from './store.ts';

export type RecordName = { kind: RecordKind; id: string };

/** A record whose `field` (a path) points at nothing good; `target` is what it points at, or what it collides with. */
export type BrokenLink = { from: RecordName; field: string; target: RecordName; message: string };

/** Every broken link of an inventory; none in a sound one. */
export function brokenLinks(inventory: Inventory): BrokenLink[] {
  const broken: BrokenLink[] = [];
  const { id: code, language } = inventory;
  const phonemes = new Map(inventory.phonemes.map((phoneme) => [phoneme.id, phoneme]));
  const realisations = new Map(inventory.realisations.map((realisation) => [realisation.id, realisation]));
  const words = new Map(inventory.words.map((word) => [word.id, word]));
  const of = { phoneme: phonemes, realisation: realisations, word: words };

  const need = (from: RecordName, field: string, kind: keyof typeof of, id: string): boolean => {
    if (of[kind].has(id)) return true;
    broken.push({ from, field, target: { kind, id }, message: `no ${kind} "${id}" in ${code}` });
    return false;
  };
  const needPlace = (from: RecordName, field: string, ref: WordRef): void => {
    if (!need(from, `${field}.word`, 'word', ref.word)) return;
    const { segments } = words.get(ref.word)!;
    if (ref.at < segments.length) return;
    const message = `"${ref.word}" has ${segments.length} segments, so no segment ${ref.at}`;
    broken.push({ from, field: `${field}.at`, target: { kind: 'word', id: ref.word }, message });
  };

  const owner: RecordName = { kind: 'language', id: code };
  if (language.id !== code || language.code !== code)
    broken.push({ from: owner, field: 'code', target: owner, message: `id and code of ${code} must be the same` });
  language.spellings.forEach(({ phoneme, words: shown }, index) => {
    need(owner, `spellings.${index}.phoneme`, 'phoneme', phoneme);
    for (const [at, word] of (shown ?? []).entries()) need(owner, `spellings.${index}.words.${at}`, 'word', word);
  });
  language.minimal_pairs.forEach((pair, index) => {
    for (const [side, phoneme] of pair.phonemes.entries())
      need(owner, `minimal_pairs.${index}.phonemes.${side}`, 'phoneme', phoneme);
    for (const [side, ref] of pair.words.entries()) needPlace(owner, `minimal_pairs.${index}.words.${side}`, ref);
  });

  const bySymbol = new Map<string, string>();
  for (const { id, symbol, language: of, words: shown } of inventory.phonemes) {
    const from: RecordName = { kind: 'phoneme', id };
    const twin = bySymbol.get(symbol);
    if (twin !== undefined) {
      const message = `"${twin}" has the symbol ${symbol} already`;
      broken.push({ from, field: 'symbol', target: { kind: 'phoneme', id: twin }, message });
    }
    bySymbol.set(symbol, id);
    if (of !== code) broken.push({ from, field: 'language', target: owner, message: `must be "${code}"` });
    for (const [index, ref] of shown.entries()) needPlace(from, `words.${index}`, ref);
  }
  for (const { id, language: of, phonemes: realised, words: shown } of inventory.realisations) {
    const from: RecordName = { kind: 'realisation', id };
    if (of !== code) broken.push({ from, field: 'language', target: owner, message: `must be "${code}"` });
    for (const [index, phoneme] of realised.entries()) need(from, `phonemes.${index}`, 'phoneme', phoneme);
    for (const [index, ref] of shown.entries()) needPlace(from, `words.${index}`, ref);
  }
  for (const { id, form, segments } of inventory.words) {
    const from: RecordName = { kind: 'word', id };
    for (const [index, { letters, phoneme, realisation }] of segments.entries()) {
      if (phoneme !== null) need(from, `segments.${index}.phoneme`, 'phoneme', phoneme);
      if (realisation !== undefined) need(from, `segments.${index}.realisation`, 'realisation', realisation);
      for (const [start, end] of letters)
        if (start >= end || end > form.length) {
          const message = `[${start}, ${end}) is no part of "${form}"`;
          broken.push({ from, field: `segments.${index}.letters`, target: from, message });
        }
    }
  }
  for (const { id, voices, voices_kind } of inventory.audio) need({ kind: 'audio', id }, 'voices', voices_kind, voices);
  for (const [kind, records] of lists(inventory)) {
    const seen = new Set<string>();
    for (const { id } of records) {
      if (seen.has(id)) broken.push({ from: { kind, id }, field: 'id', target: { kind, id }, message: 'stands twice' });
      seen.add(id);
    }
  }
  return broken;
}

const lists = ({ phonemes, realisations, words, audio }: Inventory): [RecordKind, { id: string }[]][] => [
  ['phoneme', phonemes],
  ['realisation', realisations],
  ['word', words],
  ['audio', audio],
];
