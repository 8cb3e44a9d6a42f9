// `npm run clts:check -- FILE`: holds our features against the CLTS names that a CLDF dataset gives its segments.
import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cltsWords, holdAgainstClts } from '@phonochart/imports/clts-agreement.ts';
import { readCsv } from '@phonochart/imports/csv-rows.ts';
import { failedCommand } from './failed-command.ts';

const usage = `npm run clts:check -- FILE
  FILE  a table with the columns Name and CLTS_Name, or a folder with such a parameters.csv (JIPA's)
Names of clusters have no features and are set aside. Ends with 1 where fewer than 98 % agree, or a difference has no reason
in packages/imports/clts-words.json.`;

/** What must hold. */
const floor = 0.98;

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h', default: false } },
  });
  if (values.help) console.log(usage);
  else if (positionals.length !== 1) {
    console.error(usage);
    process.exitCode = 2;
  } else process.exitCode = await check(positionals[0]!);
} catch (error) {
  process.exitCode = failedCommand(error, usage);
}

async function check(path: string): Promise<number> {
  const file = existsSync(path) && statSync(path).isDirectory() ? join(path, 'parameters.csv') : path;
  const map = cltsWords();
  const reasons = new Map(
    map.differences.flatMap(({ symbols, reason }) => symbols.map((symbol) => [symbol.normalize('NFD'), reason])),
  );
  let named = 0;
  let clusters = 0;
  let agree = 0;
  const wrong: string[] = [];
  const columns = ['Name', 'CLTS_Name'];
  for await (const { cell } of readCsv(file, { required: columns, hash: createHash('sha256'), delimiter: 'any' })) {
    const [symbol, name] = columns.map((column) => cell(column).trim()) as [string, string];
    if (name === '' || name === '<NA>') continue;
    const difference = holdAgainstClts(symbol, name, map);
    if (!difference) {
      clusters++;
      continue;
    }
    named++;
    const { ours, clts } = difference;
    const reason = reasons.get(symbol.normalize('NFD'));
    if (ours.length + clts.length === 0) {
      agree++;
      if (reason) wrong.push(`${symbol} is listed as a difference and is none`);
      continue;
    }
    const sides = `${symbol}: ${ours.join(' ') || '–'} here, ${clts.join(' ') || '–'} in CLTS (${name.replaceAll('_', ' ')})`;
    if (reason) console.log(`${sides}\n    ${reason}`);
    else wrong.push(`${sides}: without a reason`);
  }
  const share = named === 0 ? 0 : agree / named;
  console.log(
    `${agree} of ${named} names agree (${(share * 100).toFixed(2)} %); ${clusters} names of clusters set aside`,
  );
  if (share < floor) wrong.push(`fewer than ${floor * 100} % agree`);
  for (const line of wrong) console.error(line);
  return wrong.length === 0 ? 0 : 1;
}
