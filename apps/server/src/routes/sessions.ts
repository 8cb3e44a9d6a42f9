// Signing in and out by password, and changing it; the session is a cookie that no script can read.
import { createRoute, z } from '@hono/zod-openapi';
import {
  AccountAnswer,
  type AccountDeps,
  accountAnswer,
  answered,
  entering,
  GivenPassword,
  guarded,
  jsonBody,
  NewPassword,
  OneAccount,
  sendPrivate,
  tags,
} from './account-answer.ts';
import { problemAnswer } from './http/declare.ts';
import type { Api } from './http/env.ts';
import { bySession } from './http/guard.ts';
import { ProblemError } from './http/problem.ts';

export function showSession(api: Api, path: string, { accounts }: Pick<AccountDeps, 'accounts'>): void {
  const route = createRoute({
    method: 'get',
    path,
    summary: 'Who is signed in, if anybody',
    tags,
    responses: { 200: answered(z.object({ account: AccountAnswer.nullable() }), 'The account, or null') },
  });
  api.openapi(route, async (c) => {
    const { account, cookies = [] } = await accounts.session(c.req.raw.headers);
    return sendPrivate(200, { account: account ? accountAnswer(account) : null }, { cookies });
  });
}

export function signIn(api: Api, path: string, { accounts, guard, limits }: AccountDeps): void {
  const route = createRoute({
    method: 'post',
    path,
    summary: 'Sign in',
    description:
      'After ten wrong passwords an account waits for a quarter of an hour, whatever address they came from.',
    tags,
    security: [],
    middleware: [guard.ownPages] as const,
    request: jsonBody(z.object({ email: z.string().trim().min(1).max(254), password: GivenPassword })),
    responses: {
      200: answered(OneAccount, 'Signed in: the cookie is the session'),
      401: problemAnswer('Address and password do not belong together, or the account is disabled'),
      ...entering,
    },
  });
  api.openapi(route, async (c) => {
    const given = c.req.valid('json');
    const attempt = await limits.attempt(c, given.email);
    const entered = await accounts.signIn(given, c.req.raw.headers);
    if (!entered) throw new ProblemError('wrong-credentials');
    await attempt.forgive();
    return sendPrivate(200, { account: accountAnswer(entered.account) }, entered);
  });
}

export function signOut(api: Api, path: string, { accounts, guard }: Pick<AccountDeps, 'accounts' | 'guard'>): void {
  const route = createRoute({
    method: 'post',
    path,
    summary: 'Sign out',
    tags,
    middleware: [guard.ownPages] as const,
    responses: { 204: { description: 'The session is over' }, 403: guarded[403] },
  });
  api.openapi(route, async (c) => sendPrivate(204, null, { cookies: await accounts.signOut(c.req.raw.headers) }));
}

export function changePassword(api: Api, path: string, { accounts, guard, limits }: AccountDeps): void {
  const route = createRoute({
    method: 'post',
    path,
    summary: 'Change the own password',
    description: 'Other sessions end. API tokens stay.',
    tags,
    middleware: [guard.editor, bySession] as const,
    request: jsonBody(z.object({ current_password: GivenPassword, new_password: NewPassword })),
    responses: {
      200: answered(OneAccount, 'Changed: the cookie is a new session'),
      400: problemAnswer('`errors` names the password that will not do'),
      ...guarded,
    },
  });
  api.openapi(route, async (c) => {
    const { current_password: current, new_password: next } = c.req.valid('json');
    const account = await accounts.store.get(c.get('person')!.id);
    if (!account) throw new ProblemError('not-signed-in');
    const attempt = await limits.attempt(c, account.email);
    const cookies = await accounts.changePassword({ current, next }, c.req.raw.headers);
    if (!cookies) {
      const errors = [{ field: 'current_password', message: 'it is another one' }];
      throw new ProblemError('invalid-parameter', { detail: 'the present password is another one', errors });
    }
    await attempt.forgive();
    return sendPrivate(200, { account: accountAnswer(account) }, { cookies });
  });
}
