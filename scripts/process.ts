// `npm run process -- DIR`: takes every sound file of a folder through the pipeline, as a job: to sources of a language by its manifest, or to files.
import { mkdir, open, readdir, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ImportError } from '@phonochart/imports/problem.ts';
import { readRecordings, type SpeakerType, speakerTypes } from '@phonochart/imports/recordings.ts';
import { keepUpload, removeUpload } from '../apps/server/src/audio/originals.ts';
import { targetsIn } from '../apps/server/src/imports/match-recordings.ts';
import { EnhanceRequest, type ProcessItem, TransformRequest } from '../apps/server/src/jobs/job-request.ts';
import { type CliDeps, called, exitCodeOf, runBatch, summaryOf, WrongCall, withCatalogue } from './job-run.ts';
import { progressBar } from './progress-bar.ts';

const usage = `npm run process -- DIR [options]
  DIR           a folder of recordings
  --language    code of the language that its manifest.csv is about: each file becomes a source of what it says there
                (packages/imports/README.md describes the manifest); without it each file becomes a file
  --out         where those files go (DIR/processed)
  --transform   only what the parameters ask for, instead of the whole pipeline
  --parameters  JSON: {"loudness_lufs": -20}; apps/server/src/audio/sound-parameters.ts names them all
  --speaker, --source-type, --licence, --attribution
                with --language: what the manifest does not say itself
  ends with 0 where all went well, 1 where a file was refused, 2 where the call is wrong, 130 where it was stopped`;

const options = {
  language: { type: 'string' },
  out: { type: 'string' },
  transform: { type: 'boolean', default: false },
  parameters: { type: 'string', default: '{}' },
  speaker: { type: 'string' },
  'source-type': { type: 'string' },
  licence: { type: 'string' },
  attribution: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>['values'];
/** What becomes a task: a file of the folder, and what is known of it. */
type Take = { path: string | undefined; name: string; item: Omit<ProcessItem, 'upload'> };
type Taken = { name: string; upload: string; fresh: boolean };

const mostBytes = 10 * 2 ** 20;

await called(usage, async () => {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  if (values.help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const [folder, more] = positionals;
  if (folder === undefined || more !== undefined) throw new WrongCall('one folder is needed');
  const dir = resolve(folder);
  const out = resolve(values.out ?? join(dir, 'processed'));
  return withCatalogue(async (deps) => {
    const { takes, left } = values.language
      ? await takesOf(deps, dir, values.language, values)
      : { takes: await filesOf(dir, out), left: 0 };
    const { items, taken, refused } = await bringIn(deps, takes);
    if (left > 0) process.stdout.write(`${left} rows name what the language does not have.\n`);
    if (items.length === 0) {
      process.stdout.write('There is no file to process.\n');
      return refused + left > 0 ? 1 : 0;
    }
    const kind = values.transform ? 'transform' : 'enhance';
    const shape = values.transform ? TransformRequest : EnhanceRequest;
    const parsed = shape.safeParse({ kind, items, config: { parameters: parametersOf(values.parameters) } });
    if (!parsed.success) {
      throw new WrongCall(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'));
    }
    const ran = (await runBatch(deps, parsed.data, 'process'))!;
    if (!values.language) await bringOut(deps, ran.job.id, taken, out);
    const what = values.language ? 'recordings are sources now' : 'files were processed';
    process.stdout.write(await summaryOf(deps, ran, what, ({ position }) => taken[position]!.name));
    return exitCodeOf(ran) || (refused + left > 0 ? 1 : 0);
  });
});

function parametersOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new WrongCall('--parameters is no JSON');
  }
}

/** Files named in the manifest, each with the sounds or words that it says. `left`: rows of which the language has none. */
async function takesOf(
  { store }: CliDeps,
  dir: string,
  language: string,
  values: Values,
): Promise<{ takes: Take[]; left: number }> {
  const inventory = (await store.getInventory(language.toLowerCase()))?.value;
  if (!inventory) throw new WrongCall(`the catalogue has no language "${language}"`);
  const speakerType = values['source-type'];
  if (speakerType !== undefined && !speakerTypes.includes(speakerType as SpeakerType))
    throw new WrongCall(`--source-type is ${speakerTypes.join(' or ')}`);
  const { speaker, licence, attribution } = values;
  const usual = { speaker, licence, attribution, speakerType: speakerType as SpeakerType | undefined };
  const { source, recordings } = await readRecordings(dir, JSON.parse(JSON.stringify(usual))).catch(
    (error: unknown) => {
      throw error instanceof ImportError ? new WrongCall(error.message) : error;
    },
  );
  const find = targetsIn(inventory);
  const takes: Take[] = [];
  let left = 0;
  for (const { file, path, says, facts } of recordings) {
    const { speaker_type, ...known } = facts;
    const targets = find(says);
    if (targets.length === 0) left++;
    for (const { voices } of targets) {
      const item = { voices, source_type: speaker_type, taken_from: `${source}/${file}`.slice(0, 300), ...known };
      takes.push({ path, name: file, item });
    }
  }
  return { takes, left };
}

/** Every file below the folder that may be a sound, in order; what went out before does not come in again. */
async function filesOf(dir: string, out: string): Promise<Take[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => {
    throw new WrongCall(`there is no folder ${dir}`);
  });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.startsWith(`${out}/`) && /\.(wav|flac|mp3|m4a|mp4|aac|ogg|oga|opus|webm)$/i.test(path))
    .toSorted()
    .map((path) => ({ path, name: relative(dir, path), item: {} }));
}

