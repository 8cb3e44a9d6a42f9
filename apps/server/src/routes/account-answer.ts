// What the routes of accounts have alike: what they work with, how accounts and tokens are answered, and what is refused.
import { z } from '@hono/zod-openapi';
import { type Account, roles } from '@phonochart/catalog/account.ts';
import { PlainText } from '@phonochart/catalog/text.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { longestPassword, shortestPassword } from '../accounts/password.ts';
import type { Sent } from './http/answers.ts';
import { problemAnswer } from './http/declare.ts';
import type { Guard } from './http/guard.ts';
import type { Limits } from './http/limits.ts';

export type AccountDeps = { accounts: Accounts; guard: Guard; limits: Limits };

export const tags = ['accounts'];

export const AccountAnswer = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    role: z.enum(roles),
    disabled: z.boolean(),
    created_at: z.iso.datetime(),
  })
  .meta({ id: 'Account' }) satisfies z.ZodType<Account>;

export const OneAccount = z.object({ account: AccountAnswer });

export const Email = z
  .string()
  .trim()
  .max(254)
  .pipe(z.email('it is no e-mail address'))
  .meta({ description: 'Case does not matter; nothing is sent there', example: 'ada@example.org' });

export const Name = PlainText.max(100).meta({ description: 'As others see it', example: 'Ada' });

export const NewPassword = z
  .string()
  .min(shortestPassword, `it must have at least ${shortestPassword} characters`)
  .max(longestPassword);

/** Of a password that is there already: whatever is longer than any is wrong, not invalid. */
export const GivenPassword = z.string().min(1).max(1024);

export const LinkToken = z.string().min(1).max(128).meta({ description: 'What stands behind the # of the link' });

/** What guarded routes may answer besides. */
export const guarded = {
  401: problemAnswer('An account is needed: a session, or `Authorization: Bearer TOKEN`'),
  403: problemAnswer('The account may not do this, or the request comes from the page of another site'),
  429: problemAnswer('Too many requests; Retry-After says when to come back'),
};

export const invalidBody = problemAnswer('Something in the body is not valid; `errors` names it');

/** What routes may answer besides by which somebody comes in who is not signed in yet. */
export const entering = { 400: invalidBody, 403: guarded[403], 429: guarded[429] };

export const jsonBody = <Schema extends z.ZodType>(schema: Schema) => ({
  body: { required: true, content: { 'application/json': { schema } } },
});

export const answered = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});

/** Nothing about accounts is kept by anybody on the way. */
export function sendPrivate(
  status: 200 | 201 | 204,
  value: unknown,
  { cookies = [], location }: { cookies?: readonly string[]; location?: string } = {},
): Sent {
  const headers = new Headers({ 'cache-control': 'no-store' });
  if (location !== undefined) headers.set('location', location);
  for (const cookie of cookies) headers.append('set-cookie', cookie);
  if (status === 204) return new Response(null, { status, headers }) as Sent;
  headers.set('content-type', 'application/json');
  return new Response(JSON.stringify(value), { status, headers }) as Sent;
}

/** The account without whatever the store may one day add. */
export const accountAnswer = ({ id, email, name, role, disabled, created_at }: Account) => ({
  id,
  email,
  name,
  role,
  disabled,
  created_at,
});
