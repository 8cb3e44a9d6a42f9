// The own account, and the API tokens that its scripts use.
import { createRoute, z } from '@hono/zod-openapi';
import type { ApiToken } from '@phonochart/catalog/account.ts';
import { PlainText } from '@phonochart/catalog/text.ts';
import { StoreError } from '../store/store-error.ts';
import {
  type AccountDeps,
  accountAnswer,
  answered,
  guarded,
  invalidBody,
  jsonBody,
  OneAccount,
  sendPrivate,
  tags,
} from './account-answer.ts';
import { problemAnswer } from './http/declare.ts';
import type { Api } from './http/env.ts';
import { bySession } from './http/guard.ts';
import { ProblemError, unknown } from './http/problem.ts';

const TokenAnswer = z
  .object({
    id: z.string(),
    name: z.string(),
    prefix: z.string().meta({ description: 'The token’s first characters', example: 'pc_AbCdEf' }),
    created_at: z.iso.datetime(),
    last_used_on: z.iso.date().nullable(),
    expires_at: z.iso.datetime().nullable(),
  })
  .meta({ id: 'ApiToken' }) satisfies z.ZodType<ApiToken>;

export function showOwnAccount(
  api: Api,
  path: string,
  { accounts, guard }: Pick<AccountDeps, 'accounts' | 'guard'>,
): void {
  const route = createRoute({
    method: 'get',
    path,
    summary: 'The own account',
    tags,
    middleware: [guard.editor] as const,
    responses: { 200: answered(OneAccount, 'The account'), ...guarded },
  });
  api.openapi(route, async (c) => {
    const account = await accounts.store.get(c.get('person')!.id);
    if (!account) throw new ProblemError('not-signed-in');
    return sendPrivate(200, { account: accountAnswer(account) });
  });
}

export function listTokens(api: Api, path: string, { accounts, guard }: Pick<AccountDeps, 'accounts' | 'guard'>): void {
  const route = createRoute({
    method: 'get',
    path,
    summary: 'The own API tokens, newest first',
    tags,
    middleware: [guard.editor, bySession] as const,
    responses: { 200: answered(z.object({ tokens: z.array(TokenAnswer) }), 'Those that are not revoked'), ...guarded },
  });
  api.openapi(route, async (c) => sendPrivate(200, { tokens: await accounts.store.tokens(c.get('person')!.id) }));
}

export function makeToken(api: Api, path: string, { accounts, guard, limits }: AccountDeps): void {
  const route = createRoute({
    method: 'post',
    path,
    summary: 'Make an API token',
    description:
      'It may all that the account may, except manage accounts and tokens. `secret` is told this once. A script sends it as `Authorization: Bearer SECRET`.',
    tags,
    middleware: [guard.editor, bySession, limits.writes] as const,
    request: jsonBody(
      z.object({
        name: PlainText.max(60).meta({ description: 'What it is for', example: 'Upload script' }),
        expires_in_days: z.int().min(1).max(3650).optional().meta({ description: 'Absent: it does not expire' }),
      }),
    ),
    responses: {
      201: answered(z.object({ token: TokenAnswer, secret: z.string() }), 'Made'),
      400: invalidBody,
      409: problemAnswer('The account has as many tokens as it may have'),
      ...guarded,
    },
  });
  api.openapi(route, async (c) => {
    const { name, expires_in_days: expiresInDays } = c.req.valid('json');
    const account = c.get('person')!.id;
    try {
      const made = await accounts.addToken({
        account,
        name,
        ...(expiresInDays === undefined ? {} : { expiresInDays }),
      });
      return sendPrivate(201, made);
    } catch (error) {
      if (error instanceof StoreError && error.code === 'conflict') {
        throw new ProblemError('conflict', { detail: error.message });
      }
      if (error instanceof StoreError && error.code === 'not-found') throw new ProblemError('not-signed-in');
      throw error;
    }
  });
}

export function revokeToken(api: Api, path: string, { accounts, guard, limits }: AccountDeps): void {
  const route = createRoute({
    method: 'delete',
    path,
    summary: 'Revoke an API token',
    tags,
    middleware: [guard.editor, bySession, limits.writes] as const,
    request: { params: z.object({ id: z.string() }) },
    responses: {
      204: { description: 'The next request with it is refused' },
      404: problemAnswer('No token of this id'),
      ...guarded,
    },
  });
  api.openapi(route, async (c) => {
    const { id } = c.req.valid('param');
    try {
      await accounts.store.revokeToken(c.get('person')!.id, id);
    } catch (error) {
      if (error instanceof StoreError && error.code === 'not-found') throw unknown('unknown-token', 'id', id);
      throw error;
    }
    return sendPrivate(204, null);
  });
}
