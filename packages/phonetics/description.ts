// Puts features into the phonetician's words, in English and Vietnamese.
import type { VowelPoint } from '@phonochart/catalog/placement.ts';
import type { InterfaceLanguage } from '@phonochart/catalog/terms.ts';
import { descriptionTerms } from './description-terms.ts';
import type { Mark } from './marks.ts';
import type { SegmentFeatures } from './segment-features.ts';
import { addTerms, term } from './terms.ts';
import { chaoDigits, plainLevels } from './tone-names.ts';
import { type Tone, toneRegister, toneShape } from './tones.ts';
import { backnessName, backnessNames, heightName, heightNames } from './vowel.ts';

addTerms(descriptionTerms);

/** The description that `describe` gives, from features that are at hand. */
export function describeFeatures(found: SegmentFeatures | undefined, lang: InterfaceLanguage): string {
  if (!found) return term('why-unknown', lang);
  switch (found.kind) {
    case 'tone':
      return toneWords(found.tone!, lang);
    case 'vowel':
    case 'diphthong':
    case 'triphthong':
      return lang === 'vi' ? vowelVi(found) : vowelEn(found);
    case 'archiphoneme':
    case 'sequence':
      return term(found.kind, lang);
    default:
      return lang === 'vi' ? consonantVi(found) : consonantEn(found);
  }
}

/** A mark in words: a diacritic says that it is one. */
export function describeMark({ type, name }: Mark, lang: InterfaceLanguage): string {
  return type === 'suprasegmental' ? term(name, lang) : `${term('diacritic', lang)}: ${term(name, lang)}`;
}

/** Suffixes: they read after the noun ("with no audible release"). */
const isSuffix = (name: string): boolean => name.endsWith('-release') || name.endsWith('-mark') || suffixes.has(name);
const suffixes = new Set([
  'unreleased',
  'unresolved',
  'with-voicing',
  'nasal-escape',
  'nareal-friction',
  'velopharyngeal-friction',
  'median-friction',
  'extended-voicelessness',
  'creaky-offglide',
  'offset-left',
  'offset-right',
  'voiceless-letter',
  'voiced-letter',
]);
const adverbs = ['partially', 'initially', 'finally'];

const nothing: { front: string[]; back: string[] } = { front: [], back: [] };

function shared(found: SegmentFeatures, lang: InterfaceLanguage): { front: string[]; back: string[] } {
  if (found.modifiers.length === 0 && !found.levels) return nothing;
  const front: string[] = [];
  const back: string[] = [];
  for (const name of found.modifiers) {
    if (isSuffix(name)) back.push(term(name, lang));
    else if (found.kind !== 'consonant' || !adverbs.includes(name)) front.push(term(name, lang));
  }
  if (found.kind !== 'tone' && found.levels) back.push(levelWords(found.levels, lang));
  return { front, back };
}

const levelWords = (levels: readonly number[], lang: InterfaceLanguage): string =>
  lang === 'vi'
    ? `mang ${toneWords({ levels: [...levels] }, lang)}`
    : `with ${toneWords({ levels: [...levels] }, lang)}`;

function consonantEn(found: SegmentFeatures): string {
  const { front, back } = shared(found, 'en');
  const words: string[] = [];
  if (found.length !== 'short') words.push(found.length);
  if (found.kind === 'click') words.push(accompaniment(found, 'en'));
  else {
    if (found.modifiers.length > 0) for (const name of adverbs) if (found.modifiers.includes(name)) words.push(name);
    const devoiced = front.indexOf('devoiced');
    if (devoiced >= 0) words.push(...front.splice(devoiced, 1));
    else words.push(term(found.phonation, 'en'));
    if (found.aspirated) words.push('aspirated');
    if (found.nasality === 'prenasalised' || found.nasality === 'nasalised') words.push(found.nasality);
  }
  for (const name of found.secondary) words.push(term(name, 'en'));
  const isBeside = (name: string): boolean => name === 'non-sibilant' || name === 'sibilant';
  for (const name of front) if (!isBeside(name)) words.push(name);
  words.push(placeName(found, 'en'));
  for (const name of front) if (isBeside(name)) words.push(name);
  words.push(mannerName(found, 'en'), ...back);
  return words.filter(Boolean).join(' ');
}

function consonantVi(found: SegmentFeatures): string {
  const { front, back } = shared(found, 'vi');
  const words = ['âm', mannerName(found, 'vi'), placeName(found, 'vi')];
  if (found.kind === 'click') words[0] = '';
  const tail: string[] = [];
  if (found.kind === 'click') words.push(accompaniment(found, 'vi'));
  else {
    if (!found.modifiers.includes('devoiced')) words.push(term(found.phonation, 'vi'));
    const adverb = adverbs.find((name) => found.modifiers.includes(name));
    if (adverb) tail.push(term(adverb, 'vi'));
    if (found.aspirated) words.push('bật hơi');
    if (found.nasality === 'prenasalised' || found.nasality === 'nasalised') tail.push(term(found.nasality, 'vi'));
  }
  for (const name of found.secondary) tail.push(term(name, 'vi'));
  tail.push(...front, ...back);
  if (found.length !== 'short') tail.push(term(found.length, 'vi'));
  return [words.filter(Boolean).join(' '), ...tail].join(', ');
}

// A bare voiceless click is just a click in the chart's words.
function accompaniment(found: SegmentFeatures, lang: InterfaceLanguage): string {
  return term(found.accompaniment!, lang);
}

function placeName(found: SegmentFeatures, lang: InterfaceLanguage): string {
  if (found.influx) return term(found.influx, lang);
  if (found.double) return term(found.places.join('+'), lang);
  if (found.places.length === 1) return term(found.places[0]!, lang);
  const join = found.modifiers.includes('sliding') ? [' to ', ' đến '] : [' or ', ' hoặc '];
  return found.places.map((place) => term(place, lang)).join(join[lang === 'vi' ? 1 : 0]);
}

