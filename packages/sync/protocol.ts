// Every message of the sync wire; no logic. SPEC.md numbers the rules.
import { Inventory } from '@phonochart/catalog/inventory.ts';
import { LanguageSummary } from '@phonochart/catalog/language.ts';
import { Code, Seq, Sha256 } from '@phonochart/catalog/text.ts';
import { z } from 'zod';
import { DEFAULT_PULL_LIMIT, MAX_PULL_LIMIT, PACKED, PROTOCOL_VERSION } from './limits.ts';

export const CollectionName = z.enum(['languages', 'inventories']);
export type CollectionName = z.infer<typeof CollectionName>;

/** Changes with every restore from a backup, so that a client knows that its checkpoint means nothing any more. */
export const Epoch = z.string().regex(/^[0-9a-z]{8,32}$/);

export const Checkpoint = z.object({ epoch: Epoch, seq: Seq });
export type Checkpoint = z.infer<typeof Checkpoint>;

const Synced = { seq: Seq, _deleted: z.boolean() };
export const LanguageDocument = LanguageSummary.extend(Synced);
export type LanguageDocument = z.infer<typeof LanguageDocument>;
export const InventoryDocument = Inventory.extend(Synced);
export type InventoryDocument = z.infer<typeof InventoryDocument>;
/** What remains of a deleted document: enough to delete it. */
export const Tombstone = z.object({ id: Code, seq: Seq, _deleted: z.literal(true) });
export type Tombstone = z.infer<typeof Tombstone>;
export type SyncDocument = LanguageDocument | InventoryDocument | Tombstone;

/**
 * One immutable file: `GET /api/sync/shards/{hash}.json`. Documents are in the order of `seq`, packed as unpack.ts reads
 * them; before protocol 2 they stood plainly in `documents`.
 */
export const Shard = z.looseObject({ packed: z.literal(PACKED), collection: CollectionName, count: z.int().min(0) });
export const ShardEntry = z.object({
  hash: Sha256,
  collection: CollectionName,
  count: z.int().min(0),
  /** Uncompressed size. */
  bytes: z.int().min(0),
});
export type ShardEntry = z.infer<typeof ShardEntry>;

/** A closed page of the tail: complete, and so immutable. Same form and address as a shard, with tombstones. */
export const PageEntry = z.object({ hash: Sha256, collection: CollectionName, after: Seq, to: Seq, count: z.int() });
export type PageEntry = z.infer<typeof PageEntry>;

/** `GET /api/sync/manifest`. */
export const Manifest = z.object({
  protocol: z.literal(PROTOCOL_VERSION),
  epoch: Epoch,
  /** The latest `seq` that is committed. */
  head: Seq,
  /** The oldest `seq` from which the tail is complete; a checkpoint below it gets 410. */
  floor: Seq,
  /** The shards together hold everything up to this `seq`; the tail after it comes by pull. */
  snapshot: Seq,
  shards: z.array(ShardEntry),
  pages: z.array(PageEntry),
});
export type Manifest = z.infer<typeof Manifest>;

/** [PULL10] Digits and nothing else: an empty text would be read as 0. */
const digits = z.string().regex(/^\d{1,16}$/, 'a whole number, in digits');

/** `GET /api/sync/pull?epoch&collection&after&limit&known`. */
export const PullQuery = z.object({
  epoch: Epoch,
  collection: CollectionName,
  after: digits.pipe(z.coerce.number<string>().int().min(0)),
  limit: digits.pipe(z.coerce.number<string>().int().min(1).max(MAX_PULL_LIMIT)).default(DEFAULT_PULL_LIMIT),
  /** [CLIENT12] The head that the client was told of: it makes the address one that no cache has an older answer for. */
  known: digits
    .pipe(z.coerce.number<string>().int().min(0))
    .optional()
    .meta({ description: 'The head that the client was told of; it keeps older answers of caches away' }),
});
/** A page shorter than its limit means "no more". Documents stand in the order of `seq`. */
export const PullAnswer = z.object({ documents: z.array(z.unknown()), checkpoint: Checkpoint });
export type PullAnswer = { documents: SyncDocument[]; checkpoint: Checkpoint };

/** An event of `GET /api/sync/stream`: only that the head moved; the pull carries the data. */
export const HeadEvent = z.object({ epoch: Epoch, head: Seq });
export type HeadEvent = z.infer<typeof HeadEvent>;

/** Twelve characters a language: six of its summary's text and six of its inventory's, as `pull` sends them. [CHECK2] */
export const Checksum = z.string().regex(/^[\w-]{12}$/);
/** `GET /api/sync/checksums`: every living language by id, so that a mirror can be compared in one request. */
export const Checksums = z.object({ epoch: Epoch, head: Seq, checksums: z.record(Code, Checksum) });
export type Checksums = z.infer<typeof Checksums>;

/** `GET /api/sync/documents/{id}`: both documents of one language as they are now; null where it is not alive. */
export const LanguageDocuments = z.object({
  epoch: Epoch,
  head: Seq,
  languages: z.unknown().nullable(),
  inventories: z.unknown().nullable(),
});
export type LanguageDocuments = {
  epoch: string;
  head: number;
  languages: LanguageDocument | null;
  inventories: InventoryDocument | null;
};
