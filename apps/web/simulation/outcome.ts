// What a run of the simulation tells those who asked for it.

export type Outcome = {
  seed: number;
  steps: number;
  requests: number;
  /** Faults of the line, by how often they happened. */
  faults: { [name: string]: number };
  /** What did not hold; empty where all did. */
  broken: string[];
  /** A hash over every step of it: the same seed, the same hash. */
  trace: string;
};

/** Planted faults that the simulation must catch. */
export const mutantNames = [
  'a page filtered after its limit',
  'a checkpoint stored before its documents',
  'a checkpoint stored before the thread’s documents',
  'a duplicate applied',
  'a tombstone forgotten',
  'an epoch ignored',
] as const;
export type MutantName = (typeof mutantNames)[number];

/** Faults that the simulation has found, put back. */
export type PastFaultName = 'a sweep waits for tabs that show what it sweeps';
