// Tones as contours over five levels, and runs of symbols such as diphthongs.
import type { PlacedSound } from '@phonochart/phonetics/placed-sound.ts';
import { shown } from './grid-figure.ts';
import { type Figure, svgLine, svgPath, svgText, widthOf } from './svg-text.ts';

const card = { width: 92, height: 66 };

/** `nameOf` gives the word under a contour. */
export function toneFigure(
  sounds: readonly PlacedSound[],
  width: number,
  nameOf: (sound: PlacedSound) => string,
): Figure {
  const across = Math.max(1, Math.floor(width / card.width));
  const drawn = sounds.map((sound, index) => {
    const left = (index % across) * card.width;
    const top = Math.floor(index / across) * card.height;
    const { placement } = sound;
    const levels = placement.type === 'contour' ? placement.levels.filter((level) => level > 0) : [];
    const step = 44 / Math.max(1, levels.length - 1);
    const y = (level: number) => top + 4 + (5 - level) * 7;
    const points = levels.map((level, at) => [left + 4 + at * step, y(level)] as const);
    const contour = points.length === 1 ? [points[0]!, [left + 48, points[0]![1]] as const] : points;
    return (
      svgLine(left + 54, y(5), left + 54, y(1), 'frame') +
      svgPath(contour, 'contour') +
      svgText(left, top + 46, nameOf(sound), { size: 12 })
    );
  });
  return { height: Math.ceil(sounds.length / across) * card.height, svg: drawn.join('') };
}

/** Symbols one after another, as many a line as fit. */
export function runFigure(sounds: readonly PlacedSound[], width: number): Figure {
  let x = 0;
  let y = 20;
  const drawn: string[] = [];
  for (const sound of sounds) {
    const room = widthOf(shown(sound), 20) + 18;
    if (x > 0 && x + room > width) {
      x = 0;
      y += 30;
    }
    drawn.push(svgText(x, y, shown(sound), { size: 20, kind: 'ipa' }));
    x += room;
  }
  return { height: y + 10, svg: drawn.join('') };
}
