// Where every vowel's button stands: sets by modification, a trapezoid each, pairs side by side, nothing hidden.
import type { VowelPoint } from '@phonochart/catalog/placement.ts';
import type { ChartSound } from '../chart-sound.ts';
import { leastDistance, type Point, relax } from './relax.ts';
import { type Frame, fullFrame, pointIn, smallFrame } from './trapezoid-frame.ts';

export type VowelSpot = {
  sound: ChartSound;
  /** The true point, and where the button stands. */
  point: Point;
  button: Point;
  /** The button moved over 15 px: a leader joins it to its point. */
  leader: boolean;
};
export type VowelSet = { modification: string; frame: Frame; spots: VowelSpot[]; small: boolean };

const leaderFrom = 15;
const mostInSmall = 7;

/** The trapezoids for `sounds` in `width` px, the plain set first. */
export function layoutVowels(sounds: readonly ChartSound[], width: number): VowelSet[] {
  const groups = vowelGroups(sounds);
  return [...groups].map(([modification, members], index) => {
    const small = index > 0 && groups.size > 2 && members.length <= mostInSmall;
    const frame = small ? smallFrame(Math.floor((Math.min(width, 640) - 8) / 2)) : frameFor(members, width);
    return { modification, frame, spots: placeVowels(members, frame), small };
  });
}

/**
 * Vowels by modification. Length is a set of its own only where it contrasts, that is where at least two and half of
 * the long phonemes have a short fellow at the same point; else long vowels stand among the plain ones.
 */
export function vowelGroups(sounds: readonly ChartSound[]): Map<string, ChartSound[]> {
  const plain = sounds.filter((sound) => sound.modification === '' && !sound.variant);
  const long = plain.filter((sound) => sound.long);
  const fellows = long.filter((sound) => plain.some((other) => !other.long && samePoint(sound, other)));
  const lengthApart = fellows.length >= 2 && fellows.length * 2 >= long.length;
  const groups = new Map<string, ChartSound[]>();
  const add = (key: string, sound: ChartSound) => groups.set(key, [...(groups.get(key) ?? []), sound]);
  // A variant joins its fellows' set, and the plain one where no phoneme has its modification.
  const contrasted = new Set(sounds.filter((sound) => !sound.variant).map((sound) => sound.modification));
  const keyOf = (sound: ChartSound): string => {
    if (sound.modification !== '') return contrasted.has(sound.modification) ? sound.modification : '';
    return lengthApart && sound.long ? 'long' : '';
  };
  for (const key of new Set(['', 'long', ...contrasted]))
    for (const sound of sounds) if (keyOf(sound) === key) add(key, sound);
  return groups;
}

const pointOf = (sound: ChartSound): VowelPoint | undefined =>
  sound.placement.type === 'points' ? sound.placement.points[0] : undefined;

function samePoint(a: ChartSound, b: ChartSound): boolean {
  const [p, q] = [pointOf(a), pointOf(b)];
  return !!p && !!q && p.height === q.height && p.backness === q.backness && p.rounded === q.rounded;
}

function frameFor(members: readonly ChartSound[], width: number): Frame {
  const points = members.flatMap((sound) => pointOf(sound) ?? []);
  const pairAt = (from: number, to: number) =>
    points.some(
      (p) =>
        p.backness >= from &&
        p.backness <= to &&
        points.some((q) => p.rounded !== q.rounded && p.height === q.height && p.backness === q.backness),
    );
  const needs = { width, vowels: members.length, frontPair: pairAt(0, 0.5), backPair: pairAt(3.5, 4) };
  const low = fullFrame({ ...needs, crowded: false });
  const spots = points.map((point) => pointIn(low, point));
  const crowded = spots.some((a, i) => spots.some((b, j) => j > i && Math.hypot(a.x - b.x, a.y - b.y) < leastDistance));
  return fullFrame({ ...needs, crowded });
}

function placeVowels(members: readonly ChartSound[], frame: Frame): VowelSpot[] {
  const known = members.flatMap((sound) => {
    const vowel = pointOf(sound);
    return vowel ? [{ sound, vowel, point: pointIn(frame, vowel) }] : [];
  });
  const discs = known.map(({ vowel, point }) => {
    const partner = known.some(
      (other) =>
        other.vowel.rounded !== vowel.rounded && Math.hypot(other.point.x - point.x, other.point.y - point.y) < 4,
    );
    const side = partner ? (vowel.rounded ? leastDistance / 2 : -leastDistance / 2) : 0;
    return { at: point, wish: { x: point.x + side, y: point.y } };
  });
  const buttons = relax(discs, frame.bounds);
  return known.map(({ sound, point }, index) => {
    const button = buttons[index]!;
    const { wish } = discs[index]!;
    return { sound, point, button, leader: Math.hypot(button.x - wish.x, button.y - wish.y) > leaderFrom };
  });
}
