// Passwords: how long they must be, and their hash (scrypt, as better-auth checks it).
export { hashPassword } from 'better-auth/crypto';

/** Length alone: rules about digits and signs make people write passwords down. */
export const shortestPassword = 10;
export const longestPassword = 128;
