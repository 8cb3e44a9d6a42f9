// Minimal pairs out of sets of words: /p~b~m/ with pie~buy~my gives three pairs, each citing the place in its words.
import type { MinimalPair } from '@phonochart/catalog/language.ts';
import type { Phoneme } from '@phonochart/catalog/phoneme.ts';
import type { WordRef } from '@phonochart/catalog/word.ts';
import type { DraftContrast } from './draft.ts';
import { readSound } from './sound.ts';
import type { WordBook } from './word-book.ts';

/** The pairs of one set, or why it gives none; a word that does not have its sound leaves the set, and `why` says so. */
export function pairsOf(
  { symbols, words }: DraftContrast,
  phonemes: ReadonlyMap<string, Phoneme>,
  book: WordBook,
): { pairs: MinimalPair[]; why?: string } {
  const set = symbols.join('~');
  if (words.length !== symbols.length) {
    return { pairs: [], why: `the minimal set ${set} has ${symbols.length} sounds and ${words.length} words` };
  }
  const sides: { phoneme: string; ref: WordRef }[] = [];
  const lost: string[] = [];
  for (const [index, word] of words.entries()) {
    const phoneme = phonemeOf(symbols[index]!, phonemes);
    const ref = phoneme && (word.phonemic === undefined ? book.showing(word, phoneme) : book.find(word.form, phoneme));
    if (phoneme && ref) sides.push({ phoneme: phoneme.id, ref });
    else lost.push(phoneme ? `${word.form} does not show /${phoneme.symbol}/` : `/${symbols[index]}/ is not listed`);
  }
  const pairs = sides.flatMap((a, index) =>
    sides
      .slice(index + 1)
      .filter((b) => b.phoneme !== a.phoneme && b.ref.word !== a.ref.word)
      .map((b): MinimalPair => ({ phonemes: [a.phoneme, b.phoneme], words: [a.ref, b.ref] })),
  );
  return lost.length === 0 ? { pairs } : { pairs, why: `of the minimal set ${set}: ${lost.join('; ')}` };
}

const toneMarks = /[\u0300\u0301\u0302\u0304\u030B\u030C\u030F\u1DC4-\u1DC9]/g;

function phonemeOf(symbol: string, phonemes: ReadonlyMap<string, Phoneme>): Phoneme | undefined {
  const direct = phonemes.get(readSound(symbol).symbol);
  if (direct) return direct;
  const { ipa } = readSound(symbol);
  const toneless = readSound(ipa.normalize('NFD').replace(toneMarks, '')).ipa;
  const all = [...phonemes.values()];
  return all.find((phoneme) => phoneme.ipa === ipa) ?? all.find((phoneme) => phoneme.ipa === toneless);
}
