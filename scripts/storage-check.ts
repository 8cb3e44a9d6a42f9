// `npm run storage:check [-- --repair]`: holds brought clips and recordings against the catalogue; ends with 1 where a fault stays open.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DiskClips } from '../apps/server/src/audio/disk-clips.ts';
import { KeptClips } from '../apps/server/src/audio/kept-clips.ts';
import { openSoundFiles } from '../apps/server/src/audio/open-sound-files.ts';
import { SoundPipeline } from '../apps/server/src/audio/sound-pipeline.ts';
import { StorageError } from '../apps/server/src/audio/storage-error.ts';
import { ConfigError, readConfig } from '../apps/server/src/config.ts';
import { shippedAudioDir } from '../apps/server/src/shipped-content.ts';
import { openSqliteStore } from '../apps/server/src/store/sqlite-store.ts';
import { StoreError } from '../apps/server/src/store/store-error.ts';
import { checkStorage } from '../apps/server/src/upkeep/check-storage.ts';
import { openFaults, storageReportText } from '../apps/server/src/upkeep/storage-report.ts';
import { progressBar } from './progress-bar.ts';

const usage = `npm run storage:check [-- --repair]
  finds brought clips and recordings that are missing, damaged, or of nobody
  --repair  makes clips again from their recordings; sets what is of nobody aside, into the folder "aside"
  ends with 0 where nothing is wrong (any more), 1 where a fault stays open, 2 where it could not check`;

class NoCatalogue extends Error {
  constructor(dataDir: string) {
    super(`there is no catalogue in ${dataDir}: set DATA_DIR, or start the server once`);
  }
}

process.exitCode = await run().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  return 2;
});

async function run(): Promise<number> {
  const options = { repair: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h' } } as const;
  const { repair, help } = parseArgs({ options }).values;
  if (help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const config = readConfig(process.env);
  const dataDir = resolve(config.dataDir);
  const file = join(dataDir, 'catalogue.sqlite');
  // Without a catalogue every file would be nobody's.
  if (!existsSync(file)) throw new NoCatalogue(dataDir);
  const start = performance.now();
  const bar = progressBar(process.stderr);
  const pipeline = new SoundPipeline();
  const store = await openSqliteStore({ file });
  try {
    const kept = new KeptClips(await openSoundFiles(config.audioStore, dataDir));
    const shipped = new DiskClips([shippedAudioDir(config)]);
    const onProgress = bar.show;
    const report = await checkStorage({ store, kept, shipped, pipeline }, { repair, now: Date.now(), onProgress });
    bar.clear();
    process.stdout.write(storageReportText(report, { repair, seconds: (performance.now() - start) / 1000 }));
    return openFaults(report) > 0 ? 1 : 0;
  } finally {
    bar.clear();
    pipeline.close();
    await store.close();
  }
}

/** What a person must mend, said plainly; anything else keeps its stack. */
function explain(error: unknown): string {
  if (error instanceof NoCatalogue) return error.message;
  if (error instanceof ConfigError) return `A setting is not valid:\n${error.message}`;
  if (error instanceof StoreError) return `The catalogue cannot be read (${error.code}): ${error.message}`;
  if (error instanceof StorageError) return `The clips cannot be checked (${error.code}): ${error.message}`;
  if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
    return `${error.message}\n${usage}`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
