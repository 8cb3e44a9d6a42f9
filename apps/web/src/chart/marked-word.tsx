// A word of the language with exactly those letters marked that spell the sound in question.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { Word } from '@phonochart/catalog/word.ts';
import { markLetters } from './marked-letters.ts';
import { wordAttributes } from './sound-name.tsx';

export function MarkedWord({ word, at, inventory }: { word: Word; at: number; inventory: Inventory }) {
  return (
    <bdi class="marked-word" {...wordAttributes(inventory)}>
      {markLetters(word, at).map(({ text, marked }, index) => (marked ? <u key={index}>{text}</u> : text))}
    </bdi>
  );
}
