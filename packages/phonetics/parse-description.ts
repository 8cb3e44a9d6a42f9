// Reads a description back into its sound: "voiceless aspirated postalveolar affricate" is t͡ʃʰ.
import type { InterfaceLanguage } from '@phonochart/catalog/terms.ts';
import { clickOf, consonantOf, mannerAtoms, vowelOf } from './described-segment.ts';
import { plainWords, readPhrases } from './description-words.ts';
import { features } from './features.ts';
import { suprasegmentals } from './marks.ts';
import { blank, type SegmentFeatures } from './segment-features.ts';
import { spell } from './spell.ts';
import { levelsNamed } from './tone-names.ts';
import type { Tone, TonePhonation, ToneRegister, ToneShape } from './tones.ts';
import { backnessNames, heightNames } from './vowel.ts';

/**
 * What a description was read as. `unknown-word`: `words` are those that were not understood; `incomplete`: `missing`
 * says what it leaves open (place, manner, phonation, height, backness, rounding); `no-symbol`: it is whole, but no
 * letter with its diacritics is written for it; `too-long`: over 400 characters.
 */
export type ParsedDescription =
  | { ok: true; ipa: string; features: SegmentFeatures | undefined }
  | { ok: false; why: 'unknown-word'; words: string[] }
  | { ok: false; why: 'incomplete'; missing: string[] }
  | { ok: false; why: 'no-symbol' | 'too-long' };

/**
 * The sound that a description names, in canonical form: the inverse of `describe`, so that parsing the description of
 * any sound gives its canonical symbol (see spell.ts). Words may stand in any order; hyphens, case, -ize or -ise and
 * common synonyms do not matter. Never throws. Sources of the terms: IPA chart (2020), Handbook of the IPA (1999),
 * extIPA (2015).
 */
export function parseDescription(text: string, lang: InterfaceLanguage): ParsedDescription {
  if (text.length > 400) return { ok: false, why: 'too-long' };
  const [plain, levels] = takeTone(text, lang);
  const words = plainWords(plain, lang);
  const unknown = readPhrases(words, lang).flatMap(({ text: word, keys }) => (keys.length === 0 ? [word] : []));
  if (unknown.length > 0) return { ok: false, why: 'unknown-word', words: unknown };
  const keys = keysOf(words, lang);
  if (keys.length === 0) return { ok: false, why: 'incomplete', missing: ['place', 'manner'] };
  const mark = keys.length === 1 ? signs.get(keys[0]!) : undefined;
  if (mark) return { ok: true, ipa: mark, features: undefined };
  const missing: string[] = [];
  const found = keys.some((key) => key === 'diphthong' || key === 'triphthong')
    ? diphthong(words, lang, missing)
    : segment(new Set(keys), text, words, lang, missing);
  if (missing.length > 0 || !found) return { ok: false, why: 'incomplete', missing };
  if (levels && found.kind !== 'tone') found.levels = levels;
  const ipa = spell(found);
  return ipa === undefined ? { ok: false, why: 'no-symbol' } : { ok: true, ipa, features: features(ipa) };
}

const keysOf = (words: readonly string[], lang: InterfaceLanguage): string[] =>
  readPhrases(words, lang).flatMap(({ keys }) => keys);

const signs = new Map([...suprasegmentals].map(([sign, name]) => [name, sign]).reverse() as [string, string][]);
for (const name of ['long', 'half-long', 'overlong', 'extra-short']) signs.delete(name);

function segment(
  keys: ReadonlySet<string>,
  text: string,
  words: readonly string[],
  lang: InterfaceLanguage,
  missing: string[],
): SegmentFeatures | undefined {
  if (keys.has('click')) return clickOf(keys, missing);
  const isTone =
    keys.has('tone') || (lang === 'vi' && words[0] === 'thanh' && !keys.has('vowel')) || [...keys].every(isToneKey);
  if (isTone) return tone(keys, text, missing);
  const isVowel = keys.has('vowel') || keys.has('monophthong') || (!hasManner(keys) && hasQuality(keys));
  if (isVowel) return vowelOf(keys, missing);
  return consonantOf(keys, keysOf(words, lang), missing);
}

