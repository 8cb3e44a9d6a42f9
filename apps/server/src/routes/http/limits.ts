// The rate limits that routes ask for by name; what counts and how much stands in rate-limits.ts.
import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from './env.ts';

/**
 * - `speech`: speech on demand, open to all.
 * - `plays`: counts of plays, open to all.
 * - `writes`: changes by editors.
 * - `uploads`: files by editors.
 * - `signIn`: attempts to sign in.
 */
export type LimitName = 'speech' | 'plays' | 'writes' | 'uploads' | 'signIn';
export type Limits = Record<LimitName, MiddlewareHandler<AppEnv>>;
