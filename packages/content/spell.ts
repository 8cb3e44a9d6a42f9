// Reads the `spell` line of a word: which letters spell which sound, discontinuous spellings included.

/** One entry's sound; phoneme and phone are symbols as written, null for silent letters. */
export type SpelledSound = { letters: [number, number][]; phoneme: string | null; phone: string | undefined };
export type SpellResult = { sounds: SpelledSound[] } | { error: string };

/** Characters of a form that no sound needs to spell. */
const skipped = /[\s\-‐–'’.·]/u;

/**
 * Matches the entries of `spell` to the letters of `form` (NFC), in order. Ranges are UTF-16 code units, end exclusive.
 * The rest of a discontinuous spelling (`i…e`) is taken as soon as the next entry does not fit, or at the end.
 */
export function readSpelling(form: string, spell: string): SpellResult {
  const sounds: SpelledSound[] = [];
  /** Tails of discontinuous spellings that still wait for their letters. */
  const waiting: { tail: string; ranges: [number, number][] }[] = [];
  let cursor = 0;
  const skip = () => {
    while (cursor < form.length && skipped.test(form[cursor]!)) cursor++;
  };
  const take = (letters: string, ranges: [number, number][]): boolean => {
    skip();
    if (!form.startsWith(letters, cursor)) return false;
    ranges.push([cursor, cursor + letters.length]);
    cursor += letters.length;
    return true;
  };
  const takeWaiting = (): boolean => {
    const at = waiting.findIndex(({ tail, ranges }) => take(tail, ranges));
    if (at === -1) return false;
    waiting.splice(at, 1);
    return true;
  };

  for (const entry of spell.normalize('NFC').trim().split(/\s+/u)) {
    const colon = entry.indexOf(':', 1);
    if (colon === -1) return { error: `"${entry}" needs the form letters:sound` };
    const [head = '', ...tails] = entry.slice(0, colon).split('…');
    const ranges: [number, number][] = [];
    if (head !== '_') {
      while (!take(head, ranges)) {
        if (!takeWaiting())
          return { error: `"${entry}" does not fit: "${form.slice(cursor)}" comes next in "${form}"` };
      }
    }
    for (const tail of tails) waiting.push({ tail, ranges });
    for (const sound of entry.slice(colon + 1).split(',')) {
      const match = /^([^[\]]*)(?:\[([^[\]]*)\])?$/u.exec(sound);
      if (!match) return { error: `"${sound}" in "${entry}" needs the form sound[phone]` };
      sounds.push({ letters: ranges, phoneme: match[1] || null, phone: match[2] });
    }
  }
  while (waiting.length > 0) {
    if (!takeWaiting())
      return { error: `the letters "${waiting[0]!.tail}" of a discontinuous spelling are not in "${form}"` };
  }
  skip();
  if (cursor < form.length) return { error: `"${form.slice(cursor)}" at the end of "${form}" is spelled by no entry` };
  return { sounds };
}
