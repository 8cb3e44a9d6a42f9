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
 * No spot is out of reach: one that is nobody's nearest is the next from the spot it lies closest to.
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
  if (!directions[key]) return undefined;
  return ways(spots).get(`${key} ${from}`);
}

/** Where each arrow leads from each spot, by `key index`. */
function ways(spots: readonly Spot[]): Map<string, number> {
  const leads = new Map<string, number>();
  for (const key in directions)
    for (const from of spots.keys()) {
      const to = nearest(spots, from, key);
      if (to !== undefined) leads.set(`${key} ${from}`, to);
    }
  const bridges = new Set<string>();
  for (let reached = reach(leads); reached.size < spots.length; reached = reach(leads)) {
    let bridge: { way: string; to: number } | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const from of reached)
      for (const [to, spot] of spots.entries()) {
        if (reached.has(to)) continue;
        const [dx, dy] = [spot.x - spots[from]!.x, spot.y - spots[from]!.y];
        const across = Math.abs(dx) > Math.abs(dy);
        const way = `${across ? (dx > 0 ? 'ArrowRight' : 'ArrowLeft') : dy > 0 ? 'ArrowDown' : 'ArrowUp'} ${from}`;
        const distance = Math.hypot(dx, dy);
        if (bridges.has(way) || distance >= least) continue;
        least = distance;
        bridge = { way, to };
      }
    if (!bridge) break;
    bridges.add(bridge.way);
    leads.set(bridge.way, bridge.to);
  }
  return leads;
}

/** The spots that arrows lead to from the first, itself among them. */
function reach(leads: ReadonlyMap<string, number>): Set<number> {
  const reached = new Set([0]);
  for (const from of reached)
    for (const key in directions) {
      const to = leads.get(`${key} ${from}`);
      if (to !== undefined) reached.add(to);
    }
  return reached;
}

function nearest(spots: readonly Spot[], from: number, key: string): number | undefined {
  const here = spots[from]!;
  const [dx, dy] = directions[key]!;
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
