// Watches documents of one collection where they are stored: one of them, or all, many changes told as one.
import type { EventBulk, RxCollection, RxDocumentData, RxStorageChangeEvent } from 'rxdb/plugins/core';
import type { KeptCheckpoint } from './checkpoints.ts';
import type { Listen } from './fills.ts';
import type { Mirrored } from './schemas.ts';

type Held = RxDocumentData<Mirrored>;
type IsWhole = (document: unknown) => boolean;

/** Between two looks of the list while documents keep coming: a long one is much work for whoever shows it. */
const waitFor = (count: number): number => Math.min(1_000, count);
/** Documents read at a time: a person may be using the chart. */
const PAGE = 100;

/** Calls `seen` with the document as soon as it is read, and after each change of it; null where there is none. */
export function watchOne<Kept extends Mirrored | KeptCheckpoint>(
  { storageInstance }: RxCollection<Kept>,
  id: string,
  isWhole: IsWhole,
  seen: (document: Kept | null) => void,
  damaged: () => void,
  /** Tells of documents that RxDB does not. */
  listen: Listen = () => () => undefined,
): () => void {
  let stopped = false;
  /** Of several looks the last one counts; none does once RxDB has told of a change. */
  let looks = 0;
  let told: string | undefined;
  const tell = (held: RxDocumentData<Kept> | undefined) => {
    if (stopped) return;
    told = held?._rev;
    const document = held && !held._deleted ? plain<Kept>(held) : null;
    if (document === null || isWhole(document)) seen(document);
    else damaged();
  };
  const subscription = storageInstance.changeStream().subscribe((bulk) => {
    for (const { documentId, documentData } of bulk.events) {
      if (documentId !== id) continue;
      looks += 1;
      tell(documentData as RxDocumentData<Kept>);
    }
  });
  const look = () => {
    const mine = ++looks;
    storageInstance.findDocumentsById([id], false).then(
      ([held]) => {
        if (mine === looks && (told === undefined || told !== held?._rev)) tell(held);
      },
      () => {
        if (!stopped) damaged();
      },
    );
  };
  const unlisten = listen((filled) => {
    if (filled.some((each) => each.id === id)) look();
  });
  look();
  return () => {
    stopped = true;
    unlisten();
    subscription.unsubscribe();
  };
}

type Bulk = EventBulk<RxStorageChangeEvent<Mirrored>, unknown>;

/** Calls `seen` with every document in the order of ids, once all are read, and after changes. */
export function watchAll(
  collection: RxCollection<Mirrored>,
  listen: Listen,
  isWhole: IsWhole,
  seen: (documents: Mirrored[]) => void,
  damaged: () => void,
): () => void {
  /** Null: deleted since the reading began. */
  const known = new Map<string, { readonly seq: number; readonly document: Mirrored | null }>();
  let stopped = false;
  let read = false;
  let changed = false;
  /** Runs after each telling: what changes meanwhile waits for its end. */
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    stopped = true;
    clearTimeout(timer);
    subscription.unsubscribe();
    unlisten();
  };
  const broken = () => {
    if (stopped) return;
    stop();
    damaged();
  };
  /** Whether it is whole. */
  const know = (held: Held): boolean => {
    if (!held._deleted && !isWhole(held)) return false;
    known.set(held.id, { seq: held.seq, document: held._deleted ? null : plain(held) });
    return true;
  };
  const tell = () => {
    changed = false;
    timer = setTimeout(() => {
      timer = undefined;
      if (changed) tell();
    }, waitFor(known.size));
    const documents = [...known.values()].flatMap(({ document }) => document ?? []);
    seen(documents.sort((a, b) => (a.id < b.id ? -1 : 1)));
  };
  const tellSoon = () => {
    changed = true;
    if (read && !timer) tell();
  };
  const subscription = collection.storageInstance.changeStream().subscribe((bulk: Bulk) => {
    for (const { documentData } of bulk.events) if (!know(documentData as Held)) return broken();
    tellSoon();
  });

  const unlisten = listen((filled) => {
    const later = (filled as Held[]).filter(({ id, seq }) => seq > (known.get(id)?.seq ?? -1));
    if (!later.every(know)) return broken();
    if (later.length > 0) tellSoon();
  });

  const readAll = async () => {
    for (let after = ''; !stopped; ) {
      const query = collection.find({ selector: { id: { $gt: after } }, sort: [{ id: 'asc' }], limit: PAGE });
      const { documents } = await collection.storageInstance.query(query.getPreparedQuery());
      for (const held of documents) {
        if (!known.has(held.id) && !know(held)) return broken();
      }
      const last = documents.at(-1);
      if (!last || documents.length < PAGE) break;
      after = last.id;
    }
    read = true;
    if (!stopped) tell();
  };
  readAll().catch(broken);
  return stop;
}

/** Without what RxDB adds to a document. */
const plain = <Kept = Mirrored>({ _meta, _rev, _attachments, _deleted, ...document }: RxDocumentData<Kept>): Kept =>
  document as Kept;
