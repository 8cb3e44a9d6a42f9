// The rate limits that routes ask for by name; who is counted, and how, stands in rate-limits.ts.
import type { Context, MiddlewareHandler } from 'hono';
import type { AppEnv } from './env.ts';

export const limitNames = ['speech', 'plays', 'searches', 'writes', 'uploads', 'signIn'] as const;
/**
 * - `speech`: speech on demand, open to all; only what is really generated counts.
 * - `plays`: counts of plays, open to all.
 * - `searches`: searches by words that go through every clip, open to all.
 * - `writes`: changes by editors.
 * - `uploads`: files by editors.
 * - `signIn`: attempts to sign in, and to use a one-time link.
 */
export type LimitName = (typeof limitNames)[number];

/** So many points within so many seconds. */
export type Rate = { points: number; seconds: number };
export type Rates = Record<LimitName, Rate>;

/** An editor's script that sends a thousand files must not stumble; a stranger who generates speech may. */
export const defaultRates: Rates = {
  speech: { points: 60, seconds: 60 },
  plays: { points: 30, seconds: 60 },
  searches: { points: 30, seconds: 60 },
  writes: { points: 3000, seconds: 60 },
  uploads: { points: 3000, seconds: 60 },
  signIn: { points: 10, seconds: 900 },
};

/** A middleware of each name counts every request; to stand after the guard, so that accounts are counted and not addresses. */
export type Limits = Record<LimitName, MiddlewareHandler<AppEnv>> & {
  /** For a handler that knows only later whether the request costs something. Throws the 429 problem. */
  take: (c: Context<AppEnv>, name: LimitName) => Promise<void>;
  /** Counts what a request that was let in has in it beyond the first; never refuses it, but perhaps the next one. */
  charge: (c: Context<AppEnv>, name: LimitName, points: number) => Promise<void>;
  /**
   * Counts an attempt at the password of an account (or at a link), by the rate `signIn`, whatever the address; and against
   * the address, which ten accounts may share. Throws the 429 problem. To be forgiven where it was right.
   */
  attempt: (c: Context<AppEnv>, account: string) => Promise<{ forgive: () => Promise<void> }>;
};
