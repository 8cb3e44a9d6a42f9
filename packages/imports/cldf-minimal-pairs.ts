// Reads JIPA's notes of minimal pairs: sets of sounds "/p~b/ /t~d/", and in the same order sets of words.
import { words } from './cell-text.ts';
import type { DraftContrast } from './draft.ts';

/** `unproved`: the sets that come without words, as the source writes them. */
export function minimalSets(notes: Record<string, unknown>): { sets: DraftContrast[]; unproved: string } {
  const texts = new Map<string, { sounds?: string; examples?: string }>();
  for (const [key, text] of Object.entries(notes)) {
    if (typeof text !== 'string' || !/minimal pair/i.test(key)) continue;
    const isExamples = /example/i.test(key);
    const name = key
      .toLowerCase()
      .replace('minimal pair examples', 'minimal pairs')
      .replace(/[^a-z]/g, '');
    const held = texts.get(name) ?? {};
    texts.set(name, isExamples ? { ...held, examples: text } : { ...held, sounds: text });
  }
  const sets: DraftContrast[] = [];
  const unproved: string[] = [];
  const seen = new Set<string>();
  for (const { sounds = '', examples = '' } of texts.values()) {
    const symbols = groupsOf(sounds);
    const shown = groupsOf(examples);
    for (const [index, { members, text }] of symbols.entries()) {
      const with_ = symbols.length === shown.length ? shown[index] : undefined;
      if (!with_) {
        if (!seen.has(text)) unproved.push(text);
        seen.add(text);
        continue;
      }
      const signature = `${text} ${with_.text}`;
      if (seen.has(signature)) continue;
      seen.add(signature);
      const isPhonemic = with_.text.startsWith('/');
      sets.push({
        symbols: members,
        words: with_.members.map((form) => ({
          form: form.normalize('NFC'),
          ...(isPhonemic ? { phonemic: form } : {}),
        })),
      });
    }
  }
  return { sets, unproved: words(unproved.join(' ')) };
}

/** Groups in slashes are transcribed, those in angle brackets spelled; parted by tildes. */
function groupsOf(text: string): { members: string[]; text: string }[] {
  return [...text.matchAll(/\/([^/<>]+)\/|<([^/<>]+)>/g)].map(([whole, transcribed, spelled]) => ({
    text: whole.replace(/\s+/g, ' '),
    members: (transcribed ?? spelled ?? '')
      .split('~')
      .map((member) => member.trim())
      .filter((member) => member !== '' && member.length <= 60),
  }));
}
