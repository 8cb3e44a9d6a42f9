// What came of a job's tasks: page by page, as a spreadsheet, as a ZIP of the clips, and each clip by itself.
import { Readable } from 'node:stream';
import { createRoute, z } from '@hono/zod-openapi';
import { csvText } from '@phonochart/exports/csv-text.ts';
import { ZipFile } from 'yazl';
import type { KeptClips } from '../audio/kept-clips.ts';
import type { JobStore, TaskResult, TaskState } from '../store/job-store.ts';
import type { Sent } from './http/answers.ts';
import { jsonAnswers, problemAnswer } from './http/declare.ts';
import type { Api } from './http/env.ts';
import { ProblemError, unknown } from './http/problem.ts';
import { answeredFor, clipOfResult, statesOf, TaskAnswer, taskAnswer } from './job-answer.ts';
import { guarded, IdParameter, type JobDeps } from './jobs.ts';

type Deps = JobDeps & { kept: KeptClips };

const ResultsQuery = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  after: z.coerce.number().int().min(-1).optional().meta({ description: 'The position of the last task seen' }),
  state: z
    .string()
    .regex(/^(waiting|leased|done|failed|dead|cancelled)(,(waiting|leased|done|failed|dead|cancelled))*$/)
    .optional()
    .meta({ description: 'Only tasks of these states, separated by commas' }),
  format: z.enum(['json', 'csv', 'zip']).default('json').meta({
    description: '`csv` and `zip` hold all tasks, whatever limit and after say',
  }),
});

const binary = { schema: z.string().meta({ type: 'string', format: 'binary' }) };

export function listResults(api: Api, path: string, { jobs, guard, kept }: Deps): void {
  const Page = z.object({ results: z.array(TaskAnswer), next: z.int().optional() }).meta({ id: 'TaskPage' });
  const answers = jsonAnswers(Page, 'A page of tasks; `next` is the `after` of the next one, where more follow');
  const route = createRoute({
    method: 'get',
    path,
    summary: 'What came of the tasks, in the order of the request',
    tags: ['jobs'],
    middleware: [guard.editor] as const,
    request: { params: IdParameter, query: ResultsQuery },
    responses: {
      ...answers,
      200: {
        ...answers[200],
        content: { ...answers[200].content, 'text/csv': { schema: z.string() }, 'application/zip': binary },
      },
      ...guarded,
    },
  });
  api.openapi(route, async (c) => {
    const { id } = c.req.valid('param');
    const { limit, after, state, format } = c.req.valid('query');
    const states = statesOf(state);
    if (format === 'json') {
      const asked = { limit, states, ...(after === undefined ? {} : { after }) };
      const page = await jobs.results(id, asked).catch(answeredFor(id));
      const link = page.next !== undefined && { ...c.req.query(), limit: String(limit), after: String(page.next) };
      return c.json({ ...page, results: page.results.map((task) => taskAnswer(id, task)) }, 200, {
        'cache-control': 'no-store',
        ...(link ? { link: `<${c.req.path}?${new URLSearchParams(link)}>; rel="next"` } : {}),
      }) as Sent;
    }
    if (!(await jobs.getJob(id))) throw unknown('unknown-job', 'id', id);
    if (c.req.method === 'HEAD') return new Response(null, { headers: fileHeaders(id, format) }) as Sent;
    const pieces = format === 'csv' ? Readable.from(csvOf(jobs, id, states)) : zipOf(jobs, id, states, kept);
    return new Response(Readable.toWeb(pieces) as ReadableStream, { headers: fileHeaders(id, format) }) as Sent;
  });
}

const fileHeaders = (id: string, format: 'csv' | 'zip') => ({
  'content-type': format === 'csv' ? 'text/csv; charset=utf-8; header=present' : 'application/zip',
  'content-disposition': `attachment; filename="${id.replaceAll(/[^A-Za-z0-9._-]/g, '-')}.${format}"`,
  'cache-control': 'no-store',
});

/** All of them, a page at a time: 50,000 results are never in memory together. */
async function* pagesOf(jobs: JobStore, id: string, states: readonly TaskState[]): AsyncIterable<TaskResult[]> {
  let after: number | undefined = -1;
  while (after !== undefined) {
    const page: Awaited<ReturnType<JobStore['results']>> = await jobs.results(id, { limit: 500, after, states });
    yield page.results;
    after = page.next;
  }
}

const columns = [
  'position',
  'state',
  'attempts',
  'voices',
  'source',
  'upload',
  'result',
  'file',
  'bytes',
  'duration_ms',
  'loudness',
  'error',
  'message',
  'ended_at',
] as const;

