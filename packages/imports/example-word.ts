// Reads an example word as people write it in a cell; square brackets mark the letters that spell the sound.
import { words } from './cell-text.ts';
import type { DraftWord } from './draft.ts';

/** Ids hold the form, so a whole sentence is none. */
const longestForm = 80;

/** `[sh]ip` is the word "ship", in which the first two letters are meant. Undefined where there is no word. */
export function exampleOf(cell: string, gloss = ''): DraftWord | undefined {
  const text = words(cell).normalize('NFC');
  const marked = /^([^[\]]*)\[([^[\]]+)\]([^[\]]*)$/u.exec(text);
  const form = marked ? `${marked[1]}${marked[2]}${marked[3]}` : text;
  if (form === '' || form.length > longestForm) return undefined;
  const start = marked?.[1]?.length ?? 0;
  return {
    form,
    ...(words(gloss) ? { gloss: words(gloss) } : {}),
    ...(marked ? { letters: [start, start + marked[2]!.length] } : {}),
  };
}
