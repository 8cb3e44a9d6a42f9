// A word of the language with exactly those letters marked that spell the sound in question, and its reading beside it.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { Word } from '@phonochart/catalog/word.ts';
import { markLetters } from './marked-letters.ts';
import { wordAttributes } from './sound-name.tsx';

export function MarkedWord({ word, at, inventory }: { word: Word; at: number; inventory: Inventory }) {
  const attributes = wordAttributes(inventory);
  // A source without spellings gives transcriptions as its words; no voice is told to say them either.
  const transcribed = !attributes.lang && word.form === word.phonemic;
  return (
    <>
      <bdi class={transcribed ? 'marked-word ipa' : 'marked-word'} {...attributes}>
        {markLetters(word, at).map(({ text, marked }, index) => (marked ? <u key={index}>{text}</u> : text))}
      </bdi>
      {word.reading && (
        <>
          {' '}
          <bdi class="word-reading" lang={attributes.lang}>
            {word.reading.text}
          </bdi>
        </>
      )}
    </>
  );
}
