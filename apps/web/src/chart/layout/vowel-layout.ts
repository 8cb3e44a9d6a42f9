// Where every vowel's button stands: sets by modification, a trapezoid each, pairs side by side, nothing hidden.
import type { VowelPoint } from '@phonochart/catalog/placement.ts';
import type { Length } from '@phonochart/phonetics/segment-features.ts';
import { type ChartSound, modifications } from '../chart-sound.ts';
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
/** `parts`: what sets its vowels apart, by name; none for the plain ones. */
export type VowelSet = { parts: readonly string[]; frame: Frame; spots: VowelSpot[]; small: boolean };

const leaderFrom = 15;
const mostInSmall = 7;

/** The trapezoids for `sounds` in `width` px, the plain set first. One of three vowels or more is small only beside another. */
export function layoutVowels(sounds: readonly ChartSound[], width: number): VowelSet[] {
  const groups = [...vowelGroups(sounds)];
  const few = groups.map(([, members], index) => index > 0 && members.length <= mostInSmall);
  return groups.map(([key, members], index) => {
    const small = few[index]! && (few[index - 1] || few[index + 1] || members.length < 3);
    const frame = small ? smallFrame(width) : frameFor(members, width);
    return { parts: key.split('+').filter(Boolean), frame, spots: placeVowels(members, frame), small };
  });
}

const lengths: readonly Length[] = ['short', 'half-long', 'long', 'overlong', 'extra-short'];
const weight = (modification: string): number =>
  modification.split('+').reduce((sum, name) => sum * 8 + modifications.indexOf(name as never) + 1, 0);

/**
 * Vowels by modification and length: `nasal`, `long+nasal`. A length is a set of its own only where it contrasts, that
 * is where three of the phonemes that have it, or two and half of them, have a fellow of another length at the same point; else
 * they stand among the others of their modification.
 */
export function vowelGroups(sounds: readonly ChartSound[]): Map<string, ChartSound[]> {
  const phonemes = sounds.filter((sound) => !sound.variant);
  const contrasted = [...new Set(phonemes.map((sound) => sound.modification))].sort((a, b) => weight(a) - weight(b));
  // A variant joins its fellows' set, and the plain one where no phoneme has its modification.
  const familyOf = ({ modification }: ChartSound) => (contrasted.includes(modification) ? modification : '');
  const groups = new Map<string, ChartSound[]>();
  for (const modification of new Set(['', ...contrasted])) {
    const family = sounds.filter((sound) => familyOf(sound) === modification);
    const apart = lengths.filter((length) => length !== 'short' && contrasts(length, family));
    const rest = family.filter((sound) => !apart.includes(sound.length));
    if (rest.length > 0) groups.set(modification, rest);
    for (const length of apart)
      groups.set(
        [length, modification].filter(Boolean).join('+'),
        family.filter((sound) => sound.length === length),
      );
  }
  return groups;
}

function contrasts(length: Length, family: readonly ChartSound[]): boolean {
  const phonemes = family.filter((sound) => !sound.variant);
  const bearers = phonemes.filter((sound) => sound.length === length);
  const fellows = bearers.filter((sound) =>
    phonemes.some((other) => other.length !== length && samePoint(sound, other)),
  );
  return fellows.length >= 3 || (fellows.length === 2 && bearers.length <= 4);
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
