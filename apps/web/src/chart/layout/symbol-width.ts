// How wide a symbol is and at which size it fits its cell, without measuring the page.

const combining = /\p{Mn}/u;
const raised = /[ʰʱʲʷˠˤˀˑʼⁿᵐᵑᶮᶯᶰˡˣᵊᶿᶴ˞ː]/u;
const narrow = /[ijlɪɾɹfrtʃʝɩǀǃ|]/u;
const wide = /[mwɱɯʍæœɶɰʘ]/u;

/** Width of a symbol in ems of the IPA font: estimated from its letters, a little generously. */
export function symbolWidth(symbol: string): number {
  let ems = 0;
  for (const letter of symbol.normalize('NFD')) {
    if (combining.test(letter)) continue;
    ems += raised.test(letter) ? 0.36 : narrow.test(letter) ? 0.36 : wide.test(letter) ? 0.82 : 0.56;
  }
  return ems;
}

/** Symbol sizes in px, from a few cells to a crowded chart; the smallest is the limit of a layout. */
export const symbolSizes = [28, 24, 23, 20, 18, 16] as const;
export type SymbolSize = (typeof symbolSizes)[number];

/** The largest size, not above `wanted`, at which the symbol fits a cell of `width` px; 16 where none does. */
export function symbolSize(symbol: string, width: number, wanted: SymbolSize): SymbolSize {
  const ems = symbolWidth(symbol);
  return symbolSizes.find((size) => size <= wanted && ems * size <= width - 5) ?? 16;
}

export const symbolFits = (symbol: string, width: number): boolean => symbolWidth(symbol) * 16 <= width - 3;
