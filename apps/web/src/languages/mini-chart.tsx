// A language's consonants in miniature, by which a card is recognised: places across, manners down, voiced in colour.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { mannerNames, placeNames } from '@phonochart/catalog/terms.ts';
import { placedSounds } from '@phonochart/phonetics/placed-sound.ts';
import { useMemo } from 'preact/hooks';

const WIDTH = 92;
const HEIGHT = 56;

export function MiniChart({ inventory }: { inventory: Inventory }) {
  const dots = useMemo(() => dotsOf(inventory), [inventory]);
  return (
    <svg class="mini-chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {dots.map(({ x, y, width, height, voiced }) => (
        <rect key={`${x} ${y}`} {...{ x, y, width, height }} rx="2.5" class={voiced ? 'voiced' : undefined} />
      ))}
    </svg>
  );
}

type Dot = { x: number; y: number; width: number; height: number; voiced: boolean };

function dotsOf(inventory: Inventory): Dot[] {
  const cells = new Map<string, { place: number; manner: number; voiced: boolean }>();
  for (const { placement, features } of placedSounds(inventory, 'phonemic')) {
    if (placement.type !== 'cell') continue;
    const place = placeNames.indexOf(placement.places[0]!);
    const manner = mannerNames.indexOf(placement.manner);
    const key = `${place} ${manner}`;
    const voiced = features?.phonation === 'voiced' || (cells.get(key)?.voiced ?? false);
    cells.set(key, { place, manner, voiced });
  }
  const inUse = (which: 'place' | 'manner') =>
    [...new Set([...cells.values()].map((cell) => cell[which]))].sort((a, b) => a - b);
  const places = inUse('place');
  const manners = inUse('manner').slice(0, 6);
  const step = { x: WIDTH / Math.max(places.length, 7), y: HEIGHT / Math.max(manners.length, 5) };
  return [...cells.values()]
    .filter(({ manner }) => manners.includes(manner))
    .map(({ place, manner, voiced }) => ({
      x: places.indexOf(place) * step.x,
      y: manners.indexOf(manner) * step.y,
      width: step.x - 3,
      height: step.y - 3,
      voiced,
    }));
}
