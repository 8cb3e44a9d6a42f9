// Reads JIPA's notes of minimal pairs: sets of sounds "/p~b/ /t~d/", and in the same order sets of words.
import { words } from './cell-text.ts';
import type { DraftContrast } from './draft.ts';

/** `unproved`: the sets whose words are missing or cannot be told apart by order, as the source writes them. */
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
  const unproved = new Set<string>();
  const seen = new Set<string>();
  for (const { sounds = '', examples = '' } of texts.values()) {
    const symbols = groupsOf(sounds);
    const shown = groupsOf(examples);
    if (symbols.length !== shown.length) {
      const texts = [symbols, shown].map((groups) => groups.map(({ text }) => text).join(' '));
      unproved.add(texts.filter(Boolean).join(': '));
      continue;
    }
    for (const [index, { members, text }] of symbols.entries()) {
      const { members: forms, text: words } = shown[index]!;
      const signature = `${text} ${words}`;
      if (seen.has(signature)) continue;
      seen.add(signature);
      const isPhonemic = words.startsWith('/');
      sets.push({
        symbols: members,
        words: forms.map((form) => ({ form: form.normalize('NFC'), ...(isPhonemic ? { phonemic: form } : {}) })),
      });
    }
  }
  return { sets, unproved: words([...unproved].join('; ')) };
}

/** Groups in slashes are transcribed, those in angle brackets spelled; parted by tildes. */
function groupsOf(text: string): { members: string[]; text: string }[] {
  return [...text.matchAll(/\/([^/<>]+)\/|<([^/<>]+)>/g)]
    .map(([whole, transcribed, spelled]) => ({
      text: whole.replace(/\s+/g, ' '),
      members: (transcribed ?? spelled ?? '')
        .split('~')
        .map((member) => member.trim())
        .filter((member) => member !== '' && member.length <= 60),
    }))
    .filter(({ members }) => members.length > 1);
}
