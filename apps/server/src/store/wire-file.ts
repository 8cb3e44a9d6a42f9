// One immutable file of the wire, a shard or a closed page: documents packed under their hash, compressed beforehand.
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { packing } from '@phonochart/sync/pack.ts';
import type { CollectionName } from '@phonochart/sync/protocol.ts';
import { inArray } from 'drizzle-orm';
import { shards } from './schema.ts';
import { type Db, read } from './sqlite-file.ts';
import { type DocumentRow, wireText } from './sync-reads.ts';

const brotli = promisify(brotliCompress);
const deflate = promisify(gzip);

export type WireFile = { hash: string; collection: CollectionName; count: number; body: Buffer };

/** Documents that are packed before others have a turn: counted and not timed, so that the same is done at every run. */
const TURN = 8;

/** `rows` in the order of seq. The store goes on answering meanwhile. */
export async function wireFile(collection: CollectionName, rows: readonly DocumentRow[]): Promise<WireFile> {
  const steps = packing(collection, rows.map(wireText));
  for (let done = 1; ; done++) {
    const step = steps.next();
    if (step.done) {
      const body = Buffer.from(JSON.stringify(step.value));
      return { hash: createHash('sha256').update(body).digest('hex'), collection, count: rows.length, body };
    }
    if (done % TURN === 0) await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Rows for those files that the store does not have. Runs in zlib's threads while the store goes on answering. */
export async function compressNew(db: Db, files: WireFile[]): Promise<(typeof shards.$inferInsert)[]> {
  const hashes = files.map(({ hash }) => hash);
  const held = new Set(
    read(db, (tx) => tx.select({ hash: shards.hash }).from(shards).where(inArray(shards.hash, hashes)).all()).map(
      ({ hash }) => hash,
    ),
  );
  const fresh: (typeof shards.$inferInsert)[] = [];
  for (const file of files) if (!held.has(file.hash)) fresh.push(await compress(file));
  return fresh;
}

async function compress({ body, ...file }: WireFile): Promise<typeof shards.$inferInsert> {
  const params = {
    // 10 and 11 would take a tenth off packed files for ten and twenty times the work.
    [constants.BROTLI_PARAM_QUALITY]: 9,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
  };
  const [br, gz] = await Promise.all([brotli(body, { params }), deflate(body, { level: 9 })]);
  return { ...file, bytes: body.length, body, br, gzip: gz };
}
