// The two clocks: the day's time, which people read and which may jump, and one that only goes forward.

export type Clock = {
  /** Milliseconds since 1970; may jump either way, so nothing is decided by it. */
  now(): number;
  /** Milliseconds from an arbitrary start, never backwards, the same for all processes of a machine since it started. */
  ticks(): number;
};

export const systemClock: Clock = {
  now: () => Date.now(),
  ticks: () => Number(process.hrtime.bigint() / 1_000_000n),
};
