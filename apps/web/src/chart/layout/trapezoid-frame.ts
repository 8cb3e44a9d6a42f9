// The vowel space as a trapezoid in rendered px: where height and backness lie for a given width and number of vowels.
import type { VowelPoint } from '@phonochart/catalog/placement.ts';
import type { Bounds, Point } from './relax.ts';

export type Frame = {
  width: number;
  height: number;
  /** Front edge at the top, back edge, and how far the front edge leans in by the bottom. */
  front: number;
  back: number;
  slant: number;
  top: number;
  bottom: number;
  /** Height labels: left of the lines, above them, or none on a small one. */
  labels: 'beside' | 'above' | 'none';
  bounds: Bounds;
};

/** Radius of a vowel's button, in px. */
export const radius = 22;
/** Widest trapezoid, in px: beyond it the eye no longer takes it in at once. */
export const widestFrame = 420;

/** So many buttons find room in 446 px of height; variants may be more. */
const mostInRoomy = 28;

export type FrameNeeds = {
  width: number;
  vowels: number;
  /** Whether buttons would touch in the low frame. */
  crowded: boolean;
  /** Whether a rounded and an unrounded vowel share a front point. */
  frontPair: boolean;
  /** The same at the back: the edge moves in, so that the rounded one stays on the drawing. */
  backPair: boolean;
};

/** Heights: 236 px under eight uncrowded vowels, normally 300, over sixteen 446 with a gentler slant, and more where many variants stand. */
export function fullFrame({ width, vowels, crowded, frontPair, backPair }: FrameNeeds): Frame {
  const across = Math.min(width, widestFrame);
  const roomy = vowels > 16;
  const height = roomy ? 446 + Math.max(0, vowels - mostInRoomy) * 20 : vowels < 8 && !crowded ? 236 : 300;
  const labels = roomy ? 'above' : 'beside';
  const top = roomy ? 74 : 40;
  return {
    width: across,
    height,
    front: roomy ? 53 : frontPair ? 100 : 74,
    back: across - (backPair ? 47 : 26),
    slant: roomy ? across * 0.17 : across * 0.3,
    top,
    bottom: height - 26,
    labels,
    bounds: { left: roomy ? radius + 1 : 70, right: across - radius - 1, top: top - 6, bottom: height - radius - 1 },
  };
}

/** The 164 px trapezoid of one modification: two abreast in `room` px, each with a border. */
export function smallFrame(room: number): Frame {
  const width = Math.floor((Math.min(room, 640) - 8) / 2) - 2;
  const height = 136;
  return {
    width,
    height,
    front: 34,
    back: width - 26,
    slant: width * 0.26,
    top: 26,
    bottom: height - 24,
    labels: 'none',
    bounds: { left: radius + 2, right: width - radius - 2, top: radius, bottom: height - radius - 2 },
  };
}

/** Where a vowel's true point lies, in px from the frame's top left corner. */
export function pointIn(frame: Frame, { height, backness }: Pick<VowelPoint, 'height' | 'backness'>): Point {
  const down = height / 6;
  const edge = frame.front + down * frame.slant;
  return { x: edge + (backness / 4) * (frame.back - edge), y: frame.top + down * (frame.bottom - frame.top) };
}
