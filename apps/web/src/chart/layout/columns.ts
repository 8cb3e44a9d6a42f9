// Which columns a consonant chart has: the places in use, merged only while the screen is too narrow and nothing collides.
import type { Place } from '@phonochart/catalog/placement.ts';
import { placeNames } from '@phonochart/catalog/terms.ts';
import type { ChartSound } from '../chart-sound.ts';
import { symbolFits } from './symbol-width.ts';

export type Column = { places: readonly Place[] };

/** Narrowest column of a chart that does not scroll sideways, in px. */
export const narrowestColumn = 43;
/** Narrowest column of a chart that does. */
export const narrowestSideways = 46;

const mergers: readonly (readonly [Place, Place])[] = [
  ['bilabial', 'labiodental'],
  ['dental', 'alveolar'],
  ['alveolo-palatal', 'palatal'],
];

/** The place at which a consonant stands: of a span (a bare coronal letter) the alveolar one, else the first. */
export function placeOf(sound: ChartSound): Place | undefined {
  if (sound.placement.type !== 'cell' || sound.placement.double) return undefined;
  const { places } = sound.placement;
  return places.includes('alveolar') ? 'alveolar' : places[0];
}

/** The places in use, front to back, one a column. */
export function columnsInUse(sounds: readonly ChartSound[]): Column[] {
  const used = new Set(sounds.map(placeOf));
  return placeNames.filter((place) => used.has(place)).map((place) => ({ places: [place] }));
}

export const columnIndex = (columns: readonly Column[], sound: ChartSound): number => {
  const place = placeOf(sound);
  return place ? columns.findIndex((column) => column.places.includes(place)) : -1;
};

/** Two columns collide if both hold a sound of one manner, series and secondary articulation. */
function collide(sounds: readonly ChartSound[], first: Place, second: Place): boolean {
  const kinds = (place: Place) => new Set(sounds.filter((sound) => placeOf(sound) === place).map(lineOf));
  const ofFirst = kinds(first);
  return [...kinds(second)].some((line) => ofFirst.has(line));
}

const lineOf = (sound: ChartSound): string => `${sound.manner} ${sound.series} ${sound.secondary}`;

/** Merges pairs of columns while a column of `width / n` px would be narrower than 43 px, and only where none collide. */
export function mergeColumns(columns: readonly Column[], sounds: readonly ChartSound[], width: number): Column[] {
  let merged = [...columns];
  for (const [first, second] of mergers) {
    if (width / merged.length >= narrowestColumn) break;
    const at = merged.findIndex((column) => column.places[0] === first);
    if (at < 0 || merged[at + 1]?.places[0] !== second || collide(sounds, first, second)) continue;
    merged = [...merged.slice(0, at), { places: [first, second] }, ...merged.slice(at + 2)];
  }
  return merged;
}

/** Whether columns of `width` px are wide enough, for touch and for every symbol at 16 px. */
export const columnsFit = (sounds: readonly ChartSound[], width: number): boolean =>
  width >= narrowestColumn && sounds.every((sound) => symbolFits(sound.symbol, width));

/** Column width of a chart that scrolls sideways: the last visible column is cut in half and invites the swipe. */
export function sidewaysColumn(width: number): number {
  const whole = Math.max(1, Math.floor(width / narrowestSideways - 0.5));
  return width / (whole + 0.5);
}
