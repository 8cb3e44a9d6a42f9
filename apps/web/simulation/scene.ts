// What every part of one seed's life knows of it.
import type { Network } from './network.ts';
import type { Random } from './random.ts';
import type { SimulatedServer } from './server.ts';

export type Scene = {
  readonly random: Random;
  readonly server: SimulatedServer;
  readonly network: Network;
  /** Codes that the shipped content may have. */
  readonly codes: readonly string[];
  /** Documents a page of the tail. */
  readonly pageLimit: number;
  /** For the story of this life, to be read when something broke. */
  tell(what: string): void;
  /** A claim does not hold. */
  breaks(what: string): void;
  /** Lets something happen after so many milliseconds. */
  at(delay: number, happen: () => unknown): void;
  /** A backup is to be restored: every mirror begins again. */
  restoring(): Promise<void>;
  /** A language goes, and all that was edited in it. */
  languageGoes(code: string): void;
};