function mannerName(found: SegmentFeatures, lang: InterfaceLanguage): string {
  if (found.kind === 'click') return term('click', lang);
  const manner = found.manner!;
  if (found.airstream === 'ejective' && manner.startsWith('lateral')) {
    return lang === 'vi' ? `${term(manner, lang)} tống ra` : term(manner, lang).replace('lateral', 'lateral ejective');
  }
  if (lang === 'en' && manner.endsWith('tap')) return term(manner, lang).replace(' or flap', '');
  return term(manner, lang);
}

// What a vowel has beside height, backness and rounding, as words.
function vowelWords(found: SegmentFeatures, lang: InterfaceLanguage): { front: string[]; back: string[] } {
  const { front, back } = shared(found, lang);
  const words: string[] = [];
  if (found.length !== 'short') words.push(term(found.length, lang));
  if (found.phonation !== 'voiced') words.push(term(found.phonation, lang));
  if (found.aspirated) words.push(term('aspirated', lang));
  if (found.nasality !== 'oral') words.push(term(found.nasality, lang));
  for (const name of found.secondary) words.push(term(name, lang));
  words.push(...front);
  return { front: words, back };
}

function vowelEn(found: SegmentFeatures): string {
  if (found.parts) return partsWords(found.kind, found.parts, found.levels, 'en');
  const { front, back } = vowelWords(found, 'en');
  return [...front, quality(found, 'en'), 'vowel', ...back].join(' ');
}

function vowelVi(found: SegmentFeatures): string {
  if (found.parts) return partsWords(found.kind, found.parts, found.levels, 'vi');
  const { front, back } = vowelWords(found, 'vi');
  return [`nguyên âm ${quality(found, 'vi')}`, ...front, ...back].join(', ');
}

// What all parts of a diphthong share goes before it, the rest with its part: "nasalised diphthong from long close …".
function partsWords(
  kind: string,
  parts: readonly SegmentFeatures[],
  levels: readonly number[] | undefined,
  lang: InterfaceLanguage,
): string {
  const words = parts.map((each) => {
    const { levels: _levels, ...plain } = each;
    return vowelWords(plain, lang);
  });
  const common = words[0]!.front.filter((word) => words.every(({ front }) => front.includes(word)));
  const tone = levels ? [levelWords(levels, lang)] : [];
  const each = parts.map((part, index) => {
    const { front, back } = words[index]!;
    const own = front.filter((word) => !common.includes(word));
    if (lang === 'vi') return [quality(part, 'vi').replaceAll(',', ''), ...own, ...back].join(' ');
    return [...own, quality(part, 'en'), ...back].join(' ');
  });
  if (lang === 'vi') return [`${term(kind, 'vi')} từ ${each.join(' đến ')}`, ...common, ...tone].join(', ');
  return [...common, kind, ...tone, 'from', each.join(' to ')].join(' ');
}

function quality(found: SegmentFeatures, lang: InterfaceLanguage): string {
  const height = term(found.height!, lang);
  const backness = term(found.backness!, lang);
  const letter = {
    height: heightNames.indexOf(found.height as never),
    backness: backnessNames.indexOf(found.backness as never),
  };
  const rounding = unspecified({ ...letter, rounded: found.rounded! })
    ? ''
    : term(found.rounded ? 'rounded' : 'unrounded', lang);
  if (lang === 'vi') return `${height}, hàng ${backness}${rounding && `, ${rounding}`}`;
  return `${height} ${backness}${rounding && ` ${rounding}`}`;
}

// The chart gives ə and ɐ no rounding.
const unspecified = ({ height, backness, rounded }: VowelPoint): boolean =>
  !rounded && backness === 2 && (height === 3 || height === 5);

/** A point of the trapezoid in words, by the nearest named height and backness. */
export function pointWords(point: VowelPoint, lang: InterfaceLanguage): string {
  const row = lang === 'vi' ? 'hàng ' : '';
  const words = [term(heightName(point.height), lang), row + term(backnessName(point.backness), lang)];
  if (!unspecified(point)) words.push(term(point.rounded ? 'rounded' : 'unrounded', lang));
  return words.join(' ');
}

function toneWords(tone: Tone, lang: InterfaceLanguage): string {
  const shape = toneShape(tone.levels);
  const register = term(toneRegister(tone.levels), lang);
  const broken = tone.levels.includes(0);
  const checked = tone.checked ? 'checked' : '';
  const digits = plainLevels(tone.levels) ? '' : ` (${chaoDigits(tone.levels)})`;
  if (lang === 'en') {
    const phonation = tone.phonation === 'glottalised' ? '' : tone.phonation ? term(tone.phonation, lang) : '';
    const words = [checked, phonation, register, shape === 'level' ? '' : term(shape, lang), 'tone'];
    const glottal = broken ? ' with a glottal break' : tone.phonation === 'glottalised' ? ' with a glottal close' : '';
    return words.filter(Boolean).join(' ') + digits + glottal;
  }
  const head = shape === 'level' ? `thanh bằng, mức ${register}` : `thanh đi ${term(shape, lang)} từ mức ${register}`;
  const words = [head + digits];
  if (broken) words.push('ngắt giữa chừng ở thanh hầu');
  if (tone.phonation === 'glottalised') words.push(...(broken ? [] : ['khép thanh hầu ở cuối']));
  else if (tone.phonation) words.push(term(tone.phonation, lang));
  if (tone.checked) words.push(term('checked', lang));
  return words.join(', ');
}
