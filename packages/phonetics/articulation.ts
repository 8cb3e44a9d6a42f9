// Says how to make a sound, in a teacher's plain words.
import type { Manner, Place, VowelPoint } from '@phonochart/catalog/placement.ts';
import type { InterfaceLanguage } from '@phonochart/catalog/terms.ts';
import {
  consonantPhrases,
  extraPhrases,
  influxPhrases,
  phrases,
  placePhrases,
  pointPhrases,
  toneHeights,
} from './articulation-phrases.ts';
import { describeFeatures } from './description.ts';
import type { SegmentFeatures } from './segment-features.ts';
import { toneShape } from './tones.ts';

/**
 * How to make a segment, in one to three plain sentences of the interface language. The facts are the features'; the
 * wording is for a learner who knows no terms.
 */
export function articulateFeatures(found: SegmentFeatures | undefined, lang: InterfaceLanguage): string {
  const sentences = found ? say(found, lang) : [];
  return sentences.length === 0 ? describeFeatures(found, lang) : sentences.filter(Boolean).join(' ');
}

type Pair = readonly [en: string, vi: string];
const pick = (pair: Pair | undefined, lang: InterfaceLanguage): string => pair?.[lang === 'vi' ? 1 : 0] ?? '';

function say(found: SegmentFeatures, lang: InterfaceLanguage): string[] {
  switch (found.kind) {
    case 'vowel':
    case 'diphthong':
    case 'triphthong':
      return [vowel(found, lang), ...extras(found, lang)];
    case 'tone':
      return tone(found, lang);
    case 'click':
      return click(found, lang);
    case 'consonant':
      return [...consonant(found, lang), ...extras(found, lang), voice(found, lang)];
    default:
      return [];
  }
}

const closing: ReadonlySet<Manner> = new Set<Manner>([
  'plosive',
  'implosive',
  'ejective',
  'affricate',
  'ejective-affricate',
  'lateral-affricate',
  'nasal',
  'lateral-approximant',
  'lateral-fricative',
]);

const sibilantPlaces: ReadonlySet<Place> = new Set<Place>(['alveolar', 'postalveolar', 'retroflex', 'alveolo-palatal']);

function consonant(found: SegmentFeatures, lang: InterfaceLanguage): string[] {
  const manner = found.manner!;
  const place = found.places.includes('alveolar') ? 'alveolar' : found.places[0]!;
  if (place === 'glottal') return [pick(manner === 'plosive' ? phrases.glottalStop : phrases.glottalBreath, lang)];
  if (manner === 'trill' || manner === 'tap' || manner === 'lateral-tap') {
    return [fill(pick(consonantPhrases[manner], lang), pick(placePhrases[place].mover, lang))];
  }
  const close = closing.has(manner);
  const move = (name: Place) => pick(close ? placePhrases[name].close : placePhrases[name].near, lang);
  const places = found.double ? found.places.map(move) : [move(place)];
  const shape = places
    .map((words, index) => (index === 0 ? words : words[0]!.toLowerCase() + words.slice(1)))
    .join(pick(phrases.atOnce, lang));
  const how = found.airstream === 'ejective' && manner.startsWith('lateral') ? 'ejective-affricate' : manner;
  const narrowLips = manner === 'approximant' && found.places[0] === 'bilabial' && found.double;
  const first = narrowLips
    ? pick(found.places[1] === 'palatal' ? phrases.roundPalatal : phrases.roundVelar, lang)
    : shape;
  const hisses = how === 'fricative' && sibilantPlaces.has(place) && !found.modifiers.includes('non-sibilant');
  return [`${first}${pick(hisses ? phrases.hiss : consonantPhrases[how], lang)}`];
}

function voice(found: SegmentFeatures, lang: InterfaceLanguage): string {
  if (found.airstream === 'ejective' || (found.places[0] === 'glottal' && found.manner === 'plosive')) return '';
  if (found.aspirated) return pick(found.phonation === 'voiceless' ? phrases.aspirated : phrases.breathyRelease, lang);
  return pick(phrases[found.phonation], lang);
}

