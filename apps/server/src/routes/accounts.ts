// All accounts, for admins: who may write, and the links by which they set their passwords.
import { createRoute, z } from '@hono/zod-openapi';
import { type Account, roles } from '@phonochart/catalog/account.ts';
import type { NewLink } from '../accounts/accounts.ts';
import { StoreError } from '../store/store-error.ts';
import {
  AccountAnswer,
  type AccountDeps,
  accountAnswer,
  answered,
  Email,
  guarded,
  invalidBody,
  jsonBody,
  Name,
  OneAccount,
  sendPrivate,
  tags,
} from './account-answer.ts';
import { problemAnswer } from './http/declare.ts';
import type { Api } from './http/env.ts';
import { bySession } from './http/guard.ts';
import { ProblemError, unknown } from './http/problem.ts';

type Deps = AccountDeps & {
  /** Where links lead; the request's own address where it is not set. */
  publicUrl: string | undefined;
};

const Link = z
  .object({ url: z.string(), expires_at: z.iso.datetime() })
  .meta({ id: 'PasswordLink', description: 'Works once. To be handed over in person: no mail is sent' });
const params = z.object({ id: z.string() });
const unknownId = problemAnswer('No account of this id');
const lastAdmin = problemAnswer('It is the last admin who can sign in');

export function listAccounts(api: Api, path: string, { accounts, guard }: Deps): void {
  const route = createRoute({
    method: 'get',
    path,
    summary: 'All accounts, oldest first',
    tags,
    middleware: [guard.admin, bySession] as const,
    responses: { 200: answered(z.object({ accounts: z.array(AccountAnswer) }), 'The accounts'), ...guarded },
  });
  api.openapi(route, async () => sendPrivate(200, { accounts: (await accounts.store.list()).map(accountAnswer) }));
}

export function makeAccount(api: Api, path: string, { accounts, guard, limits, publicUrl }: Deps): void {
  const route = createRoute({
    method: 'post',
    path,
    summary: 'Make an account, and a link by which its owner sets the password',
    tags,
    middleware: [guard.admin, bySession, limits.writes] as const,
    request: jsonBody(z.object({ email: Email, name: Name, role: z.enum(roles) })),
    responses: {
      201: answered(z.object({ account: AccountAnswer, link: Link }), 'Made'),
      400: invalidBody,
      409: problemAnswer('The address has an account'),
      ...guarded,
    },
  });
  api.openapi(route, async (c) => {
    const account = await orProblem('email', () => accounts.store.create(c.req.valid('json')));
    const link = linkAnswer(await accounts.newPasswordLink(account.id), publicUrl ?? new URL(c.req.url).origin);
    const location = `${path}/${encodeURIComponent(account.id)}`;
    return sendPrivate(201, { account: accountAnswer(account), link }, { location });
  });
}

export function makePasswordLink(api: Api, path: string, { accounts, guard, limits, publicUrl }: Deps): void {
  const route = createRoute({
    method: 'post',
    path,
    summary: 'Make a new link by which the owner sets the password; earlier ones end',
    tags,
    middleware: [guard.admin, bySession, limits.writes] as const,
    request: { params },
    responses: { 200: answered(z.object({ link: Link }), 'The link'), 404: unknownId, ...guarded },
  });
  api.openapi(route, async (c) => {
    const { id } = c.req.valid('param');
    const link = await orProblem(id, () => accounts.newPasswordLink(id));
    return sendPrivate(200, { link: linkAnswer(link, publicUrl ?? new URL(c.req.url).origin) });
  });
}

export function changeAccount(api: Api, path: string, { accounts, guard, limits }: Deps): void {
  const route = createRoute({
    method: 'patch',
    path,
    summary: 'Rename an account, change its role, disable it or let it in again',
    description: 'Whoever is disabled loses sessions, tokens and links at once, and for good.',
    tags,
    middleware: [guard.admin, bySession, limits.writes] as const,
    request: {
      params,
      ...jsonBody(
        z.strictObject({ name: Name.optional(), role: z.enum(roles).optional(), disabled: z.boolean().optional() }),
      ),
    },
    responses: { 200: answered(OneAccount, 'Changed'), 400: invalidBody, 404: unknownId, 409: lastAdmin, ...guarded },
  });
  api.openapi(route, async (c) => {
    const { id } = c.req.valid('param');
    const { name, role, disabled } = c.req.valid('json');
    const patch = {
      ...(name === undefined ? {} : { name }),
      ...(role === undefined ? {} : { role }),
      ...(disabled === undefined ? {} : { disabled }),
    };
    const account: Account = await orProblem(id, () => accounts.store.change(id, patch));
    return sendPrivate(200, { account: accountAnswer(account) });
  });
}

export function removeAccount(api: Api, path: string, { accounts, guard, limits }: Deps): void {
  const route = createRoute({
    method: 'delete',
    path,
    summary: 'Remove an account with its sessions and tokens',
    tags,
    middleware: [guard.admin, bySession, limits.writes] as const,
    request: { params },
    responses: { 204: { description: 'Removed' }, 404: unknownId, 409: lastAdmin, ...guarded },
  });
  api.openapi(route, async (c) => {
    const { id } = c.req.valid('param');
    await orProblem(id, () => accounts.store.remove(id));
    return sendPrivate(204, null);
  });
}

/** In the fragment, which no server and no proxy ever sees. */
const linkAnswer = ({ secret, expires_at }: NewLink, origin: string) => ({
  url: `${origin}/set-password#${secret}`,
  expires_at,
});

async function orProblem<Answer>(named: string, ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    if (error.code === 'not-found') throw unknown('unknown-account', 'id', named);
    if (error.code === 'conflict') throw new ProblemError('conflict', { detail: error.message });
    throw error;
  }
}
