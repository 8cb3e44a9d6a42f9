// `npm run phoible:check -- FILE`: what becomes of every row of a phoible.csv: tokens, views, agreement with its feature columns.
import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { readCsv } from '@phonochart/imports/csv-rows.ts';
import { phoibleExceptions } from '@phonochart/imports/phoible-agreement.ts';
import { featureNames } from '@phonochart/imports/phoible-reading.ts';
import { type Count, namedViews, type Survey, shortfalls, survey } from '@phonochart/imports/phoible-survey.ts';
import { failedCommand } from './failed-command.ts';
import { progressBar } from './progress-bar.ts';

const usage = `npm run phoible:check -- FILE [--list CLASS]
  FILE    PHOIBLE's phoible.csv, or one made by node scripts/make-phoible-like.ts
  --list  every symbol of a class of exceptions, with both readings
Ends with 1 where a row is no token, a floor is missed, or a disagreement belongs to no class.`;

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { list: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false } },
  });
  if (values.help) console.log(usage);
  else if (positionals.length !== 1) {
    console.error(usage);
    process.exitCode = 2;
  } else process.exitCode = await check(positionals[0]!, values.list);
} catch (error) {
  process.exitCode = failedCommand(error, usage);
}

async function check(file: string, list: string | undefined): Promise<number> {
  const exceptions = phoibleExceptions();
  const counting = survey(exceptions, list);
  const bar = progressBar(process.stderr);
  const required = ['Phoneme', 'SegmentClass', ...featureNames];
  const onProgress = (done: number, all: number) => bar.show('reading', done, all);
  for await (const { cell } of readCsv(file, { required, hash: createHash('sha256'), endsInBreak: true, onProgress })) {
    counting.add({ symbol: cell('Phoneme'), segmentClass: cell('SegmentClass'), feature: cell });
  }
  bar.clear();
  const found = counting.result();
  console.log(report(found, new Map(exceptions.map(({ id, reason }) => [id, reason]))));
  for (const line of found.listed) console.log(`  ${line}`);
  const wrong = shortfalls(found);
  for (const line of wrong) console.error(line);
  console.log(wrong.length === 0 ? '\nEverything holds.' : `\n${wrong.length} problems.`);
  return wrong.length === 0 ? 0 : 1;
}

function report({ all, tokens, views, other, agreement }: Survey, reasons: ReadonlyMap<string, string>): string {
  const lines: string[] = [];
  const line = (name: string, count: Count, of: Count, more = '') => {
    const part = (unit: keyof Count) => (of[unit] === 0 ? '–' : `${((count[unit] / of[unit]) * 100).toFixed(2)} %`);
    const cells = [`${count.rows}`, part('rows'), `${count.types}`, part('types')].map((text) => text.padStart(10));
    lines.push(`  ${name.padEnd(26)}${cells.join('')}${more ? `  ${more}` : ''}`);
  };
  lines.push(`${''.padEnd(28)}${['rows', '', 'types', ''].map((text) => text.padStart(10)).join('')}`);
  line('all', all, all);
  line('one token', tokens, all);
  lines.push('views');
  for (const view of namedViews) line(view, views[view], all);
  const named = namedViews.reduce(
    (sum, view) => ({ rows: sum.rows + views[view].rows, types: sum.types + views[view].types }),
    { rows: 0, types: 0 },
  );
  line('in a named view', named, all);
  for (const [why, group] of other) line(`other: ${why}`, group, all, group.symbols.join(' '));
  lines.push('agreement with the feature columns, of what both sides speak of');
  const used = new Set<string>();
  for (const [dimension, { held, agrees, exceptions }] of Object.entries(agreement)) {
    line(dimension, agrees, held);
    for (const [id, group] of [...exceptions].sort(([, a], [, b]) => b.rows - a.rows)) {
      used.add(id);
      line(`  ${id}`, group, held, group.examples.join(' '));
    }
  }
  lines.push('classes of exceptions');
  for (const [id, reason] of reasons) if (used.has(id)) lines.push(`  ${id}: ${reason}`);
  return lines.join('\n');
}
