// Writes features as IPA: the one canonical spelling of each sound, the inverse of features.ts.
import { features } from './features.ts';
import { letters, type Vowel } from './letters.ts';
import { normalise } from './normalise.ts';
import type { SegmentFeatures } from './segment-features.ts';
import { spellClick, spellConsonant } from './spell-consonant.ts';
import { markNamed, surroundings } from './spell-marks.ts';
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
