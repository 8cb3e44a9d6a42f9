// Files that editors bring: sent whole under their own hash, or as a form; safe in their place before they are acknowledged.
import { createRoute, z } from '@hono/zod-openapi';
import { type KeptClips, sha256Of } from '../audio/kept-clips.ts';
import { findOriginal, keepUpload } from '../audio/originals.ts';
import { bodyLimitOf } from './http/body-limits.ts';
import { problemAnswer } from './http/declare.ts';
import type { Api } from './http/env.ts';
import type { Guard } from './http/guard.ts';
import type { Limits } from './http/limits.ts';
import { ProblemError, unknown } from './http/problem.ts';
import { notASound, Upload, uploadOf, uploadProblems, wrongHash } from './upload-answer.ts';

export type UploadDeps = {
  kept: KeptClips;
  guard: Guard;
  limits: Limits;
  /** Bytes of a file. */
  mostBytes: number;
};

/** What Node's own reader of forms wants. */
const unreadable = 'the form cannot be read: it must be whole, and its boundary 27 to 70 letters and digits long';
/** A form's own lines around its file. */
const FORM_BYTES = 64 * 1024;

const hexadecimal = z
  .string()
  .regex(/^[0-9a-fA-F]{64}$/, 'SHA-256 as 64 hexadecimal digits')
  .meta({ description: 'SHA-256 of the file', example: 'e3b0c442…b7852b855' });
const HashParameter = z.object({ sha256: hexadecimal });

const answers = (schema: z.ZodType) => ({
  200: { description: 'It was there already', content: { 'application/json': { schema } } },
  201: { description: 'It is kept now, safe on disk', content: { 'application/json': { schema } } },
});
const fresh = { 'cache-control': 'no-store' };

export function putUpload(api: Api, path: string, { kept, guard, limits, mostBytes }: UploadDeps): void {
  const binary = z.string().meta({ type: 'string', format: 'binary' });
  const route = createRoute({
    method: 'put',
    path,
    summary: 'A recording under its own hash; sent twice, it is stored once',
    tags: ['uploads'],
    middleware: [guard.editor, limits.uploads, bodyLimitOf(mostBytes)] as const,
    request: {
      params: HashParameter,
      body: { required: true, content: { 'application/octet-stream': { schema: binary } } },
    },
    responses: { ...answers(Upload), ...uploadProblems },
  });
  api.openapi(route, async (c) => {
    const sha256 = c.req.valid('param').sha256.toLowerCase();
    const bytes = new Uint8Array(await whole(() => c.req.arrayBuffer(), 'the body broke off'));
    const upload = await keep(kept, bytes, sha256, 'sha256');
    return c.json(uploadOf(upload), upload.fresh ? 201 : 200, fresh);
  });
}

export function showUpload(api: Api, path: string, { kept, guard }: UploadDeps): void {
  const route = createRoute({
    method: 'get',
    path,
    summary: 'Whether a recording of this hash is kept',
    tags: ['uploads'],
    middleware: [guard.editor] as const,
    request: { params: HashParameter },
    responses: {
      200: { description: 'It is', content: { 'application/json': { schema: Upload } } },
      401: uploadProblems[401],
      403: uploadProblems[403],
      404: problemAnswer('It is not, or it is damaged: send it'),
    },
  });
  api.openapi(route, async (c) => {
    const sha256 = c.req.valid('param').sha256.toLowerCase();
    const found = await findOriginal(kept, sha256);
    if (!found) throw unknown('unknown-upload', 'sha256', sha256);
    return c.json(uploadOf({ sha256, bytes: found.bytes.length, type: found.type }), 200, fresh);
  });
}

/** For scripts: `curl -F file=@recording.wav`. */
export function postUpload(api: Api, path: string, { kept, guard, limits, mostBytes }: UploadDeps): void {
  // No zod here: the form is read once, by the handler, which says in words what is wrong with it.
  const form = {
    type: 'object' as const,
    required: ['file'],
    properties: {
      file: { type: 'string' as const, format: 'binary', description: 'The recording; its name plays no part' },
      sha256: { type: 'string' as const, description: 'SHA-256 that the file must have' },
    },
  };
  const Named = Upload.extend({
    name: z.string().meta({ description: 'The file’s name, fit to be shown: no folders, no invisible letters' }),
  }).meta({ id: 'NamedUpload' });
  const route = createRoute({
    method: 'post',
    path,
    summary: 'A recording as a form with one file',
    tags: ['uploads'],
    middleware: [guard.editor, limits.uploads, bodyLimitOf(mostBytes + FORM_BYTES)] as const,
    request: { body: { required: true, content: { 'multipart/form-data': { schema: form } } } },
    responses: { ...answers(Named), ...uploadProblems, 415: problemAnswer('The body is no multipart/form-data') },
  });
  api.openapi(route, async (c) => {
    if (!/^multipart\/form-data\s*;/i.test(c.req.header('content-type') ?? '')) {
      throw new ProblemError('unsupported-type', { detail: 'send multipart/form-data with one field named "file"' });
    }
    const { file, sha256 } = oneFileOf(await whole(() => c.req.formData(), unreadable));
    if (file.size > mostBytes) {
      throw new ProblemError('body-too-large', { detail: `at most ${mostBytes.toLocaleString('en')} bytes` });
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    const upload = await keep(kept, bytes, sha256?.toLowerCase(), 'sha256');
    const status = upload.fresh ? 201 : 200;
    return c.json({ ...uploadOf(upload), name: shownName(file.name) }, status, {
      ...fresh,
      location: `${path}/${upload.sha256}`,
    });
  });
}

/** Checks against the hash that the sender named, if any, and keeps it. */
async function keep(kept: KeptClips, bytes: Uint8Array<ArrayBuffer>, named: string | undefined, field: string) {
  const found = named === undefined ? undefined : sha256Of(bytes);
  if (found !== undefined && found !== named) throw wrongHash(field, named!, found);
  const upload = await keepUpload(kept, bytes);
  if ('refused' in upload) throw notASound(upload);
  return upload;
}

/** A body that breaks off, or is no form, must be told apart from a fault of ours. */
async function whole<Body>(read: () => Promise<Body>, detail: string): Promise<Body> {
  try {
    return await read();
  } catch {
    throw new ProblemError('invalid-parameter', { detail });
  }
}

function oneFileOf(form: FormData): { file: File; sha256: string | undefined } {
  const wrong = (field: string, message: string) =>
    new ProblemError('invalid-parameter', { detail: message, errors: [{ field, message }] });
  for (const field of form.keys()) {
    if (field !== 'file' && field !== 'sha256') {
      throw wrong('form', 'only the fields "file" and "sha256" are taken: one file a request');
    }
  }
  const [file, ...more] = form.getAll('file');
  if (file === undefined || typeof file === 'string') throw wrong('file', 'a file is needed in the field "file"');
  if (more.length > 0) throw wrong('file', `one file a request; there are ${more.length + 1}`);
  const [sha256, ...others] = form.getAll('sha256');
  if (sha256 === undefined) return { file, sha256 };
  const parsed = hexadecimal.safeParse(sha256);
  if (!parsed.success || others.length > 0) throw wrong('sha256', 'SHA-256 as 64 hexadecimal digits, once');
  return { file, sha256: parsed.data };
}

/** A name as it may be shown: without folders, control letters and marks that turn the direction; 100 letters at most. */
export const shownName = (name: string): string =>
  [...name.replace(/^.*[/\\]/s, '').replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')].slice(0, 100).join('').trim();
