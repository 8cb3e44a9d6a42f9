// An id for each request, so that an answer and its log line can be brought together.
import { randomBytes } from 'node:crypto';

const ofThisProcess = randomBytes(6).toString('base64url');
let count = 0;

/** The caller's own id where it is harmless to print, else a new one. */
export const requestId = (given: string | null | undefined): string =>
  given && /^[\w.-]{8,64}$/.test(given) ? given : `${ofThisProcess}-${(count++).toString(36)}`;
