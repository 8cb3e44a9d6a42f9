// `node scripts/make-phoible-like.ts FILE [INVENTORIES ROWS]`: writes made-up data in the form and size of PHOIBLE's phoible.csv, to time an import.
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { phoibleExample } from '@phonochart/imports/phoible-example.ts';

const [file, inventories = '3020', rows = '105474'] = process.argv.slice(2);
if (file === undefined) {
  process.stderr.write('node scripts/make-phoible-like.ts FILE [INVENTORIES ROWS]\n');
  process.exit(2);
}
await pipeline(
  Readable.from(phoibleExample({ inventories: Number(inventories), rows: Number(rows) })),
  createWriteStream(file),
);
