// Random numbers from a seed: the same seed, the same world.

export type Random = {
  /** From 0 up to, and without, 1. */
  (): number;
  /** A whole number from 0 up to, and without, `below`. */
  below(below: number): number;
  chance(probability: number): boolean;
  pick<Choice>(choices: readonly Choice[]): Choice;
  /** A stream of its own, so that what one part of the world draws does not shift what another draws. */
  fork(): Random;
};

/** Mulberry32, 32 bits of state: Tommy Ettinger's generator, in the public domain. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return Object.assign(next, {
    below,
    chance: (probability: number) => next() < probability,
    pick: <Choice>(choices: readonly Choice[]): Choice => choices[below(choices.length)]!,
    fork: () => randomFrom(below(2 ** 32)),
  });
}
