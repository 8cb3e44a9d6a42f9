// Splits a word into the letters that spell one of its sounds and those that do not.
import type { Word } from '@phonochart/catalog/word.ts';

export type LetterRun = { text: string; marked: boolean };

/** Runs of `word.form` in order, joined text equal to the form; those of segment `at` are marked, discontinuous ones too. */
export function markLetters(word: Pick<Word, 'form' | 'segments'>, at: number): LetterRun[] {
  const ranges = word.segments[at]?.letters ?? [];
  const isMarked = (index: number) => ranges.some(([start, end]) => index >= start && index < end);
  const runs: LetterRun[] = [];
  for (let index = 0; index < word.form.length; index++) {
    const marked = isMarked(index);
    const last = runs.at(-1);
    if (last && last.marked === marked) last.text += word.form[index];
    else runs.push({ text: word.form[index] ?? '', marked });
  }
  return runs;
}
