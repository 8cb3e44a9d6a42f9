// Puts features into the phonetician's words, in English and Vietnamese.
import type { VowelPoint } from '@phonochart/catalog/placement.ts';
import type { InterfaceLanguage } from '@phonochart/catalog/terms.ts';
import type { SegmentFeatures } from './segment-features.ts';
import { term } from './terms.ts';
import { type Tone, toneRegister, toneShape } from './tones.ts';
import { backnessName, heightName } from './vowel.ts';

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

/** Suffixes: they read after the noun ("with no audible release"). */
const isSuffix = (name: string): boolean =>
  name.endsWith('-release') ||
  name === 'unreleased' ||
  name === 'nasal-escape' ||
  name === 'unresolved' ||
  name === 'with-voicing';

function shared(found: SegmentFeatures, lang: InterfaceLanguage): { front: string[]; back: string[] } {
  const front: string[] = [];
  const back: string[] = [];
  for (const name of found.modifiers) (isSuffix(name) ? back : front).push(term(name, lang));
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
    const devoiced = front.indexOf('devoiced');
    if (devoiced >= 0) words.push(...front.splice(devoiced, 1));
    else words.push(term(found.phonation, 'en'));
    if (found.aspirated) words.push('aspirated');
    if (found.nasality === 'prenasalised' || found.nasality === 'nasalised') words.push(found.nasality);
  }
  for (const name of found.secondary) words.push(term(name, 'en'));
  const beside = front.filter((name): boolean => name === 'non-sibilant' || name === 'sibilant');
  words.push(
    ...front.filter((name) => !beside.includes(name)),
    placeName(found, 'en'),
    ...beside,
    mannerName(found, 'en'),
    ...back,
  );
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
  return found.places.map((place) => term(place, lang)).join(lang === 'vi' ? ' hoặc ' : ' or ');
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

function vowelEn(found: SegmentFeatures): string {
  const { front, back } = shared(found, 'en');
  const words: string[] = [];
  if (found.length !== 'short') words.push(found.length);
  if (found.phonation !== 'voiced') words.push(term(found.phonation, 'en'));
  if (found.aspirated) words.push('aspirated');
  if (found.nasality !== 'oral') words.push(found.nasality);
  for (const name of found.secondary) words.push(term(name, 'en'));
  words.push(...front);
  if (found.kind === 'vowel') {
    words.push(found.height!, found.backness!);
    if (!unspecified(found.points[0]!)) words.push(found.rounded ? 'rounded' : 'unrounded');
    return [...words, 'vowel', ...back].join(' ');
  }
  return [
    ...words,
    found.kind,
    ...back,
    'from',
    found.points.map((point) => pointWords(point, 'en')).join(' to '),
  ].join(' ');
}

function vowelVi(found: SegmentFeatures): string {
  const { front, back } = shared(found, 'vi');
  const tail: string[] = [];
  if (found.length !== 'short') tail.push(term(found.length, 'vi'));
  if (found.phonation !== 'voiced') tail.push(term(found.phonation, 'vi'));
  if (found.aspirated) tail.push('bật hơi');
  if (found.nasality !== 'oral') tail.push(term(found.nasality, 'vi'));
  for (const name of found.secondary) tail.push(term(name, 'vi'));
  tail.push(...front, ...back);
  const rounding = found.rounded ? ', tròn môi' : ', không tròn môi';
  const head =
    found.kind === 'vowel'
      ? `nguyên âm ${term(found.height!, 'vi')}, hàng ${term(found.backness!, 'vi')}${unspecified(found.points[0]!) ? '' : rounding}`
      : `${term(found.kind, 'vi')} từ ${found.points.map((point) => pointWords(point, 'vi')).join(' đến ')}`;
  return [head, ...tail].join(', ');
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
  if (lang === 'en') {
    const phonation = tone.phonation === 'glottalised' ? '' : tone.phonation ? term(tone.phonation, lang) : '';
    const words = [checked, phonation, register, shape === 'level' ? '' : term(shape, lang), 'tone'];
    const glottal = broken ? ' with a glottal break' : tone.phonation === 'glottalised' ? ' with a glottal close' : '';
    return words.filter(Boolean).join(' ') + glottal;
  }
  const words = [
    shape === 'level' ? `thanh bằng, mức ${register}` : `thanh đi ${term(shape, lang)} từ mức ${register}`,
  ];
  if (broken) words.push('ngắt giữa chừng ở thanh hầu');
  else if (tone.phonation === 'glottalised') words.push('khép thanh hầu ở cuối');
  else if (tone.phonation) words.push(term(tone.phonation, lang));
  if (tone.checked) words.push(term('checked', lang));
  return words.join(', ');
}
