// What the API says of a sound beyond what the catalogue holds: its type, example, description, clip and place.
import type { AudioSource } from '@phonochart/catalog/audio.ts';
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { Phoneme } from '@phonochart/catalog/phoneme.ts';
import { pickAudio } from '@phonochart/catalog/pick-audio.ts';
import { type InterfaceLanguage, interfaceLanguages } from '@phonochart/catalog/terms.ts';
import type { LocalText } from '@phonochart/catalog/text.ts';
import type { Word, WordRef } from '@phonochart/catalog/word.ts';
import { articulate } from '@phonochart/phonetics/articulate.ts';
import { type ChartView, chartsOf, type Grid } from '@phonochart/phonetics/chart.ts';
import { describe } from '@phonochart/phonetics/describe.ts';
import { place } from '@phonochart/phonetics/place.ts';

export const soundTypes = ['consonant', 'vowel', 'tone'] as const;
export type SoundType = (typeof soundTypes)[number] | 'other';

/** A sound's place in its chart: indices of row and column, from 0. */
export type Position = { row: number; column: number };

/** An inventory with what answers look up in it again and again. */
export type IndexedInventory = {
  inventory: Inventory;
  words: ReadonlyMap<string, Word>;
  clips: ReadonlyMap<string, AudioSource[]>;
  positions: ReadonlyMap<string, Position>;
};

export function indexInventory(inventory: Inventory): IndexedInventory {
  const clips = new Map<string, AudioSource[]>();
  for (const source of inventory.audio) clips.set(source.voices, [...(clips.get(source.voices) ?? []), source]);
  return {
    inventory,
    words: new Map(inventory.words.map((word) => [word.id, word])),
    clips,
    positions: positionsOf(chartsOf(inventory, 'phonemic')),
  };
}

function positionsOf(charts: Partial<Record<ChartView, Grid>>): Map<string, Position> {
  const positions = new Map<string, Position>();
  for (const grid of Object.values(charts)) {
    grid.cells.forEach((cells, row) => {
      cells.forEach((cell, column) => {
        for (const sound of cell) if (!positions.has(sound.id)) positions.set(sound.id, { row, column });
      });
    });
  }
  return positions;
}

/** `other` only where neither the kind nor the placement says more. */
export function typeOf({ kind, placement, ipa }: Pick<Phoneme, 'kind' | 'placement' | 'ipa'>): SoundType {
  if (kind === 'consonant' || kind === 'tone') return kind;
  if (kind === 'vowel' || kind === 'diphthong' || kind === 'triphthong') return 'vowel';
  const byPlacement = {
    cell: 'consonant',
    click: 'consonant',
    points: 'vowel',
    contour: 'tone',
    none: 'other',
  } as const;
  return byPlacement[(placement ?? place(ipa, kind)).type];
}

export const clipUrl = (code: string, file: string): string => `/api/audio/${code}/${file}`;

/** The words that refs cite, in their order; a ref to a word that is gone is left out. */
export const wordsOf = (refs: readonly WordRef[], words: ReadonlyMap<string, Word>): { word: Word; at: number }[] =>
  refs.flatMap(({ word: id, at }) => {
    const word = words.get(id);
    return word ? [{ word, at }] : [];
  });

/** The clip that the app would choose, as an address; null where there is none. */
export function clipOf(
  id: string,
  refs: readonly WordRef[],
  { inventory, words, clips }: IndexedInventory,
): string | null {
  const speakable = wordsOf(refs, words).map(({ word }) => ({ id: word.id, form: word.form }));
  const choice = pickAudio(clips.get(id) ?? [], { now: Date.now(), words: speakable, online: true });
  return choice.type === 'clip' ? clipUrl(inventory.id, choice.source.file) : null;
}

/** What the sound is called: the catalogue's own name for it, else the one that the letters give. */
export const phoneticNameOf = ({ names, ipa }: Pick<Phoneme, 'names' | 'ipa'>, lang: InterfaceLanguage): string =>
  names?.[lang] ?? names?.en ?? describe(ipa, lang);

/** An author's or editor's words where there are some, else the phonetic name. */
export const descriptionOf = (
  phoneme: Pick<Phoneme, 'description' | 'names' | 'ipa'>,
  lang: InterfaceLanguage,
): string => phoneme.description?.[lang] ?? phoneme.description?.en ?? phoneticNameOf(phoneme, lang);

/** How to make it, in every interface language: an author's or editor's words win over the generated ones. */
export const articulationOf = ({ articulation, ipa }: Pick<Phoneme, 'articulation' | 'ipa'>): LocalText =>
  Object.assign(
    { en: '' },
    Object.fromEntries(interfaceLanguages.map((lang) => [lang, articulate(ipa, lang)])),
    articulation,
  );