function extras(found: SegmentFeatures, lang: InterfaceLanguage): string[] {
  const names = [...found.secondary, ...found.modifiers];
  if (found.nasality === 'nasalised' || found.nasality === 'prenasalised') names.push(found.nasality);
  if (found.length === 'long' || found.length === 'overlong') names.push('long');
  if (found.kind !== 'consonant' && found.phonation !== 'voiced') names.push(`vowel-${found.phonation}`);
  // Three sentences at most: the movement, one remark, the voice.
  return names.flatMap((name) => (extraPhrases[name] ? [pick(extraPhrases[name], lang)] : [])).slice(0, 1);
}

function vowel(found: SegmentFeatures, lang: InterfaceLanguage): string {
  const [first, ...rest] = found.points as [VowelPoint, ...VowelPoint[]];
  const start = point(first, lang);
  if (rest.length === 0) return start;
  const glides = rest.map((to) => target(to, lang)).join(pick(phrases.thenOn, lang));
  return `${start} ${fill(pick(phrases.glideTo, lang), glides)}`;
}

const band = (value: number, most: number): 0 | 1 | 2 | 3 => Math.round((value / most) * 3) as 0 | 1 | 2 | 3;
const side = (backness: number): 0 | 1 | 2 => (backness < 1.5 ? 0 : backness > 2.5 ? 2 : 1);

function point(at: VowelPoint, lang: InterfaceLanguage): string {
  const tongue = pick(pointPhrases.tongue[side(at.backness)], lang);
  const jaw = pick(pointPhrases.jaw[band(at.height, 6)], lang);
  const lips = pick(
    at.rounded ? pointPhrases.round : at.backness < 1.5 && at.height < 3 ? pointPhrases.spread : pointPhrases.neutral,
    lang,
  );
  return fill(pick(phrases.holdAt, lang), jaw, tongue, lips);
}

function target(at: VowelPoint, lang: InterfaceLanguage): string {
  const tongue = pick(pointPhrases.towards[side(at.backness)]![at.height < 2.5 ? 0 : at.height < 4.5 ? 1 : 2], lang);
  return at.rounded ? tongue + pick(pointPhrases.andRound, lang) : tongue;
}

function tone(found: SegmentFeatures, lang: InterfaceLanguage): string[] {
  const { levels, phonation } = found.tone!;
  const shape = phrases[toneShape(levels)];
  const start = levels.find((level) => level !== 0) ?? 3;
  const height = pick(toneHeights[Math.min(4, Math.max(0, Math.round(start) - 1))], lang);
  const sentences = [fill(pick(shape, lang), height)];
  if (levels.includes(0)) sentences.push(pick(phrases.toneBreak, lang));
  else if (phonation === 'glottalised') sentences.push(pick(phrases.toneClose, lang));
  else if (phonation === 'creaky' || phonation === 'breathy') sentences.push(pick(phrases[phonation], lang));
  return sentences;
}

function click(found: SegmentFeatures, lang: InterfaceLanguage): string[] {
  const parts = found.accompaniment!.split('-');
  const sentences = [pick(influxPhrases[found.influx!], lang)];
  if (parts.includes('nasal')) sentences.push(pick(phrases.clickNasal, lang));
  if (parts.includes('affricated')) sentences.push(pick(phrases.clickRasp, lang));
  else if (parts.includes('aspirated')) sentences.push(pick(phrases.aspirated, lang));
  else if (parts.includes('glottalised') || parts.includes('ejective'))
    sentences.push(pick(phrases.clickGlottal, lang));
  else if (!parts.includes('nasal')) sentences.push(pick(phrases[found.phonation], lang));
  return sentences;
}

const fill = (pattern: string, ...parts: string[]): string =>
  pattern.replace(/\{(\d)\}/g, (_, index: string) => parts[Number(index)] ?? '');
