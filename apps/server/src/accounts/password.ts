// Passwords: how long they must be, and their hash (scrypt, through better-auth), never many of them at once.
import * as slow from 'better-auth/crypto';
import { Turns } from './turns.ts';

/** Length alone: rules about digits and signs make people write passwords down. */
export const shortestPassword = 10;
export const longestPassword = 128;

/**
 * Each takes a thread and 32 MB for a moment, and reading files needs the same threads. Some forty waiting are about two
 * seconds: a flood of sign-ins is turned away, and the rest of the server goes on.
 */
const turns = new Turns({ atOnce: 2, mostWaiting: 40 });

/** Throws StoreError `busy` where too many wait already. */
export const hashPassword = (password: string): Promise<string> => turns.take(() => slow.hashPassword(password));

/** Throws as `hashPassword` does. */
export const verifyPassword = (given: { hash: string; password: string }): Promise<boolean> =>
  turns.take(() => slow.verifyPassword(given));