/** Takes the files in as uploads; what is no sound by its first bytes is told of and left out. */
async function bringIn({ kept }: CliDeps, takes: readonly Take[]) {
  const bar = progressBar(process.stderr);
  const items: ProcessItem[] = [];
  const taken: Taken[] = [];
  let refused = 0;
  for (const [at, { path, name, item }] of takes.entries()) {
    bar.show('reading', at, takes.length);
    const bytes = await bytesOf(path);
    const upload = typeof bytes === 'string' ? { message: bytes } : await keepUpload(kept, bytes);
    if ('message' in upload) {
      bar.clear();
      process.stderr.write(`${name}: ${upload.message}\n`);
      refused++;
      continue;
    }
    items.push({ upload: upload.sha256, ...item });
    taken.push({ name, upload: upload.sha256, fresh: upload.fresh });
  }
  bar.clear();
  return { items, taken, refused };
}

/** The file, or why it cannot be read; never more of it than a recording may have. */
async function bytesOf(path: string | undefined): Promise<Uint8Array<ArrayBuffer> | string> {
  if (path === undefined) return 'there is no such file';
  try {
    const handle = await open(path);
    try {
      const { size } = await handle.stat();
      if (size > mostBytes) return `it has ${(size / 2 ** 20).toFixed(1)} MB, at most 10 MB are taken`;
      return await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch {
    return 'the file cannot be read';
  }
}

/** Writes the made files under the names of their recordings, and takes back the uploads that this call alone brought. */
async function bringOut({ jobs, kept }: CliDeps, job: string, taken: readonly Taken[], out: string): Promise<void> {
  const names = new Set<string>();
  let after: number | undefined = -1;
  while (after !== undefined) {
    const page: Awaited<ReturnType<CliDeps['jobs']['results']>> = await jobs.results(job, { limit: 500, after });
    for (const { position, result } of page.results) {
      const { key } = (result ?? {}) as { key?: string };
      const bytes = key === undefined ? undefined : await kept.files.read(key);
      if (!bytes) continue;
      const target = join(out, freeName(taken[position]!.name, names));
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, bytes);
    }
    after = page.next;
  }
  for (const { upload, fresh } of taken) if (fresh) await removeUpload(kept, upload);
}

/** `a.wav` becomes `a.mp3`, and `a.flac` beside it `a-flac.mp3`. */
function freeName(name: string, taken: Set<string>): string {
  const ending = extname(name);
  const stem = join(dirname(name), basename(name, ending));
  const free = [`${stem}.mp3`, `${stem}-${ending.slice(1)}.mp3`].find((each) => !taken.has(each)) ?? `${name}.mp3`;
  taken.add(free);
  return free;
}
