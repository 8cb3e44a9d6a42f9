// The addresses of resumable uploads: one to begin at, and one for each upload.
import type { Handler } from 'hono';
import { problemAnswer } from './http/declare.ts';
import type { Api, AppEnv } from './http/env.ts';
import type { Guard } from './http/guard.ts';
import type { Limits } from './http/limits.ts';
import { ProblemError } from './http/problem.ts';
import type { ResumableUploads } from './resumable-uploads.ts';
import { uploadProblems } from './upload-answer.ts';

export type TusDeps = { resumable: ResumableUploads; guard: Guard; limits: Limits };

const said = 'tus 1.0.0 (https://tus.io/protocols/resumable-upload)';
const described = {
  post: 'Begin a resumable upload; Location says where it goes on',
  head: 'How much of it came; of a finished one Upload-Sha256 names the file',
  patch: 'Go on with it; the answer to the last piece has Upload-Sha256',
  delete: 'Give it up',
} as const;

/** What cannot be sent within a minute, the time of one request, comes this way. */
export function resumeUploads(api: Api, path: string, { resumable, guard, limits }: TusDeps): void {
  const one = `${path}/:id` as const;
  const answer: Handler<AppEnv> = (c) => resumable.answer(c.req.raw, c.get('person')!, c.req.param('id'));
  api.options(path, (c) => resumable.describe(c.req.raw));
  api.post(path, guard.editor, limits.uploads, answer);
  api.patch(one, guard.editor, limits.uploads, answer);
  api.delete(one, guard.editor, limits.uploads, answer);
  api.get(one, guard.editor, (c, next) => {
    if (c.req.method === 'HEAD') return answer(c, next);
    throw new ProblemError('method-not-allowed', { headers: { allow: 'HEAD, PATCH, DELETE' } });
  });

  const id = { name: 'id', in: 'path' as const, required: true, schema: { type: 'string' as const } };
  for (const method of ['post', 'head', 'patch', 'delete'] as const) {
    api.openAPIRegistry.registerPath({
      method,
      path: method === 'post' ? path : `${path}/{id}`,
      summary: described[method],
      description: said,
      tags: ['uploads'],
      parameters: method === 'post' ? [] : [id],
      responses: {
        [{ post: 201, head: 200, patch: 204, delete: 204 }[method]]: { description: 'As the protocol says' },
        ...uploadProblems,
        404: problemAnswer('No such upload of this account'),
        409: problemAnswer('It stands at another offset: ask with HEAD'),
        410: problemAnswer('It was not finished within a day'),
      },
    });
  }
}
