// `npm run fetch-recordings -- FOLDER [--titles FILE] [--contact WHO]`: fetches recordings of the IPA from Wikimedia Commons, for `npm run import -- recordings`.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { commonsApi, type FetchReport, fetchRecordings, readTitles } from '@phonochart/imports/fetch-recordings.ts';
import { FetchError, politeFetch } from '@phonochart/imports/polite-fetch.ts';
import { ImportError } from '@phonochart/imports/problem.ts';
import ownPackage from '../package.json' with { type: 'json' };
import { progressBar } from './progress-bar.ts';

const usage = `npm run fetch-recordings -- FOLDER [options]
  FOLDER     where files and manifest go; run it again to go on where it stopped
  --titles   a CSV file with the columns title and symbol or word; by default the sounds of the IPA
  --contact  an address at which Wikimedia can reach you, sent with every request, as its rules ask
  --pause    seconds between two requests; 1 where nothing is said
  --api      another MediaWiki API than that of Wikimedia Commons
then: npm run import -- recordings FOLDER --language ipa`;

const ipaTitles = fileURLToPath(import.meta.resolve('@phonochart/imports/fetch-recordings.ts')).replace(
  /fetch-recordings\.ts$/,
  'commons-ipa.csv',
);

process.exitCode = await run().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  return 1;
});

async function run(): Promise<number> {
  let call: ReturnType<typeof readCall>;
  try {
    call = readCall();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n${usage}\n`);
    return 2;
  }
  const { folder, titles, contact, pauseMs, api } = call;
  const about = contact === undefined ? 'an open chart of the sounds of languages' : contact;
  const userAgent = `Phonochart/${ownPackage.version} (${about}) node/${process.versions.node}`;
  const bar = progressBar(process.stderr);
  try {
    const wanted = await readTitles(titles);
    const polite = politeFetch({ userAgent, pauseMs });
    const report = await fetchRecordings(wanted, {
      folder,
      polite,
      api,
      onProgress: (done, all) => bar.show('fetching', done, all),
    });
    bar.clear();
    process.stdout.write(reportText(report, folder));
    return report.refused.length > 0 ? 1 : 0;
  } finally {
    bar.clear();
  }
}

function readCall() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      titles: { type: 'string', default: ipaTitles },
      contact: { type: 'string' },
      pause: { type: 'string', default: '1' },
      api: { type: 'string', default: commonsApi },
    },
  });
  const [folder, ...more] = positionals;
  const seconds = Number(values.pause);
  if (folder === undefined || more.length > 0) throw new Error('one folder is needed');
  if (!(seconds >= 0 && seconds <= 600)) throw new Error('--pause is a number of seconds');
  const contact = values.contact?.replace(/[^\x20-\x7e]|[()]/g, '').slice(0, 200);
  return {
    folder: resolve(folder),
    titles: resolve(values.titles),
    contact,
    pauseMs: seconds * 1000,
    api: new URL(values.api).href,
  };
}

function reportText({ fetched, kept, refused }: FetchReport, folder: string): string {
  const lines = refused.map(({ title, message }) => `  ${title}: ${message}`);
  if (refused.length > 0) lines.unshift(`Left out: ${refused.length}`);
  lines.push(`fetched ${fetched.length} · there already ${kept.length} · left out ${refused.length}`);
  lines.push(`now: npm run import -- recordings ${folder} --language ipa`);
  return `${lines.join('\n')}\n`;
}

function explain(error: unknown): string {
  if (error instanceof FetchError) return `Stopped: ${error.message}. Run it again later: it goes on where it stopped.`;
  if (error instanceof ImportError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
