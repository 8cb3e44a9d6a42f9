// What every part of a chart reads: the inventory, its sounds, how each sounds, and the one sound that is current.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { Phoneme } from '@phonochart/catalog/phoneme.ts';
import type { Realisation } from '@phonochart/catalog/realisation.ts';
import type { Word, WordRef } from '@phonochart/catalog/word.ts';
import type { Signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Player } from '../player/player.ts';
import { type Sayable, sayablesOf } from '../player/sayable.ts';
import type { ChartSound } from './chart-sound.ts';

/** An inventory by id, made once for each copy that arrives. */
export type ChartIndex = {
  inventory: Inventory;
  phonemes: ReadonlyMap<string, Phoneme>;
  realisations: ReadonlyMap<string, Realisation>;
  words: ReadonlyMap<string, Word>;
  sayable(id: string): Sayable;
};

export type ChartContextValue = {
  index: ChartIndex;
  sounds: ReadonlyMap<string, ChartSound>;
  player: Player;
  /** Id of the sound heard or opened last. */
  current: Signal<string | undefined>;
  xsampa: boolean;
  learner?: string;
};

export function indexOf(inventory: Inventory): ChartIndex {
  const byId = <R extends { id: string }>(records: readonly R[]) =>
    new Map(records.map((record) => [record.id, record]));
  return {
    inventory,
    phonemes: byId(inventory.phonemes),
    realisations: byId(inventory.realisations),
    words: byId(inventory.words),
    sayable: sayablesOf(inventory),
  };
}

/** The words that show a sound, best first; of a realisation without any, those of its phonemes. */
export function wordsOf(index: ChartIndex, id: string): WordRef[] {
  return index.phonemes.get(id)?.words ?? index.realisations.get(id)?.words ?? [];
}

export const ChartContext = createContext<ChartContextValue | undefined>(undefined);

export function useChart(): ChartContextValue {
  const value = useContext(ChartContext);
  if (!value) throw new Error('a part of the chart stands outside ChartScreen');
  return value;
}
