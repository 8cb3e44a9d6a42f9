// A grid of sounds as a drawn table: only the rows and columns in use, each cell with its sounds in order.
import type { InterfaceLanguage } from '@phonochart/catalog/terms.ts';
import type { Grid } from '@phonochart/phonetics/chart.ts';
import type { PlacedSound } from '@phonochart/phonetics/placed-sound.ts';
import { term } from '@phonochart/phonetics/terms.ts';
import { type Figure, linesOf, svgLine, svgRect, svgText, widthOf } from './svg-text.ts';

const gutter = 118;
const widestColumn = 110;
const heading = 11;
const symbol = 20;
const smallest = 12;
const line = 27;

/** `width` in units of the drawing. Symbols shrink, and cells wrap, until the widest column fits. */
export function gridFigure({ rows, columns, cells }: Grid, width: number, lang: InterfaceLanguage): Figure {
  const column = Math.min(widestColumn, (width - gutter) / columns.length);
  const size = sizeFor(cells.flat(2), column - 8);
  const headings = columns.map((key) => linesOf(capitalised(term(key, lang)), column - 6, heading));
  const headingLines = Math.max(1, ...headings.map((lines) => lines.length));
  const right = gutter + column * columns.length;
  let y = headingLines * 13 + 6;
  const drawn: string[] = [];
  const stripes: string[] = [];
  headings.forEach((lines, at) => {
    lines.forEach((text, line) => {
      const top = (headingLines - lines.length + line) * 13 + 11;
      drawn.push(
        svgText(gutter + column * (at + 0.5), top, text, { size: heading, anchor: 'middle', kind: 'heading' }),
      );
    });
  });
  const top = y;
  rows.forEach((row, at) => {
    const wrapped = cells[at]!.map((cell) => wrap(cell, column - 8, size));
    const title = linesOf(capitalised(term(row, lang)), gutter - 10, heading + 1);
    const height = Math.max(line + 3, ...wrapped.map((lines) => lines.length * line + 3), title.length * 14 + 6);
    drawn.push(svgLine(0, y, right, y));
    title.forEach((text, index) => {
      const first = y + height / 2 + 4 - (title.length - 1) * 7;
      drawn.push(svgText(0, first + index * 14, text, { size: heading + 1, kind: 'heading' }));
    });
    wrapped.forEach((lines, index) => {
      const centre = gutter + column * (index + 0.5);
      const first = y + height / 2 + size * 0.32 - ((lines.length - 1) * line) / 2;
      lines.forEach((text, index) => {
        drawn.push(svgText(centre, first + index * line, text, { size, anchor: 'middle', kind: 'ipa' }));
      });
    });
    y += height;
  });
  columns.forEach((_, at) => {
    if (at % 2 === 0) stripes.push(svgRect(gutter + column * at, top, column, y - top, 'stripe'));
  });
  drawn.push(svgLine(0, y, right, y));
  return { height: y, svg: stripes.join('') + drawn.join('') };
}

/** The largest size at which the widest symbol still fits its column. */
function sizeFor(sounds: readonly PlacedSound[], width: number): number {
  const widest = Math.max(1, ...sounds.map((sound) => widthOf(shown(sound), 1)));
  return Math.max(smallest, Math.min(symbol, Math.floor(width / widest)));
}

function wrap(sounds: readonly PlacedSound[], width: number, size: number): string[] {
  const lines: string[] = [];
  for (const sound of sounds) {
    const last = lines.at(-1);
    const longer = last === undefined ? '' : `${last}\u2002${shown(sound)}`;
    if (last !== undefined && widthOf(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(shown(sound));
  }
  return lines;
}

/** Sounds that are not of the language's core stand in brackets, as phonologists write them; variants in square ones. */
export const shown = ({ symbol, of, status }: PlacedSound): string =>
  of === 'realisation' ? `[${symbol}]` : status === 'core' || status === 'unknown' ? symbol : `(${symbol})`;

export const capitalised = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
