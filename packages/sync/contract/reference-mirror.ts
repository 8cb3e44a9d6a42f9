// A mirror that keeps [CLIENT1] to [CLIENT5] and [CLIENT7] over any wire, with closed pages or without: the plain reader that stores and servers are tried with.
import type { CollectionName, Manifest, PageEntry, PullAnswer, SyncDocument } from '../protocol.ts';
import { unpack } from '../unpack.ts';

/** The wire as a client sees it. `gone` is HTTP's 410, `missing` its 404. */
export type Wire = {
  manifest(): Promise<Manifest>;
  /** The uncompressed bytes. */
  shard(hash: string): Promise<Uint8Array | 'missing'>;
  pull(query: {
    epoch: string;
    collection: CollectionName;
    after: number;
    limit: number;
  }): Promise<PullAnswer | 'gone'>;
};

export type ReferenceMirror = {
  /** Living documents by id. */
  readonly documents: ReadonlyMap<string, SyncDocument>;
  /** How often it had to begin again. */
  readonly resets: number;
  /** Reads until a page is short. */
  catchUp(): Promise<void>;
};

/** `withPages`: reads the manifest at each catching up, and what it can from closed pages. */
export function referenceMirror(
  wire: Wire,
  collection: CollectionName,
  limit: number,
  { withPages = false }: { withPages?: boolean } = {},
): ReferenceMirror {
  const documents = new Map<string, SyncDocument>();
  let checkpoint: { epoch: string; seq: number } | undefined;
  let resets = 0;

  const keep = (document: SyncDocument): void => {
    const held = documents.get(document.id);
    if (held && held.seq >= document.seq) return;
    if (document._deleted) documents.delete(document.id);
    else documents.set(document.id, document);
  };

  /** Undefined where a shard was replaced meanwhile: the manifest must be read again. */
  async function begin(): Promise<typeof checkpoint> {
    const manifest = await wire.manifest();
    for (const { hash, count, collection: of } of manifest.shards) {
      if (of !== collection) continue;
      const documents = await file(hash, count);
      if (documents === 'missing') return undefined;
      for (const document of documents) keep(document);
    }
    return { epoch: manifest.epoch, seq: manifest.snapshot };
  }

  /** A shard's or a page's documents. */
  async function file(hash: string, count: number): Promise<SyncDocument[] | 'missing'> {
    const bytes = await wire.shard(hash);
    if (bytes === 'missing') return 'missing';
    const digest = Buffer.from(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))).toString('hex');
    if (digest !== hash) throw new Error(`[SHARD1] file ${hash} has the content of ${digest}`);
    const documents = [...unpack(JSON.parse(Buffer.from(bytes).toString()))];
    if (documents.length !== count) throw new Error(`[MANIFEST4] file ${hash} holds not ${count} documents`);
    return documents;
  }

  /** Goes on from the checkpoint as far as closed pages lead; a page that is gone leaves the rest to the pull. */
  async function readPages(from: { epoch: string; seq: number }): Promise<{ epoch: string; seq: number }> {
    const manifest = await wire.manifest();
    if (manifest.epoch !== from.epoch) return from;
    const pages = manifest.pages.filter((page) => page.collection === collection);
    let end = manifest.snapshot;
    let { seq } = from;
    for (const { after, to, count, hash } of pages) {
      if (after !== end) throw new Error(`[PAGE1] a page begins at ${after} and not at ${end}`);
      end = to;
      if (seq < after || seq >= to) continue;
      const documents = await file(hash, count);
      if (documents === 'missing') break;
      provePage({ after, to }, documents);
      for (const document of documents) keep(document);
      seq = to;
    }
    return { epoch: from.epoch, seq };
  }

  async function catchUp(): Promise<void> {
    for (;;) {
      checkpoint ??= await begin();
      if (!checkpoint) continue;
      if (withPages) checkpoint = await readPages(checkpoint);
      const answer = await wire.pull({ epoch: checkpoint.epoch, collection, after: checkpoint.seq, limit });
      if (answer === 'gone') {
        documents.clear();
        checkpoint = undefined;
        resets += 1;
        continue;
      }
      for (const document of answer.documents) {
        if (document.seq <= checkpoint.seq) throw new Error(`[PULL1] ${document.id} stands below the checkpoint`);
        keep(document);
        checkpoint = { epoch: checkpoint.epoch, seq: document.seq };
      }
      if (answer.checkpoint.seq !== checkpoint.seq) throw new Error('[PULL4] the checkpoint is not the last document');
      if (answer.documents.length > limit) throw new Error('[PULL1] the page is longer than its limit');
      if (answer.documents.length < limit) return;
    }
  }

  return {
    documents,
    get resets() {
      return resets;
    },
    catchUp,
  };
}

function provePage({ after, to }: Pick<PageEntry, 'after' | 'to'>, documents: SyncDocument[]): void {
  let last = after;
  for (const { seq } of documents) {
    if (seq <= last) throw new Error(`[PAGE2] ${seq} stands in a page behind ${last}`);
    last = seq;
  }
  if (last !== to) throw new Error(`[PAGE2] a page up to ${to} ends at ${last}`);
}
