// One immutable file of the wire, a shard or a closed page: documents as JSON under their hash, compressed beforehand.
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { CollectionName } from '@phonochart/sync/protocol.ts';
import { inArray } from 'drizzle-orm';
import { shards } from './schema.ts';
import { type Db, read } from './sqlite-file.ts';
import { type DocumentRow, wireText } from './sync-reads.ts';

const brotli = promisify(brotliCompress);
const deflate = promisify(gzip);

export type WireFile = { hash: string; collection: CollectionName; count: number; body: Buffer };

/** `rows` in the order of seq. */
export function wireFile(collection: CollectionName, rows: DocumentRow[]): WireFile {
  const body = Buffer.from(`{"collection":"${collection}","documents":[${rows.map(wireText).join(',')}]}`);
  return { hash: createHash('sha256').update(body).digest('hex'), collection, count: rows.length, body };
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
    // 11 would gain a few per cent for ten times the time, and a start waits for the first snapshot.
    [constants.BROTLI_PARAM_QUALITY]: 9,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
  };
  const [br, gz] = await Promise.all([brotli(body, { params }), deflate(body, { level: 9 })]);
  return { ...file, bytes: body.length, body, br, gzip: gz };
}
