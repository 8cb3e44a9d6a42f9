// `npm run import -- FORMAT PATH [--dry-run] [--code CODE] [--name NAME] [--licence LICENCE] [--report FILE]`: brings published inventories into the catalogue.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ImportError } from '@phonochart/imports/problem.ts';
import { type ImportFormat, importFormats } from '@phonochart/imports/read-import.ts';
import { ConfigError, readConfig } from '../apps/server/src/config.ts';
import { type ImportOutcome, importInto } from '../apps/server/src/imports/import-into.ts';
import { openSqliteStore } from '../apps/server/src/store/sqlite-store.ts';
import { StoreError } from '../apps/server/src/store/store-error.ts';
import { importReportText } from './import-report.ts';
import { progressBar } from './progress-bar.ts';

const usage = `npm run import -- FORMAT PATH [options]
  FORMAT     cldf (a folder), phoible (phoible.csv), grid (JSON), csv (a spreadsheet); packages/imports/README.md describes each
  --dry-run  read and report, write nothing
  --code     cldf, phoible, grid: only this inventory (may be repeated); csv: the code of the language
  --name     csv, grid: the name of the language
  --licence  csv, grid, phoible: the licence, which these files do not state
  --report   write the whole report to this file, as JSON`;

process.exitCode = await run().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  return isWrongCall(error) ? 2 : 1;
});

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      'dry-run': { type: 'boolean', default: false },
      code: { type: 'string', multiple: true, default: [] },
      name: { type: 'string' },
      licence: { type: 'string' },
      report: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [format, path, ...more] = positionals;
  if (values.help || path === undefined || more.length > 0 || !importFormats.includes(format as ImportFormat)) {
    process.stderr.write(`${usage}\n`);
    return values.help ? 0 : 2;
  }
  const dryRun = values['dry-run'];
  const start = performance.now();
  const outcome = await withStore(dryRun, async (file) => {
    const store = await openSqliteStore({ file });
    const bar = progressBar(process.stderr);
    try {
      return await importInto(store, format as ImportFormat, resolve(path), {
        dryRun,
        codes: values.code,
        ...(values.name === undefined ? {} : { name: values.name }),
        ...(values.licence === undefined ? {} : { licence: values.licence }),
        onProgress: bar.show,
      });
    } finally {
      bar.clear();
      await store.close();
    }
  });
  const seconds = (performance.now() - start) / 1000;
  if (values.report !== undefined) writeReport(values.report, outcome);
  process.stdout.write(importReportText(outcome, { dryRun, seconds }));
  return outcome.report.refused.length > 0 ? 1 : 0;
}

/** A dry run where there is no catalogue yet must not leave one behind. */
async function withStore<Answer>(dryRun: boolean, use: (file: string) => Promise<Answer>): Promise<Answer> {
  const file = join(resolve(readConfig(process.env).dataDir), 'catalogue.sqlite');
  if (!dryRun || existsSync(file)) return use(file);
  const folder = mkdtempSync(join(tmpdir(), 'phonochart-import-'));
  try {
    return await use(join(folder, 'catalogue.sqlite'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeReport(path: string, outcome: ImportOutcome): void {
  writeFileSync(resolve(path), `${JSON.stringify(outcome, null, 2)}\n`);
}

/** What a person must mend, said plainly; anything else keeps its stack. */
function explain(error: unknown): string {
  if (error instanceof ImportError) return `Nothing was imported:\n${error.message}`;
  if (error instanceof ConfigError) return `A setting is not valid:\n${error.message}`;
  if (error instanceof StoreError) return `The catalogue cannot take it (${error.code}): ${error.message}`;
  if (isWrongCall(error)) return `${error.message}\n${usage}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function isWrongCall(error: unknown): error is TypeError {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
