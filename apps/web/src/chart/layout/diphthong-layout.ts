// The arrows of the diphthong trapezoid: from each first point into target rings that diphthongs share.
import type { ChartSound } from '../chart-sound.ts';
import type { Point } from './relax.ts';
import { type Frame, fullFrame, pointIn, smallFrame } from './trapezoid-frame.ts';

export type Glide = {
  sound: ChartSound;
  /** SVG path of the curve and of its arrow head. */
  curve: string;
  head: string;
  /** A dot marks the start, unless a ring already stands there. */
  start?: Point;
};
export type Ring = { at: Point; label: string };
/** One trapezoid of arrows; `title` is the sound that all its glides share, where there are several trapezoids. */
export type Drawing = { frame: Frame; glides: Glide[]; rings: Ring[]; title?: string };
type Path = { sound: ChartSound; from: Point; to: Point; via: Point | undefined };

export const ringRadius = 13;
const bend = 0.16;
const headLength = 9;
/** More arrows than this in one trapezoid are a tangle: those of one end, or of one start, then have their own. */
const mostTogether = 8;
/** Fewer than this make no trapezoid of their own: they share the last one. */
const fewest = 3;

/** Glides for sounds placed by two or three points; others are left out. */
export function layoutDiphthongs(sounds: readonly ChartSound[], width: number): Drawing[] {
  const frame = fullFrame({ width, vowels: 8, crowded: true, frontPair: false, backPair: false });
  const known = sounds.filter(({ placement }) => placement.type === 'points' && placement.points.length > 1);
  const groups = known.length > mostTogether ? bySharedSound(known) : [];
  if (groups.length < 2) return [drawingOf(known, frame)];
  const small = smallFrame(width);
  return groups.map(({ title, members, starts }) => ({ ...drawingOf(members, small, starts), title }));
}

type Group = { title: string; members: ChartSound[]; starts: boolean };

/** By the last sound or by the first, whichever makes fewer groups. */
function bySharedSound(sounds: readonly ChartSound[]): Group[] {
  const grouped = (starts: boolean): Group[] => {
    const groups = new Map<string, Group>();
    for (const sound of sounds) {
      const points = sound.placement.type === 'points' ? sound.placement.points : [];
      const key = JSON.stringify(points.at(starts ? 0 : -1));
      const letter = starts ? firstSound(sound.symbol) : lastSound(sound.symbol);
      const group = groups.get(key) ?? { title: starts ? `${letter} →` : `→ ${letter}`, members: [], starts };
      group.members.push(sound);
      groups.set(key, group);
    }
    return [...groups.values()];
  };
  const [byEnd, byStart] = [grouped(false), grouped(true)];
  const groups = byStart.length < byEnd.length ? byStart : byEnd;
  const rest = groups.filter(({ members }) => members.length < fewest);
  if (rest.length < 2) return groups;
  const shared = { title: '…', members: rest.flatMap(({ members }) => members), starts: false };
  return [...groups.filter((group) => !rest.includes(group)), shared];
}

/** `starts`: the shared start has a ring too. */
function drawingOf(sounds: readonly ChartSound[], frame: Frame, starts = false): Drawing {
  const paths = sounds.flatMap((sound): Path[] => {
    if (sound.placement.type !== 'points') return [];
    const points = sound.placement.points.map((point) => pointIn(frame, point));
    return [{ sound, from: points[0]!, to: points.at(-1)!, via: points.length > 2 ? points[1] : undefined }];
  });
  const rings: Ring[] = [];
  const addRing = (at: Point, label: string) => {
    if (!rings.some((ring) => near(ring.at, at))) rings.push({ at, label });
  };
  if (starts && paths[0]) addRing(paths[0].from, firstSound(paths[0].sound.symbol));
  for (const { sound, to } of paths) addRing(to, lastSound(sound.symbol));
  return { frame, glides: paths.map((path, index) => glideOf(path, paths.slice(0, index), rings)), rings };
}

function glideOf(path: Path, before: readonly Path[], rings: readonly Ring[]): Glide {
  const { sound, from, to, via } = path;
  // Diphthongs of one start and one end would lie on one another: each further one bends the other way, or more.
  const twins = before.filter((other) => near(other.from, from) && near(other.to, to)).length;
  const bow = bend * (1 + twins) * (twins % 2 === 0 ? 1 : -1);
  const middle = via
    ? { x: 2 * via.x - (from.x + to.x) / 2, y: 2 * via.y - (from.y + to.y) / 2 }
    : { x: (from.x + to.x) / 2 + (from.y - to.y) * bow, y: (from.y + to.y) / 2 - (from.x - to.x) * bow };
  const ringed = rings.some((ring) => near(ring.at, from));
  const start = ringed ? toward(from, middle, ringRadius + 2) : from;
  const tip = toward(to, middle, ringRadius + 2);
  const end = toward(tip, middle, headLength - 1);
  return {
    sound,
    curve: `M${write(start)}Q${write(middle)} ${write(end)}`,
    head: arrowHead(tip, middle),
    ...(ringed ? {} : { start: from }),
  };
}

const near = (a: Point, b: Point): boolean => Math.hypot(a.x - b.x, a.y - b.y) < 4;

/** The last letter of a symbol with its marks: what the glide ends near. */
const lastSound = (symbol: string): string => symbol.normalize('NFD').match(/[^\p{M}ːˑ][\p{M}ːˑ]*$/u)?.[0] ?? symbol;

/** The first letter of a symbol with its marks: what the glide begins at. */
const firstSound = (symbol: string): string => symbol.normalize('NFD').match(/^.[\p{M}ːˑ]*/u)?.[0] ?? symbol;

/** The point `distance` px from `a` on the way to `b`. */
function toward(a: Point, b: Point, distance: number): Point {
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  return { x: a.x + ((b.x - a.x) / length) * distance, y: a.y + ((b.y - a.y) / length) * distance };
}

function arrowHead(tip: Point, from: Point): string {
  const base = toward(tip, from, headLength);
  const [dx, dy] = [(tip.x - base.x) * 0.5, (tip.y - base.y) * 0.5];
  return `M${write(tip)}L${write({ x: base.x - dy, y: base.y + dx })} ${write({ x: base.x + dy, y: base.y - dx })}Z`;
}

const write = ({ x, y }: Point): string => `${x.toFixed(1)} ${y.toFixed(1)}`;
