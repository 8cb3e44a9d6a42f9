// Writes what stands around a letter: diacritics and modifier letters for all features but place, manner and voice.
import { combiningMarks, following, preceding } from './diacritics.ts';
import type { SegmentFeatures } from './segment-features.ts';

const marks = new Map<string, string>();
for (const [character, { name }] of combiningMarks) if (!marks.has(name)) marks.set(name, character);
for (const [character, { name }] of following) if (!marks.has(name)) marks.set(name, character);
const openers = new Map<string, string>();
for (const [character, { name }] of preceding) if (!openers.has(name)) openers.set(name, character);

/** The first diacritic of a name that follows its letter, and the first that precedes it. */
export const markNamed = (name: string): string | undefined => marks.get(name);
export const openerNamed = (name: string): string | undefined => openers.get(name);

const ranks = new Map([...preceding.values(), ...following.values()].map(({ name }, rank) => [name, rank]));
const byRank = (a: string, b: string): number => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0) || (a < b ? -1 : 1);

const lengthMarks = { 'extra-short': '\u0306', short: '', 'half-long': 'ˑ', long: 'ː', overlong: 'ːː' } as const;

/** What precedes a letter and what follows it, for all features but place, manner and voice. */
export function surroundings(
  found: SegmentFeatures,
  but: ReadonlySet<string> = new Set(),
): { before: string; after: string } {
  let before = '';
  let combining = '';
  let spacing = '';
  const follow = (mark: string): void => {
    if (combiningMarks.has(mark)) combining += mark;
    else spacing += mark;
  };
  // On a vowel ʱ is breathiness alone.
  const both = found.aspirated && found.phonation === 'breathy' && found.kind === 'consonant';
  if (both) follow('ʱ');
  else {
    if (found.phonation === 'breathy') follow('\u0324');
    if (found.aspirated) follow('ʰ');
  }
  if (found.phonation === 'creaky') follow('\u0330');
  if (found.nasality === 'nasalised') follow('\u0303');
  for (const name of [...new Set([...found.secondary, ...found.modifiers])].sort(byRank)) {
    if (but.has(name)) continue;
    const own = ownMarks(found)[name];
    const mark = own?.[1] ?? (name.startsWith('pre') ? undefined : markNamed(name.replace(/-mark$/, '')));
    if (mark) follow(mark);
    before += own?.[0] ?? (mark ? '' : (openerNamed(name) ?? ''));
  }
  follow(lengthMarks[found.length]);
  return { before, after: combining + spacing };
}

// Marks that have several forms, and here the one that fonts have, or that fits the place.
const ownMarks = ({ places }: SegmentFeatures): Record<string, readonly [before: string, after: string]> => ({
  partially: ['₍', '₎'],
  initially: ['₍', ''],
  finally: ['', '₎'],
  'with-voicing': ['', '\u032C'],
  'nasal-release': ['', lips.has(places[0]!) ? 'ᵐ' : places[0] === 'velar' || places[0] === 'uvular' ? 'ᵑ' : 'ⁿ'],
});
const lips: ReadonlySet<string> = new Set(['bilabial', 'labiodental', 'dentolabial', 'labioalveolar']);