async function* csvOf(jobs: JobStore, id: string, states: readonly TaskState[]): AsyncIterable<Uint8Array> {
  // Without a byte order mark spreadsheets take the letters of the IPA for Latin-1.
  yield Buffer.from(`\uFEFF${csvText([columns])}`);
  for await (const page of pagesOf(jobs, id, states)) yield Buffer.from(csvText(page.map(rowOf)));
}

function rowOf({ position, state, attempts, input, result, error, ended_at }: TaskResult): (string | number)[] {
  const asked = fieldsOf(input);
  const made = fieldsOf(result);
  const cells: Record<(typeof columns)[number], unknown> = {
    position,
    state,
    attempts,
    voices: asked.voices,
    source: asked.source,
    upload: asked.upload,
    result: made.source ?? made.sha256 ?? made.status,
    file: made.file,
    bytes: made.bytes,
    duration_ms: made.duration_ms,
    loudness: made.loudness,
    error: error?.code,
    message: error?.message,
    ended_at,
  };
  return columns.map((column) => {
    const cell = cells[column] ?? '';
    return typeof cell === 'number' ? cell : String(cell);
  });
}

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

/** The clips of the tasks that are done, each under its position, and results.csv. What is gone from storage is left out. */
function zipOf(jobs: JobStore, id: string, states: readonly TaskState[], kept: KeptClips): Readable {
  const zip = new ZipFile();
  const out = zip.outputStream as Readable;
  zip.on('error', (error: Error) => out.destroy(error));
  const left = new Promise<void>((resolve) => void out.once('close', resolve));
  const fill = async () => {
    let rows = `\uFEFF${csvText([columns])}`;
    for await (const page of pagesOf(jobs, id, states)) {
      rows += csvText(page.map(rowOf));
      for (const { position, result } of page) {
        const clip = clipOfResult(result);
        const bytes = clip && (await readClip(kept, clip.key));
        if (out.destroyed) return;
        if (!clip || !bytes) continue;
        const name = `${String(position).padStart(5, '0')}-${clip.name}`;
        await Promise.race([addClip(zip, name, bytes), left]);
      }
    }
    zip.addBuffer(Buffer.from(rows), 'results.csv');
    zip.end();
  };
  fill().catch((error: Error) => out.destroy(error));
  return out;
}

/** Resolves when it is through; yazl keeps every entry to the end, so none may hold on to its bytes. */
function addClip(zip: ZipFile, name: string, bytes: Uint8Array): Promise<void> {
  let held: Uint8Array | undefined = bytes;
  return new Promise((resolve) => {
    // Sound is packed already.
    zip.addReadStreamLazy(name, { compress: false, size: bytes.length }, (begin) => {
      const stream = Readable.from([held]);
      held = undefined;
      stream.once('close', resolve);
      begin(null, stream);
    });
  });
}

async function readClip(kept: KeptClips, key: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const [, code, file] = /^audio\/([^/]+)\/([^/]+)$/.exec(key) ?? [];
  return code !== undefined && file !== undefined ? kept.read(code, file) : kept.files.read(key);
}

const Position = z
  .string()
  .regex(/^\d{1,9}$/, 'the position of a task, from 0')
  .transform(Number);

export function playResult(api: Api, path: string, { jobs, guard, kept }: Deps): void {
  const route = createRoute({
    method: 'get',
    path,
    summary: 'The sound that a task made',
    tags: ['jobs'],
    middleware: [guard.editor] as const,
    request: { params: IdParameter.extend({ position: Position }) },
    responses: {
      200: { description: 'The sound', content: { 'audio/mpeg': binary } },
      404: problemAnswer('No such job or task, or it made no sound'),
      ...guarded,
    },
  });
  api.openapi(route, async (c) => {
    const { id, position } = c.req.valid('param');
    const { results } = await jobs.results(id, { after: position - 1, limit: 1 }).catch(answeredFor(id));
    const [task] = results.filter((each) => each.position === position);
    const clip = clipOfResult(task?.result);
    const bytes = clip && (await readClip(kept, clip.key));
    if (!clip || !bytes) throw new ProblemError('unknown-clip', { detail: `task ${position} has no sound` });
    return new Response(bytes, {
      headers: {
        'content-type': 'audio/mpeg',
        'content-length': String(bytes.length),
        'content-disposition': `inline; filename="${clip.name}"`,
        'cache-control': 'private, no-cache',
      },
    }) as Sent;
  });
}
