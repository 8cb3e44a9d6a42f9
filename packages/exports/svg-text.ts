// The few pieces of SVG that a drawn chart is made of, and how wide text is in it.

/** Characters that XML does not allow, and those that mean something in it. */
export const escaped = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these very characters are taken out
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

const number = (value: number): string => String(Math.round(value * 100) / 100);

export type TextLook = { size?: number; anchor?: 'start' | 'middle' | 'end'; kind?: string };

export const svgText = (x: number, y: number, text: string, { size = 12, anchor = 'start', kind }: TextLook = {}) =>
  `<text x="${number(x)}" y="${number(y)}" font-size="${size}"${anchor === 'start' ? '' : ` text-anchor="${anchor}"`}${
    kind ? ` class="${kind}"` : ''
  }>${escaped(text)}</text>`;

export const svgLine = (x1: number, y1: number, x2: number, y2: number, kind = 'rule'): string =>
  `<line x1="${number(x1)}" y1="${number(y1)}" x2="${number(x2)}" y2="${number(y2)}" class="${kind}"/>`;

export const svgRect = (x: number, y: number, width: number, height: number, kind: string): string =>
  `<rect x="${number(x)}" y="${number(y)}" width="${number(width)}" height="${number(height)}" class="${kind}"/>`;

export const svgDot = (x: number, y: number, radius: number): string =>
  `<circle cx="${number(x)}" cy="${number(y)}" r="${radius}" class="dot"/>`;

export const svgPath = (points: readonly (readonly [number, number])[], kind: string): string =>
  `<polyline points="${points.map(([x, y]) => `${number(x)},${number(y)}`).join(' ')}" class="${kind}"/>`;

/**
 * About how wide a text is, in units of the drawing: nothing measures text where there is no screen. Marks that combine
 * take no room, and superscripts little.
 */
export function widthOf(text: string, size: number): number {
  let ems = 0;
  for (const letter of text.normalize('NFD')) {
    if (/\p{M}/u.test(letter)) continue;
    if (/[ʰʱʲʷˠˤʼˀˑː.,'|il ]/u.test(letter)) ems += 0.34;
    else if (/[mwMWɯɰœɶʍʘŋ]/u.test(letter)) ems += 0.85;
    else ems += letter >= '\u2E80' ? 1 : 0.56;
  }
  return ems * size;
}

/** Breaks text into lines no wider than `width`; a word that is wider alone stands on a line of its own. */
export function linesOf(text: string, width: number, size: number): string[] {
  const lines: string[] = [];
  // A hyphen or a space ends what belongs together.
  for (const piece of text.match(/[^\s-]+-?\s*|-+\s*/gu) ?? []) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf((last + piece).trimEnd(), size) <= width) lines[lines.length - 1] = last + piece;
    else lines.push(piece);
  }
  return lines.map((line) => line.trim());
}

/** A piece of the drawing: what it draws from its own top left corner, and how high it is. */
export type Figure = { height: number; svg: string };
