// Secrets that are shown once and kept only as their hash: API tokens and one-time links.
import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits. */
const random = (): string => randomBytes(32).toString('base64url');

/** `pc_` makes a token known for what it is where it should not be: in a log, in a repository. */
export const newToken = (): string => `pc_${random()}`;
export const tokenPrefix = (token: string): string => token.slice(0, 9);

export const newLinkToken = random;

/** So much randomness needs no slow hash: nobody can try them through. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
