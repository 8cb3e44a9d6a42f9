// Vowels on the trapezoid of the IPA chart: unrounded left of their point, rounded right of it.
import type { PlacedSound } from '@phonochart/phonetics/placed-sound.ts';
import { shown } from './grid-figure.ts';
import { type Figure, svgDot, svgLine, svgText } from './svg-text.ts';

const line = 19;

/** The sounds must have one point each (the view `vowels`). */
export function vowelFigure(sounds: readonly PlacedSound[], width: number): Figure {
  const groups = groupsOf(sounds);
  const height = Math.min(330, Math.max(210, width * 0.62));
  const frame = { front: 46, back: width - 46, slant: width * 0.28, top: 22, bottom: height - 22 };
  const edgeAt = (down: number) => frame.front + down * frame.slant;
  const yAt = (down: number) => frame.top + down * (frame.bottom - frame.top);
  const drawn: string[] = [];
  for (const level of [0, 2, 4, 6]) {
    const y = yAt(level / 6);
    drawn.push(svgLine(edgeAt(level / 6), y, frame.back, y, 'frame'));
  }
  for (const side of [0, 0.5, 1]) {
    const x = (down: number) => edgeAt(down) + side * (frame.back - edgeAt(down));
    drawn.push(svgLine(x(0), yAt(0), x(1), yAt(1), 'frame'));
  }
  for (const { height: down, backness, unrounded, rounded } of groups) {
    const edge = edgeAt(down / 6);
    const x = edge + (backness / 4) * (frame.back - edge);
    const y = yAt(down / 6);
    drawn.push(svgDot(x, y, 2.6));
    for (const [symbols, anchor, away] of [
      [unrounded, 'end', -7],
      [rounded, 'start', 7],
    ] as const) {
      const lines = inLines(symbols);
      lines.forEach((text, at) => {
        const top = y + 6 + (at - (lines.length - 1) / 2) * line;
        drawn.push(svgText(x + away, top, text, { size: 20, anchor, kind: 'ipa halo' }));
      });
    }
  }
  return { height, svg: drawn.join('') };
}

type Group = { height: number; backness: number; unrounded: string[]; rounded: string[] };

function groupsOf(sounds: readonly PlacedSound[]): Group[] {
  const groups = new Map<string, Group>();
  for (const sound of sounds) {
    if (sound.placement.type !== 'points') continue;
    const { height, backness, rounded } = sound.placement.points[0]!;
    const key = `${Math.round(height * 2)} ${Math.round(backness * 2)}`;
    const group = groups.get(key) ?? { height, backness, unrounded: [], rounded: [] };
    groups.set(key, group);
    (rounded ? group.rounded : group.unrounded).push(shown(sound));
  }
  return [...groups.values()];
}

/** Up to three symbols a line. */
function inLines(symbols: readonly string[]): string[] {
  const lines: string[] = [];
  for (let at = 0; at < symbols.length; at += 3) lines.push(symbols.slice(at, at + 3).join('\u2002'));
  return lines;
}
