// A job of missing speech for processes that are killed at work, and what must hold of it when it is over.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { DiskFiles } from '../audio/disk-files.ts';
import { KeptClips } from '../audio/kept-clips.ts';
import { SpeechSources } from '../sources/generate-source.ts';
import { SpeechService } from '../speech/speech-service.ts';
import { openSqliteStore } from '../store/sqlite-store.ts';
import { shippedSource } from '../store/store.ts';
import { planBatch } from './plan-batch.ts';

export const proofFile = (folder: string): string => join(folder, 'catalogue.sqlite');

/** A killed process leaves its tasks to be lost; they must not be set aside as what breaks everything. */
const attempts = 60;

/** Takes in a job of at most so many sounds and words, in a new catalogue. Answers its id. */
export async function prepareJob(folder: string, inventories: readonly Inventory[], most: number): Promise<string> {
  const store = await openSqliteStore({ file: proofFile(folder) });
  const service = new SpeechService();
  try {
    await store.loadContent(inventories, { source: shippedSource, hash: 'kill proof' });
    const kept = new KeptClips(new DiskFiles(folder));
    const speech = new SpeechSources({ speech: service, keeper: kept, keepDays: 30 });
    const voices = inventories.flatMap((inventory) => speech.unsaid(inventory)).slice(0, most);
    const items = voices.map((each) => ({ voices: each }));
    const plan = await planBatch({ store, speech, kept }, { kind: 'generate', items, config: {} });
    if (!('job' in plan)) throw new Error('there is nothing to say');
    return (await store.jobs.enqueue({ ...plan.job, maxAttempts: attempts })).id;
  } finally {
    service.close();
    await store.close();
  }
}

export type ProofOfJob = { tasks: number; refused: number; retried: number };

/** Throws an Error that names everything that does not hold: each task once ended, once in effect, its files whole. */
export async function checkJob(folder: string, id: string): Promise<ProofOfJob> {
  const faults: string[] = [];
  const must = (holds: boolean, fault: () => string) => {
    if (!holds) faults.push(fault());
  };
  const store = await openSqliteStore({ file: proofFile(folder) });
  try {
    const { state, counts } = (await store.jobs.getJob(id))!;
    // What a voice cannot say fails, killed or not; nothing else may.
    must(
      state === 'ended' && counts.done + counts.failed === counts.total,
      () => `${state}: ${JSON.stringify(counts)}`,
    );
    const { results } = await store.jobs.results(id, { limit: counts.total });
    const ends = new Map<number, number>();
    for (let after = 0; ; ) {
      const events = await store.jobs.events(id, { limit: 1000, after });
      for (const { type, position } of events) if (type === 'task') ends.set(position!, (ends.get(position!) ?? 0) + 1);
      if (events.length < 1000) break;
      after = events.at(-1)!.id;
    }
    const clips = new Map<string, string[]>();
    const wanted = new Set<string>();
    const codes = new Set(results.map(({ input }) => voicesOf(input).split(':')[0]!));
    for (const code of codes) {
      const published = new Set((await store.getInventory(code))!.value.audio.map((clip) => clip.id));
      for (const { id: source, voices, file, sha256 } of await store.clipsIn(code)) {
        clips.set(voices, [...(clips.get(voices) ?? []), source]);
        must(published.has(source), () => `${source} is in no document`);
        const path = join('audio', code, file);
        wanted.add(path);
        must(hashOf(join(folder, path)) === sha256, () => `${path} is not there, or not whole`);
      }
    }
    for (const { position, state: taskState, input, error } of results) {
      const voices = voicesOf(input);
      const sources = clips.get(voices)?.length ?? 0;
      must(ends.get(position) === 1, () => `task ${position} ended ${ends.get(position) ?? 0} times`);
      if (taskState === 'done') must(sources === 1, () => `${voices} is done and has ${sources} sources`);
      else must(error?.code === 'cannot-say' && sources === 0, () => `${voices} is ${taskState}: ${error?.code}`);
    }
    for (const path of filesBelow(folder, 'audio')) must(wanted.has(path), () => `${path} is a file that nobody knows`);
    const follows = (await store.jobs.listJobs({ limit: 100 })).jobs.filter(({ kind }) => kind === 'publish');
    must(follows.length === 1 && follows[0]!.state === 'ended', () => `${follows.length} jobs to publish it`);
    if (faults.length > 0) throw new Error(`${faults.length} faults:\n${faults.slice(0, 20).join('\n')}`);
    const retried = results.filter(({ attempts: tried }) => tried > 1).length;
    return { tasks: counts.total, refused: counts.failed, retried };
  } finally {
    await store.close();
  }
}

const voicesOf = (input: unknown): string => (input as { voices: string }).voices;

function hashOf(path: string): string | undefined {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('hex');
  } catch {
    return undefined;
  }
}

const filesBelow = (folder: string, inside: string): string[] =>
  readdirSync(join(folder, inside), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
