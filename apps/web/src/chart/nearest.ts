// Which sound an arrow key goes to: the nearest in that direction, by where the buttons truly are.

/** Centre of a button, in px. */
export type Spot = { x: number; y: number };

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

/** Spots less than this apart across the direction count as one row. */
const sameRow = 14;

/** Up and down, what lies aside by no more than this share of what lies ahead is of the same column: a pair stands side by side in it. */
const sameColumn = 0.8;

/**
 * Index of the spot to go to from `from`, or undefined where there is none or the key is not one of movement. What
 * lies ahead counts once, what lies aside three times, so that arrows follow rows and columns where there are any.
 */
export function nextSpot(spots: readonly Spot[], from: number, key: string, ctrl: boolean): number | undefined {
  const here = spots[from];
  if (!here) return undefined;
  if (key === 'Home' || key === 'End') {
    const row = spots
      .map((spot, at) => ({ spot, at }))
      .filter(({ spot }) => ctrl || Math.abs(spot.y - here.y) < sameRow);
    if (!ctrl) row.sort((a, b) => a.spot.x - b.spot.x);
    return (key === 'Home' ? row[0] : row.at(-1))?.at;
  }
  const direction = directions[key];
  if (!direction) return undefined;
  const [dx, dy] = direction;
  let best: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  spots.forEach((spot, at) => {
    const along = (spot.x - here.x) * dx + (spot.y - here.y) * dy;
    const aside = Math.abs((spot.x - here.x) * dy + (spot.y - here.y) * dx);
    if (at === from || along < 6) return;
    const distance = along + aside * (dx === 0 && aside <= along * sameColumn ? 1 : 3);
    if (distance < least) {
      least = distance;
      best = at;
    }
  });
  return best;
}
