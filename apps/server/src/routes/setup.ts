// One-time links: by one somebody becomes the first admin, by another sets the password of an account.
import { createRoute, z } from '@hono/zod-openapi';
import type { Entered } from '../accounts/accounts.ts';
import {
  type AccountDeps,
  accountAnswer,
  answered,
  Email,
  entering,
  jsonBody,
  LinkToken,
  Name,
  NewPassword,
  OneAccount,
  sendPrivate,
  tags,
} from './account-answer.ts';
import { problemAnswer } from './http/declare.ts';
import type { Api } from './http/env.ts';
import { ProblemError } from './http/problem.ts';

const refusals = {
  ...entering,
  410: problemAnswer('The link was used, has expired, or never was'),
};

export function showSetup(api: Api, path: string, { accounts }: Pick<AccountDeps, 'accounts'>): void {
  const route = createRoute({
    method: 'get',
    path,
    summary: 'Whether the first admin can be made by the link that the server printed',
    tags,
    responses: { 200: answered(z.object({ open: z.boolean() }), 'Whether it is open') },
  });
  api.openapi(route, async () => sendPrivate(200, { open: await accounts.store.setupIsOpen() }));
}

export function setUp(api: Api, path: string, { accounts, guard, limits }: AccountDeps): void {
  const route = createRoute({
    method: 'post',
    path,
    summary: 'Become the first admin by the link that the server printed',
    tags,
    middleware: [guard.ownPages] as const,
    request: jsonBody(z.object({ token: LinkToken, email: Email, name: Name, password: NewPassword })),
    responses: { 201: answered(OneAccount, 'Made and signed in'), ...refusals },
  });
  api.openapi(route, async (c) => {
    const given = c.req.valid('json');
    const attempt = await limits.attempt(c, `link ${given.token}`);
    const { account, cookies } = used(await accounts.setUp(given));
    await attempt.forgive();
    return sendPrivate(201, { account: accountAnswer(account) }, { cookies });
  });
}

export function setPassword(api: Api, path: string, { accounts, guard, limits }: AccountDeps): void {
  const route = createRoute({
    method: 'post',
    path,
    summary: 'Set the password of an account by the link that an admin gave',
    description: 'Earlier sessions of the account end.',
    tags,
    middleware: [guard.ownPages] as const,
    request: jsonBody(z.object({ token: LinkToken, password: NewPassword })),
    responses: { 200: answered(OneAccount, 'Set and signed in'), ...refusals },
  });
  api.openapi(route, async (c) => {
    const given = c.req.valid('json');
    const attempt = await limits.attempt(c, `link ${given.token}`);
    const { account, cookies } = used(await accounts.setPassword(given));
    await attempt.forgive();
    return sendPrivate(200, { account: accountAnswer(account) }, { cookies });
  });
}

function used(entered: Entered | undefined): Entered {
  if (entered) return entered;
  throw new ProblemError('link-gone', {
    detail: 'a link works once and for a limited time; ask for a new one, or run `npm run admin:create` on the server',
  });
}