const shapes = new Set(['level', 'rising', 'falling', 'dipping', 'peaking', 'complex']);
const registers = new Set(['extra-high', 'high', 'mid', 'low', 'extra-low']);
const isToneKey = (key: string): boolean =>
  shapes.has(key) || registers.has(key) || key === 'glottal-break' || key === 'glottal-close' || key === 'checked';
const hasManner = (keys: ReadonlySet<string>): boolean => mannerAtoms.some((manner) => keys.has(manner));
const hasQuality = (keys: ReadonlySet<string>): boolean =>
  [...heightNames, ...backnessNames, 'high', 'low'].some((name) => keys.has(name));

// "with mid rising tone (34)" after a vowel is its tone: taken out and read by itself.
function takeTone(text: string, lang: InterfaceLanguage): [rest: string, levels: number[] | undefined] {
  const pattern =
    lang === 'vi'
      ? /,?\s*mang (thanh (?:bằng, mức [^,]*|đi [^,]*))/iu
      : /\bwith (?:an? )?((?:extra[ -])?(?:high|mid|low)[a-z -]*tone(?: \([1-5]+\))?)/iu;
  const match = pattern.exec(text);
  if (!match) return [text, undefined];
  const found = tone(new Set(keysOf(plainWords(match[1]!, lang), lang)), match[1]!, []);
  return [text.replace(match[0], ''), found?.levels];
}

function tone(keys: ReadonlySet<string>, text: string, missing: string[]): SegmentFeatures | undefined {
  const digits = /\(([1-5ˀ]+)\)/u.exec(text)?.[1];
  const shape = ([...shapes].find((name) => keys.has(name)) ?? 'level') as ToneShape;
  const register = [...registers].find((name) => keys.has(name));
  const levels = digits
    ? [...digits].map((digit) => (digit === 'ˀ' ? 0 : Number(digit)))
    : levelsNamed(shape, (register ?? '') as ToneRegister);
  if (!levels) {
    missing.push(register ? 'contour' : 'level');
    return undefined;
  }
  const found: Tone = { levels };
  if (keys.has('glottal-break') && !levels.includes(0)) levels.splice(1, 0, 0);
  const phonation = (['creaky', 'breathy'] as TonePhonation[]).find((name) => keys.has(name));
  if (phonation) found.phonation = phonation;
  else if (keys.has('glottal-break') || keys.has('glottal-close')) found.phonation = 'glottalised';
  if (keys.has('checked')) found.checked = true;
  return { ...blank('tone'), levels, tone: found };
}

// "nasalised diphthong from long close front unrounded to mid central": what stands before "from", or in Vietnamese
// after the comma that follows the last part, holds of all parts.
function diphthong(words: readonly string[], lang: InterfaceLanguage, missing: string[]): SegmentFeatures | undefined {
  const from = words.indexOf(lang === 'vi' ? 'từ' : 'from');
  const to = lang === 'vi' ? 'đến' : 'to';
  const pieces: string[][] = [[]];
  for (const word of words.slice(from + 1)) {
    if (word === to) pieces.push([]);
    else pieces.at(-1)!.push(word);
  }
  if (from < 0 || pieces.length < 2 || pieces.length > 3) {
    missing.push('points');
    return undefined;
  }
  const shared = words.slice(0, from);
  const last = pieces.at(-1)!;
  for (let at = last.indexOf(','); at >= 0; at = last.indexOf(',', at + 1)) {
    if (hasQuality(new Set(keysOf(last.slice(at), lang)))) continue;
    shared.push(...last.splice(at));
  }
  const all = keysOf(shared, lang).filter((key) => key !== 'diphthong' && key !== 'triphthong' && key !== 'vowel');
  const parts = pieces.map((piece) => {
    const keys = new Set([...all, ...keysOf(piece, lang)]);
    if (!keys.has('rounded') && !keys.has('unrounded') && !keys.has('central')) keys.add('unrounded');
    return vowelOf(keys, missing);
  });
  if (!parts.every((part) => part !== undefined)) return undefined;
  return { ...blank(pieces.length === 2 ? 'diphthong' : 'triphthong'), parts };
}
