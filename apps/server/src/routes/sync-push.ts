// Editors' push: edits made away from the server are taken one by one, and what clashed is told again. [PUSH] in packages/sync has the rules.
import { createRoute, z } from '@hono/zod-openapi';
import { MAX_PUSH_BYTES, MAX_PUSH_DEPTH, MAX_PUSH_EDITS } from '@phonochart/sync/limits.ts';
import { Clashes, PushAnswer, PushRequest } from '@phonochart/sync/push.ts';
import type { PushState, PushStore } from '../store/push-store.ts';
import { faulty } from './audio-batch.ts';
import { authorOf } from './audio-sources.ts';
import { bodyLimitOf } from './http/body-limits.ts';
import { problemAnswer } from './http/declare.ts';
import type { Api } from './http/env.ts';
import type { Guard } from './http/guard.ts';
import type { Limits } from './http/limits.ts';
import { ProblemError } from './http/problem.ts';
import { cut, strictJson } from './http/strict-json.ts';
import { guarded } from './jobs.ts';

type Deps = { store: PushStore; guard: Guard; limits: Limits };

/** The longest field of a shipped language holds 1,200 members, and comes twice; a text is in a few dozen languages. */
const bodyLimits = { depth: MAX_PUSH_DEPTH, members: 20_000, keys: 1000 };

const fresh = { 'cache-control': 'no-store' };

const example = {
  epoch: '0123456789abcdef',
  edits: [
    {
      id: '6f1c0a52-6a5e-4c1e-9d4e-0a8f7f1c2b3d',
      after: null,
      language: 'english-gb',
      record: 'english-gb:ʃ',
      field: 'articulation',
      revision: 118,
      was: null,
      value: { en: 'Raise the blade of the tongue and blow.' },
      made_at: '2026-11-21T08:00:00Z',
    },
  ],
};

export function pushEdits(api: Api, path: string, { store, guard, limits }: Deps): void {
  // Declared and not parsed by the framework: how deep a body goes must be known before it is parsed.
  api.openAPIRegistry.registerPath({
    method: 'post',
    path,
    summary: 'Edits made offline, one field of one record each',
    description:
      'Each is taken by itself, in order: `applied`; `clash`, with what the field says now; `refused`, with the reason; or `waiting` for the edit that it comes `after`. Sent again under its id, an edit has the same outcome and no second effect.',
    tags: ['sync'],
    request: {
      body: {
        required: true,
        content: { 'application/json': { schema: PushRequest.meta({ id: 'PushRequest' }), example } },
      },
    },
    responses: {
      200: {
        description: 'What became of each, in the order of the edits',
        content: { 'application/json': { schema: PushAnswer.meta({ id: 'PushAnswer' }) } },
      },
      400: problemAnswer('The request is not of the form; `errors` names `edits.N.field`, and nothing was changed'),
      409: problemAnswer('The epoch is another one, named by `epoch`: pull, then send the edits again under it'),
      413: problemAnswer('The body is too large: send fewer edits at once'),
      415: problemAnswer('The body is compressed, or no JSON'),
      ...guarded,
      503: problemAnswer('Too much at once; send the same again after Retry-After'),
      507: problemAnswer('The storage is full; send the same again later'),
    },
  });
  api.post(path, guard.editor, limits.writes, bodyLimitOf(MAX_PUSH_BYTES), async (c) => {
    const body = await strictJson(c, bodyLimits);
    const { epoch, edits } = requestIn(body);
    await limits.charge(c, 'writes', edits.length - 1);
    const person = c.get('person')!;
    const pushed = await store.pushEdits(epoch, edits, { id: person.id, signed: authorOf(person) });
    if (pushed.type === 'foreign-epoch') throw foreignEpoch(pushed.state);
    return c.json({ ...pushed.state, results: pushed.results } satisfies PushAnswer, 200, fresh);
  });
}

const Counted = z.looseObject({ edits: z.array(z.unknown()).max(MAX_PUSH_EDITS) });

function requestIn(body: unknown): PushRequest {
  // Counted before any is looked at: each of a hundred thousand would be found wrong in ten ways.
  const counted = Counted.safeParse(body);
  if (counted.error) throw malformed(counted.error);
  const request = PushRequest.safeParse(body);
  if (request.error) throw malformed(request.error);
  return request.data;
}

const malformed = ({ issues }: z.ZodError): ProblemError =>
  faulty(issues.map(({ path, message }) => ({ field: cut(path.join('.')) || 'body', message: cut(message) })));

const foreignEpoch = ({ epoch, head }: PushState): ProblemError => {
  const message = 'the catalogue began a new history: pull, then send the edits again under its epoch';
  return new ProblemError('epoch', { detail: message, errors: [{ field: 'epoch', message }], more: { epoch, head } });
};

export function listClashes(api: Api, path: string, { store, guard }: Omit<Deps, 'limits'>): void {
  const route = createRoute({
    method: 'get',
    path,
    summary: 'Edits of one’s own that clashed and are not decided yet, the oldest first',
    description: 'At most a hundred; a later edit of the same field by the same account that is applied decides it.',
    tags: ['sync'],
    middleware: [guard.editor] as const,
    responses: {
      200: {
        description: 'Both versions of each',
        content: { 'application/json': { schema: Clashes.meta({ id: 'Clashes' }) } },
      },
      ...guarded,
    },
  });
  api.openapi(route, async (c) => c.json(await store.clashesOf(c.get('person')!.id), 200, fresh));
}
