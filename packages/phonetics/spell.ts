// Writes features as IPA: the one canonical spelling of each sound, the inverse of features.ts.
import { combiningMarks, following, preceding } from './diacritics.ts';
import { features } from './features.ts';
import { letters, type Vowel } from './letters.ts';
import { normalise } from './normalise.ts';
import type { SegmentFeatures } from './segment-features.ts';
import { spellClick, spellConsonant } from './spell-consonant.ts';
import type { Tone } from './tones.ts';
import { backnessNames, heightNames } from './vowel.ts';

/**
 * The canonical symbol of a sound: `tʃ`, `t͜ʃ` and `t̠ʃ` are `t͡ʃ`, `nd` is `ⁿd`, `dd` is `dː`, `aj` is `ai̯`. Two texts
 * have one canonical symbol just where they have the same features. What has no features, or none that a spelling gives
 * back (a sequence, an archiphoneme), stays in its canonical form under `normalise`.
 */
export function canonicalSymbol(ipa: string): string {
  const found = features(ipa);
  return (found && spell(found)) ?? normalise(ipa).text;
}

/** IPA in canonical form (NFD) with exactly these features; undefined where no spelling has them. */
export function spell(found: SegmentFeatures): string | undefined {
  for (const candidate of candidates(found)) {
    const text = normalise(candidate).text;
    const read = features(text);
    if (read && sameFeatures(read, found)) return text;
  }
  return undefined;
}

function candidates(found: SegmentFeatures): string[] {
  switch (found.kind) {
    case 'tone':
      return found.tone ? [toneText(found.tone)] : [];
    case 'vowel':
      return withTone(vowelText(found), found.levels);
    case 'diphthong':
    case 'triphthong': {
      const parts = found.parts ?? [];
      const peak = Math.max(
        0,
        parts.findIndex(({ modifiers }) => !modifiers.includes('non-syllabic')),
      );
      const texts = parts.map((part, index) => withTone(vowelText(part), index === peak ? found.levels : undefined));
      return [texts.map(([text]) => text).join(''), texts.map((spellings) => spellings.at(-1)).join('')];
    }
    case 'click':
      return spellClick(found).flatMap((text) => withTone(text, found.levels));
    case 'consonant':
      return spellConsonant(found).flatMap((text) => withTone(text, found.levels));
    default:
      return [];
  }
}

/** Whether two features are one sound: of `modifiers` and `secondary` only the members count, not their order. */
export const sameFeatures = (a: SegmentFeatures, b: SegmentFeatures): boolean => keyOf(a) === keyOf(b);

// Points follow from height, backness and marks; what a diphthong has as a whole follows from its parts.
function keyOf(found: SegmentFeatures): string {
  if (found.parts) return JSON.stringify([found.kind, found.levels, found.parts.map(partKey)]);
  const { places, secondary, modifiers, levels, tone, height, backness, ...rest } = found;
  const ordered = found.modifiers.includes('sliding') ? places : [...places].sort();
  const tones = tone ? [tone.levels, tone.phonation, tone.checked] : [];
  const fields = [ordered, [...secondary].sort(), [...new Set(modifiers)].sort(), levels, tones, height, backness];
  const scalar = [
    rest.kind,
    rest.double,
    rest.manner,
    rest.phonation,
    rest.airstream,
    rest.aspirated,
    rest.influx,
    rest.accompaniment,
    rest.rounded,
    rest.length,
    rest.nasality,
  ];
  return JSON.stringify([...fields, ...scalar]);
}

const partKey = ({ levels: _levels, ...part }: SegmentFeatures): string => keyOf(part);

const toneCharacters = 'ˀ˩˨˧˦˥';
const letterTones = (levels: readonly number[]): string => levels.map((level) => toneCharacters[level] ?? '').join('');

function toneText({ levels, phonation, checked }: Tone): string {
  const mark = phonation === 'creaky' ? '\u0330' : phonation === 'breathy' ? '\u0324' : '';
  const close = phonation === 'glottalised' && !levels.includes(0) ? 'ˀ' : '';
  return letterTones(levels) + mark + (checked ? '\u0332' : '') + close;
}

// A tone on a segment is a diacritic where there is one for its levels, else tone letters after it.
function withTone(text: string, levels: readonly number[] | undefined): string[] {
  if (!levels) return [text];
  const mark = markNamed(`tone-${levels.join('')}`);
  return mark ? [text + mark, text + letterTones(levels)] : [text + letterTones(levels)];
}

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

function vowelText(found: SegmentFeatures): string {
  const letter = vowelLetter(found);
  const own = letter?.modifier;
  const { before, after } = surroundings(found, new Set(own ? [own] : []));
  const ring = found.phonation === 'voiceless' ? '\u0325' : '';
  return before + (letter?.letter ?? '') + ring + after;
}

function vowelLetter({ height, backness, rounded, modifiers }: SegmentFeatures): Vowel | undefined {
  const at = heightNames.indexOf(height as never);
  const side = backnessNames.indexOf(backness as never);
  const there = [...letters.values()].filter(
    (letter): letter is Vowel =>
      letter.type === 'vowel' &&
      letter.point.height === at &&
      letter.point.backness === side &&
      letter.point.rounded === rounded,
  );
  return (
    there.find(({ modifier }) => modifier !== undefined && modifiers.includes(modifier)) ??
    there.find(({ modifier }) => modifier === undefined)
  );
}
