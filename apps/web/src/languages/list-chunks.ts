// Which parts of a long list are near the screen, and how high the others are: as measured where they stood once, else guessed.

export type ChunkHeights = {
  /** In CSS pixels. */
  of(chunk: number): number;
  /** Notes how high the chunks are that stand in the list now. `rows`: in a chunk. */
  measure(list: HTMLElement, rows: number): void;
};

/** Twelve rows of 65 px in one column: until the first chunk was measured. */
const GUESS = 12 * 65;

/** By the width of the screen: what the lists of this visit measured, so that one that comes back is as high as it was. */
const usual = new Map<number, number>();

/** In CSS pixels. Read once until it changes: to ask the page itself would have it laid out first. */
let width: number | undefined;
function screenWidth(): number {
  if (width === undefined) {
    width = innerWidth;
    addEventListener('resize', () => {
      width = innerWidth;
    });
  }
  return width;
}

function chunkHeights(): ChunkHeights {
  const known = new Map<number, number>();
  let guess = usual.get(screenWidth()) ?? GUESS;
  return {
    of: (chunk) => known.get(chunk) ?? guess,
    measure(list, rows) {
      let standing: { chunk: number; top: number } | undefined;
      const endsAt = (end: number) => {
        if (standing) known.set(standing.chunk, end - standing.top);
        standing = undefined;
      };
      for (const row of list.children) {
        // Room for other chunks has no place.
        const place = Number(row.getAttribute('aria-posinset')) - 1;
        if (place > 0 && place % rows !== 0) continue;
        const { top } = row.getBoundingClientRect();
        endsAt(top);
        if (place >= 0) standing = { chunk: place / rows, top };
      }
      endsAt(list.getBoundingClientRect().bottom);
      if (known.size === 0) return;
      guess = [...known.values()].reduce((sum, height) => sum + height, 0) / known.size;
      usual.set(screenWidth(), guess);
    },
  };
}

const MOST_KEPT = 20;
const kept = new Map<string, ChunkHeights>();

/** Those of a list that stood at this address on a screen of this width: who comes back finds each row where it was. */
export function heightsOf(rows: number): ChunkHeights {
  const key = `${screenWidth()} ${rows} ${location.search}`;
  const heights = kept.get(key) ?? chunkHeights();
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, heights);
  return heights;
}

type Screen = {
  /** Chunks in all. */
  count: number;
  height(chunk: number): number;
  /** The top of the screen, from the top of the list on; and how high it is. */
  from: number;
  screen: number;
  /** Stays wherever the screen is. */
  focused?: number | undefined;
};

/** The chunks on the screen and half a screen around it, in their order; the nearest one where the list is elsewhere. */
export function chunksNear({ count, height, from, screen, focused }: Screen): number[] {
  const near = new Set<number>();
  const last = from + 1.5 * screen;
  let top = 0;
  for (let chunk = 0; chunk < count && (top < last || near.size === 0); chunk++) {
    const bottom = top + height(chunk);
    if (bottom > from - 0.5 * screen || chunk === count - 1) near.add(chunk);
    top = bottom;
  }
  if (focused !== undefined && focused < count) near.add(focused);
  return [...near].sort((a, b) => a - b);
}
