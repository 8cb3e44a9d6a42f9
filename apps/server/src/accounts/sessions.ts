// better-auth with the few of its parts that are used: passwords, and sessions by cookie.
import { APIError } from 'better-auth/api';
import { betterAuth } from 'better-auth/minimal';
import type { AccountStore } from '../store/account-store.ts';
import { hashPassword, longestPassword, shortestPassword, verifyPassword } from './password.ts';

export type AuthOptions = {
  store: AccountStore;
  secret: string;
  /** Under which people come; decides whether cookies are for HTTPS only. */
  publicUrl: string | undefined;
  /** Told of what the library complains of. */
  onTrouble?: (message: string, details: unknown[]) => void;
};

const day = 24 * 3600;

export function authOf({ store, secret, publicUrl, onTrouble = () => {} }: AuthOptions) {
  return betterAuth({
    appName: 'Phonochart',
    // It makes no links of its own; the address decides about cookies only.
    baseURL: publicUrl ?? 'http://localhost',
    basePath: '/api/auth',
    secret,
    database: store.authDatabase,
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: shortestPassword,
      maxPasswordLength: longestPassword,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    user: {
      additionalFields: {
        role: { type: 'string', required: true, input: false },
        disabled: { type: 'boolean', required: true, defaultValue: false, input: false },
      },
    },
    // No cookie cache: a session that was ended must be over at the next request.
    session: { expiresIn: 30 * day, updateAge: day, cookieCache: { enabled: false } },
    advanced: {
      cookiePrefix: 'phonochart',
      defaultCookieAttributes: { sameSite: 'strict', httpOnly: true, path: '/api' },
      useSecureCookies: publicUrl?.startsWith('https:') ?? false,
      ipAddress: { disableIpTracking: true },
    },
    // Ours counts by account, and by an address that nobody can make up.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { level: 'error', log: (_, message, ...details) => onTrouble(message, details) },
    databaseHooks: {
      session: {
        create: {
          before: async ({ userId }) => {
            await store.forgetExpired();
            const account = await store.get(userId);
            return account === undefined || account.disabled ? false : undefined;
          },
        },
      },
    },
  });
}

/** Whether the library refused, rather than failed. */
export const isRefusal = (error: unknown, ...codes: string[]): boolean =>
  error instanceof APIError && (codes.length === 0 || codes.includes(String(error.body?.code)));
