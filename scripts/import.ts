// `npm run import -- FORMAT PATH [options]`: brings published inventories, spreadsheets and recordings into the catalogue.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ContentError } from '@phonochart/content/problems.ts';
import { ImportError } from '@phonochart/imports/problem.ts';
import { KeptClips } from '../apps/server/src/audio/kept-clips.ts';
import { openSoundFiles } from '../apps/server/src/audio/open-sound-files.ts';
import { SoundPipeline } from '../apps/server/src/audio/sound-pipeline.ts';
import { StorageError } from '../apps/server/src/audio/storage-error.ts';
import { ConfigError, readConfig } from '../apps/server/src/config.ts';
import type { RecordingDeps } from '../apps/server/src/imports/attach-recordings.ts';
import { importInto } from '../apps/server/src/imports/import-into.ts';
import { importRecordings } from '../apps/server/src/imports/import-recordings.ts';
import { loadShipped, readShipped, shippedCodes } from '../apps/server/src/shipped-content.ts';
import { openSqliteStore } from '../apps/server/src/store/sqlite-store.ts';
import { StoreError } from '../apps/server/src/store/store-error.ts';
import { type ImportCall, readCall, usage, WrongCall } from './import-options.ts';
import { importReportText, recordingsReportText } from './import-report.ts';
import { progressBar } from './progress-bar.ts';

process.exitCode = await run().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  return error instanceof WrongCall ? 2 : 1;
});

async function run(): Promise<number> {
  const call = readCall(process.argv.slice(2));
  if (call.action === 'help') {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  if (call.action === 'rename') return withDeps(false, (deps) => rename(deps, call));
  const start = performance.now();
  const bar = progressBar(process.stderr);
  const [outcome, text, refused] = await withDeps(call.dryRun, async (deps) => {
    try {
      return call.action === 'recordings' ? await bringRecordings(deps, call, bar) : await bringSource(deps, call, bar);
    } finally {
      bar.clear();
    }
  });
  if (call.report !== undefined) writeFileSync(resolve(call.report), `${JSON.stringify(outcome, null, 2)}\n`);
  process.stdout.write(text((performance.now() - start) / 1000));
  return refused > 0 ? 1 : 0;
}

type Bar = ReturnType<typeof progressBar>;
type Brought = [outcome: object, text: (seconds: number) => string, refused: number];
/** `passing`: the catalogue is made for this call and goes with it. */
type Deps = RecordingDeps & { passing: boolean };

async function bringSource(deps: Deps, call: ImportCall & { action: 'import' }, bar: Bar): Promise<Brought> {
  const { format, path, action: _action, report: _report, ...options } = call;
  const { store, pipeline, keeper } = deps;
  const outcome = await importInto(store, format, resolve(path), {
    ...options,
    reserved: shippedCodes(readConfig(process.env)),
    sounds: { pipeline, keeper },
    onProgress: bar.show,
  });
  const { dryRun } = call;
  const text = (seconds: number) => importReportText(outcome, { dryRun, seconds });
  return [outcome, text, outcome.report.refused.length + outcome.clips.refused.length];
}

async function bringRecordings(deps: Deps, call: ImportCall & { action: 'recordings' }, bar: Bar): Promise<Brought> {
  const { path, dryRun, action: _action, report: _report, ...options } = call;
  if (!dryRun || deps.passing) await bringShipped(deps, options.language.toLowerCase());
  const onProgress = (done: number, all: number) => bar.show('clips', done, all);
  const outcome = await importRecordings(deps, resolve(path), { ...options, dryRun, onProgress });
  const text = (seconds: number) => recordingsReportText(outcome, { dryRun, seconds });
  return [outcome, text, outcome.refused.length];
}

async function rename({ store, keeper }: Deps, { from, to }: ImportCall & { action: 'rename' }): Promise<number> {
  if (shippedCodes(readConfig(process.env)).has(to.toLowerCase())) {
    throw new WrongCall(`"${to}" is the code of a language that ships with the program`);
  }
  const [old, renamed] = [from.toLowerCase(), to.toLowerCase()];
  const files = (await store.getInventory(old))?.value.audio.map(({ file }) => file) ?? [];
  // First the files: whoever hears of the new language asks for them.
  if (/^[a-z0-9-]+$/.test(renamed)) await keeper.copyClips(old, renamed, files);
  await store.renameLanguage(old, renamed);
  process.stdout.write(`"${old}" is now "${renamed}".\n`);
  return 0;
}

/** A dry run where there is no catalogue yet must not leave one behind. */
async function withDeps<Answer>(dryRun: boolean, use: (deps: Deps) => Promise<Answer>): Promise<Answer> {
  const config = readConfig(process.env);
  const dataDir = resolve(config.dataDir);
  const there = existsSync(join(dataDir, 'catalogue.sqlite'));
  const folder = dryRun && !there ? mkdtempSync(join(tmpdir(), 'phonochart-import-')) : dataDir;
  const pipeline = new SoundPipeline({ children: Math.max(1, availableParallelism() - 1) });
  try {
    const store = await openSqliteStore({ file: join(folder, 'catalogue.sqlite') });
    try {
      const keeper = new KeptClips(await openSoundFiles(config.audioStore, folder));
      return await use({ store, pipeline, keeper, passing: folder !== dataDir });
    } finally {
      await store.close();
    }
  } finally {
    pipeline.close();
    if (folder !== dataDir) rmSync(folder, { recursive: true, force: true });
  }
}

/** Recordings may be brought to a shipped language before the server's first start: then its content comes in here. */
async function bringShipped({ store }: Deps, code: string): Promise<void> {
  const config = readConfig(process.env);
  if ((await store.getLanguage(code)) || !shippedCodes(config).has(code)) return;
  await loadShipped(store, readShipped(config));
}

/** What a person must mend, said plainly; anything else keeps its stack. */
function explain(error: unknown): string {
  if (error instanceof ImportError) return `Nothing was imported:\n${error.message}`;
  if (error instanceof ContentError) return `The content is not valid:\n${error.message}`;
  if (error instanceof ConfigError) return `A setting is not valid:\n${error.message}`;
  if (error instanceof StoreError) return `The catalogue cannot take it (${error.code}): ${error.message}`;
  if (error instanceof StorageError) return `The clips cannot be kept (${error.code}): ${error.message}`;
  if (error instanceof WrongCall) return `${error.message}\n${usage}`;
  if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') {
    return 'The disk is full: free some space and run it again, it goes on where it stopped.';
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
