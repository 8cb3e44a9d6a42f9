// Segments a second through phonetics, nothing remembered: cut as a cell, described and placed, in PHOIBLE's proportions.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCsv } from '@phonochart/imports/csv-rows.ts';
import { phoibleExample } from '@phonochart/imports/phoible-example.ts';
import { describe } from '@phonochart/phonetics/describe.ts';
import { place } from '@phonochart/phonetics/place.ts';
import { tokeniseCell } from '@phonochart/phonetics/tokenise.ts';
import { alternate, type Bench, type Measurement, type Row, rowOf } from '../row.ts';

export const measurement: Measurement = {
  name: 'phonetics',
  says: 'segments a second of CPU time: tokenise, describe and place, none remembered',
  run,
};

const FLOOR = 200_000;
// About a third of PHOIBLE: enough for every kind of segment, and a second a round.
const size = { inventories: 1000, rows: 35_000 };

async function run(bench: Bench): Promise<Row[]> {
  const symbols = await symbolsLikePhoible(bench);
  const types = new Set(symbols).size;
  bench.say(`${symbols.length} symbols, ${types} of them different`);
  const ours = async () =>
    perSecond(
      symbols,
      (symbol) => tokeniseCell(symbol).kind.length + describe(symbol, 'en').length + place(symbol).type.length,
    );
  const peer = async () => perSecond(symbols, (symbol) => [...symbol.normalize('NFD')].length);
  // The first rounds of a program are its slowest: it is compiled while it runs.
  for (let warm = 0; warm < 5; warm++) await ours();
  return [
    rowOf(
      {
        name: 'phonetics: tokenise, describe, place',
        against: 'the same symbols decomposed (NFD) and split into code points by the platform, which knows no sound',
        unit: 'segments/s',
        better: 'higher',
        floor: { on: 'ours', sense: 'least', at: FLOOR },
        parts: [{ name: 'symbols a round', value: symbols.length, unit: '', note: `${types} types` }],
      },
      await alternate(bench.rounds, ours, peer),
    ),
  ];
}

async function symbolsLikePhoible(bench: Bench): Promise<string[]> {
  const file = join(bench.folder('made-up'), 'phoible.csv');
  writeFileSync(file, [...phoibleExample(size)].join(''));
  const symbols: string[] = [];
  for await (const { cell } of readCsv(file, { required: ['Phoneme'], hash: createHash('sha256') })) {
    symbols.push(cell('Phoneme'));
  }
  return symbols;
}

/** By the CPU time of this process, since a busy machine would else be measured too. */
function perSecond(symbols: readonly string[], read: (symbol: string) => number): number {
  const start = process.cpuUsage();
  let seen = 0;
  for (const symbol of symbols) seen += read(symbol);
  const { user, system } = process.cpuUsage(start);
  // `seen` is used, so that no compiler may leave the work out.
  return seen === 0 ? 0 : symbols.length / ((user + system) / 1e6);
}
