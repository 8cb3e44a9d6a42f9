// One sound at once: a file to process, or a sound to say; answered whole where it is ready within a second.
import { createRoute, z } from '@hono/zod-openapi';
import { sha256Of } from '../audio/kept-clips.ts';
import { keepUpload } from '../audio/originals.ts';
import { BatchRequest } from '../jobs/job-request.ts';
import { type SubmitDeps, submitBatch } from '../jobs/submit-batch.ts';
import { isOver, untilOver } from '../jobs/until-over.ts';
import { accepted, faulty, fieldError } from './audio-batch.ts';
import { bodyLimitOf } from './http/body-limits.ts';
import { problemAnswer } from './http/declare.ts';
import type { Api } from './http/env.ts';
import { type FieldError, ProblemError } from './http/problem.ts';
import { addressOfJob, JobAnswer, jobAnswer, TaskAnswer, taskAnswer } from './job-answer.ts';
import { guarded, type JobDeps } from './jobs.ts';
import { notASound } from './upload-answer.ts';

/** ms that an answer waits for the result where nothing else is said. */
const usualPatience = 1_000;

const binary = { type: 'string', format: 'binary' } as const;
const facts = ['source_type', 'speaker', 'licence', 'attribution', 'frame', 'language', 'url', 'taken_from'] as const;
const word = z.string().max(1000).optional();

const ProcessForm = z
  .strictObject({
    file: z
      .custom<File>((value) => value instanceof File, 'it must be one file')
      .optional()
      .meta({ ...binary, description: 'The recording; the type is told from its content' }),
    upload: word.meta({ description: 'SHA-256 of an upload, instead of a file' }),
    processing_type: z.enum(['enhance', 'transform', 'generate']).meta({
      description: '`enhance`: the whole pipeline. `transform`: only what the parameters ask for. `generate`: speech',
    }),
    voices: word.meta({ description: 'The phoneme, realisation or word that it is of, or that is to be said' }),
    parameters: word.meta({ description: 'JSON: those of the pipeline, or rate, pitch and voice of speech' }),
    job_id: word,
    webhook: z.string().max(2000).optional(),
    ...(Object.fromEntries(facts.map((fact) => [fact, word])) as Record<(typeof facts)[number], typeof word>),
  })
  .meta({ id: 'ProcessForm' });
type ProcessForm = z.infer<typeof ProcessForm>;

const ProcessAnswer = z.object({ job: JobAnswer, task: TaskAnswer }).meta({ id: 'Processed' });

/** Bytes of the form beside its file. */
const formBytes = 64 * 2 ** 10;

/** `uploadBytes`: of a file, at most. */
type Deps = JobDeps & SubmitDeps & { uploadBytes: number; patienceMs?: number | undefined };

export function processSound(api: Api, path: string, deps: Deps): void {
  const { guard, limits, jobs, kept, uploadBytes, patienceMs = usualPatience } = deps;
  const answer = (description: string) => ({ description, content: { 'application/json': { schema: ProcessAnswer } } });
  const route = createRoute({
    method: 'post',
    path,
    summary: 'Process one recording, or say one sound',
    tags: ['jobs'],
    middleware: [guard.editor, limits.uploads, bodyLimitOf(uploadBytes + formBytes)] as const,
    request: { body: { required: true, content: { 'multipart/form-data': { schema: ProcessForm } } } },
    responses: {
      200: answer('It is done; `task.result` says what came of it'),
      202: answer('It is not done yet; Location is the job’s address'),
      400: problemAnswer(
        'Something in it is not valid, or the file is no sound that can be taken in (`reason` says why)',
      ),
      409: problemAnswer('There is a job of this id that asks for something else'),
      413: problemAnswer('The file is too large'),
      ...guarded,
      503: problemAnswer('Too many large requests at once; Retry-After says when to come back'),
      507: problemAnswer('The storage is full'),
    },
  });
  api.openapi(route, async (c) => {
    const form = c.req.valid('form');
    const bytes = form.file && new Uint8Array(await form.file.arrayBuffer());
    const batch = batchOf(form, bytes && sha256Of(bytes));
    if (bytes && bytes.length > uploadBytes)
      throw new ProblemError('body-too-large', {
        detail: `a file has ${uploadBytes.toLocaleString('en')} bytes at most`,
      });
    const upload = bytes && (await keepUpload(kept, bytes));
    if (upload && 'refused' in upload) throw notASound(upload, { field: 'file' });
    const submitted = await submitBatch(deps, batch, upload?.fresh ? { discard: true } : {});
    if ('faults' in submitted) throw faulty(submitted.faults.map(unnumbered));
    const { id } = accepted(submitted).job;
    const job = await untilOver(jobs, id, patienceMs);
    const [result] = (await jobs.results(id, { limit: 1 })).results;
    if (result?.state === 'failed') {
      const { code, message } = result.error!;
      throw form.processing_type === 'generate'
        ? faulty([{ field: 'voices', message }])
        : notASound({ refused: code, message }, { field: bytes ? 'file' : 'upload', job: addressOfJob(id) });
    }
    const headers = { location: addressOfJob(id), 'cache-control': 'no-store' };
    const body = { job: jobAnswer(job), task: taskAnswer(id, result!) };
    return isOver(job) ? c.json(body, 200, headers) : c.json(body, 202, headers);
  });
}

/** A batch of one: what holds for a thousand holds for it. Throws the problem where it cannot be one. */
function batchOf(form: ProcessForm, sent: string | undefined): BatchRequest {
  const { processing_type: kind, job_id, voices, parameters = '{}', webhook, upload, file: _file, ...known } = form;
  const faults: FieldError[] = [];
  const sha256 = sent ?? upload;
  if (kind === 'generate' && sha256 !== undefined)
    faults.push({ field: 'file', message: 'speech is made of nothing but what it voices' });
  if (kind !== 'generate' && (sent === undefined) === (upload === undefined))
    faults.push({ field: 'file', message: 'either a file or the hash of an upload' });
  const asked = jsonOf(parameters);
  if (asked === undefined) faults.push({ field: 'parameters', message: 'it is no JSON object' });
  if (faults.length > 0) throw faulty(faults);
  const hooked = webhook === undefined ? {} : { webhook };
  const parsed = BatchRequest.safeParse({
    kind,
    ...(job_id === undefined ? {} : { job_id }),
    ...(kind === 'generate'
      ? { items: [{ voices }], config: { ...asked, ...hooked } }
      : {
          items: [{ upload: sha256, ...(voices === undefined ? {} : { voices, ...known }) }],
          config: { parameters: asked, ...hooked },
        }),
  });
  if (!parsed.success) throw faulty(parsed.error.issues.map(fieldError).map(unnumbered));
  return parsed.data;
}

function jsonOf(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Here the only one of the items is the form itself. */
const unnumbered = ({ field, message }: FieldError): FieldError => ({
  field: field.replace(/^(items\.0|config)\.(?=.)/, ''),
  message,
});
