// Turns what an editor asks for into a job: checks all of it before anything starts, and finds what a selection means.
import { setImmediate as others } from 'node:timers/promises';
import type { KeptClips } from '../audio/kept-clips.ts';
import { findOriginal } from '../audio/originals.ts';
import type { SpeechSources } from '../sources/generate-source.ts';
import { maxTasks, type NewJob } from '../store/job-store.ts';
import type { CatalogueStore } from '../store/store.ts';
import { type BatchRequest, Facts, type Missing, type ProcessItem } from './job-request.ts';
import { codeOf, KnownInventories } from './known-inventories.ts';

export type PlanDeps = { store: CatalogueStore; speech: SpeechSources; kept: KeptClips };

/** `field`: where in the request, such as `items.12.voices`. */
export type RequestFault = { field: string; message: string };

/**
 * `faults`: nothing may start. `nothing`: the selection is empty, so there is nothing to do.
 */
export type Plan = { job: NewJob } | { faults: RequestFault[] } | { nothing: string };

/** Tries of a task whose child process or storage may break. */
const attempts = 4;
/** Items that are looked at before others have a turn. */
const TURN = 500;
/** Up to so many uploads are looked for one by one; more are looked for in the list of all. */
const fewUploads = 50;

export async function planBatch(deps: PlanDeps, batch: BatchRequest): Promise<Plan> {
  const inventories = new KnownInventories(deps.store);
  switch (batch.kind) {
    case 'generate':
      return batch.items
        ? planned(batch, batch.items, await unknownSounds(inventories, batch.items))
        : planMissing(deps, inventories, batch, batch.select!);
    case 'relevel':
      return planRelevel(deps, batch);
    default:
      return planFiles(deps, inventories, batch);
  }
}

type FileBatch = Extract<BatchRequest, { kind: 'enhance' | 'transform' }>;

async function planFiles({ kept }: PlanDeps, inventories: KnownInventories, batch: FileBatch): Promise<Plan> {
  const { facts: usual = {}, ...config } = batch.config;
  const faults: RequestFault[] = await unknownSounds(inventories, batch.items);
  const there = await uploadsThere(kept, new Set(batch.items.map(({ upload }) => upload)));
  const taskOf = ({ upload, voices, ...own }: ProcessItem, index: number) => {
    if (!there.has(upload)) faults.push({ field: `items.${index}.upload`, message: 'there is no such upload' });
    if (voices === undefined) return { upload };
    const facts = Facts.safeParse({ ...usual, ...own });
    for (const { path, message } of facts.error?.issues ?? [])
      faults.push({ field: `items.${index}.${path.join('.')}`, message: `of a recording of a sound: ${message}` });
    return { upload, voices, facts: facts.data };
  };
  const tasks: ReturnType<typeof taskOf>[] = [];
  for (const [index, item] of batch.items.entries()) {
    if (index % TURN === 0) await others();
    tasks.push(taskOf(item, index));
  }
  return planned({ ...batch, config }, tasks, faults);
}

async function planMissing(
  { store, speech }: PlanDeps,
  inventories: KnownInventories,
  batch: Extract<BatchRequest, { kind: 'generate' }>,
  select: Missing,
): Promise<Plan> {
  const faults: RequestFault[] = [];
  const wanted = select.voices && new Set(select.voices);
  if (select.voices) {
    const asked = select.voices.map((voices) => ({ voices }));
    for (const { field, message } of await unknownSounds(inventories, asked))
      faults.push({ field: field.replace(/^items\.(\d+)\.voices$/, 'select.voices.$1'), message });
  }
  const codes = select.voices
    ? [...new Set(select.voices.map(codeOf))]
    : await codesOf(store, select.languages!, faults);
  if (faults.length > 0) return { faults };
  const tasks: { voices: string }[] = [];
  for (const code of codes) {
    await others();
    const known = await inventories.get(code);
    if (!known) continue;
    // The rows, since what was brought quietly is in no document yet.
    const inventory = { ...known.inventory, audio: await store.clipsIn(code) };
    for (const voices of speech.unsaid(inventory, select.kinds, batch.config))
      if (!wanted || wanted.has(voices)) tasks.push({ voices });
  }
  return tasks.length === 0 ? { nothing: 'whatever can be said has a clip already' } : planned(batch, tasks, []);
}

