// Pushes round buttons apart until none hides another, each as near its true point as the others allow.

export type Point = { x: number; y: number };
export type Disc = {
  at: Point /** Where it would like to stand: beside its partner, or at its own point. */;
  wish: Point;
};
export type Bounds = { left: number; right: number; top: number; bottom: number };

/** Least distance between the centres of two 44 px buttons, in rendered px. */
export const leastDistance = 46;
const rounds = 400;
const pull = 0.02;

/**
 * Positions in the order of `discs`, all inside `bounds`, at least `distance` px apart where the bounds leave room.
 * Deterministic: the same vowels stand alike on every device of one width.
 */
export function relax(discs: readonly Disc[], bounds: Bounds, distance = leastDistance): Point[] {
  const spots = discs.map(({ wish }, index) => nudge(wish, index));
  const pushApart = () => {
    let moved = 0;
    for (let i = 0; i < spots.length; i++)
      for (let j = i + 1; j < spots.length; j++) {
        const a = spots[i]!;
        const b = spots[j]!;
        const across = b.x - a.x;
        const down = b.y - a.y;
        // Of all pairs in all rounds few are near: no root for the others, nor Math.hypot, which is ten times slower.
        const square = across * across + down * down;
        if (square >= distance * distance) continue;
        const gap = Math.sqrt(square) || 0.1;
        const share = (distance - gap + 0.05) / 2 / gap;
        const dx = across * share;
        const dy = down * share;
        a.x -= dx;
        a.y -= dy;
        b.x += dx;
        b.y += dy;
        moved = Math.max(moved, distance - gap);
      }
    for (const spot of spots) {
      spot.x = Math.min(bounds.right, Math.max(bounds.left, spot.x));
      spot.y = Math.min(bounds.bottom, Math.max(bounds.top, spot.y));
    }
    return moved;
  };
  for (let round = 0; round < rounds; round++) {
    spots.forEach((spot, index) => {
      const { wish } = discs[index]!;
      spot.x += (wish.x - spot.x) * pull;
      spot.y += (wish.y - spot.y) * pull;
    });
    pushApart();
  }
  for (let round = 0; round < rounds && pushApart() > 0.5; round++);
  return spots;
}

/** Two discs on one point would have no direction to part in: each starts a hair aside, by its index. */
const nudge = (point: Point, index: number): Point => ({
  x: point.x + Math.cos(index * 2.4) * 0.5,
  y: point.y + Math.sin(index * 2.4) * 0.5,
});