async function planRelevel({ store }: PlanDeps, batch: Extract<BatchRequest, { kind: 'relevel' }>): Promise<Plan> {
  const faults: RequestFault[] = [];
  if (batch.items) {
    const known = new Map<string, Set<string>>();
    for (const [index, { source }] of batch.items.entries()) {
      const code = codeOf(source);
      if (!known.has(code)) {
        await others();
        known.set(code, new Set((await store.clipsIn(code)).map(({ id }) => id)));
      }
      if (!known.get(code)!.has(source))
        faults.push({ field: `items.${index}.source`, message: 'there is no such clip' });
    }
    return planned(batch, batch.items, faults);
  }
  const tasks: { source: string }[] = [];
  for (const code of await codesOf(store, batch.select!.languages, faults)) {
    await others();
    for (const { id, metadata } of await store.clipsIn(code))
      if (metadata?.original !== undefined) tasks.push({ source: id });
  }
  if (faults.length > 0) return { faults };
  return tasks.length === 0 ? { nothing: 'no clip there was made of a recording' } : planned(batch, tasks, []);
}

type Task = { voices?: string | undefined; source?: string };

type Asked = { kind: string; job_id?: string | undefined; config: object; select?: unknown };

function planned(batch: Asked, tasks: readonly Task[], faults: RequestFault[]): Plan {
  if (faults.length > 0) return { faults };
  if (tasks.length > maxTasks) {
    const message = `${tasks.length} sounds are more than the ${maxTasks} that one job takes; select fewer languages`;
    return { faults: [{ field: 'select', message }] };
  }
  const { kind, job_id, config, select } = batch;
  const languages = [...new Set(tasks.map(({ voices, source }) => codeOf(voices ?? source ?? '')))];
  // A thousand clips one by one would wake every device a thousand times.
  const publish = tasks.length > 1 ? languages.filter((code) => code !== '') : [];
  return {
    job: {
      ...(job_id === undefined ? {} : { id: job_id }),
      kind,
      config: { ...config, ...(select ? { select } : {}), ...(publish.length > 0 ? { publish } : {}) },
      tasks,
      maxAttempts: attempts,
    },
  };
}

async function unknownSounds(
  inventories: KnownInventories,
  items: readonly { voices?: string | undefined }[],
): Promise<RequestFault[]> {
  const faults: RequestFault[] = [];
  for (const [index, { voices }] of items.entries()) {
    if (index % TURN === 0) await others();
    if (voices === undefined || (await inventories.get(codeOf(voices)))?.sounds.has(voices)) continue;
    const message = `there is no phoneme, realisation or word "${voices}"`;
    faults.push({ field: `items.${index}.voices`, message });
  }
  return faults;
}

async function uploadsThere(kept: KeptClips, wanted: ReadonlySet<string>): Promise<Set<string>> {
  const there = new Set<string>();
  if (wanted.size <= fewUploads) {
    for (const sha256 of wanted) if (await findOriginal(kept, sha256)) there.add(sha256);
    return there;
  }
  for await (const { key } of kept.files.list('originals')) {
    const sha256 = /\/([0-9a-f]{64})\.[a-z0-9]+$/.exec(key)?.[1];
    if (sha256 !== undefined && wanted.has(sha256)) there.add(sha256);
  }
  return there;
}

async function codesOf(
  store: CatalogueStore,
  languages: 'all' | readonly string[],
  faults: RequestFault[],
): Promise<string[]> {
  const codes: string[] = [];
  if (languages !== 'all') {
    for (const [index, code] of languages.entries()) {
      if (index % TURN === 0) await others();
      if (await store.getLanguage(code)) codes.push(code);
      else faults.push({ field: `select.languages.${index}`, message: `there is no language "${code}"` });
    }
    return [...new Set(codes)];
  }
  let cursor: string | undefined;
  do {
    const page = await store.listLanguages({ limit: 500, ...(cursor === undefined ? {} : { cursor }) });
    codes.push(...page.languages.map(({ value }) => value.code));
    cursor = page.next;
  } while (cursor !== undefined);
  return codes;
}
