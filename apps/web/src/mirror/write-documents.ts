// Writes pulled documents into a collection: the later `seq` wins, also over another tab that writes at the same time.
import type { SyncDocument } from '@phonochart/sync/protocol.ts';
import type { RxCollection, RxDocumentData } from 'rxdb/plugins/core';
import type { Mirrored } from './schemas.ts';

type Held = RxDocumentData<Mirrored>;
type Row = { document: Held; previous?: Held };

/**
 * [CLIENT4]. Looks first: RxDB lets a document that is inserted take the place of its tombstone, however late that is.
 * Answers those that were here at the same `seq`: a tab may have died when it had stored them and told nobody.
 * @throws whatever the storage throws, or an error for a document that it refuses
 */
export async function writeDocuments(
  { storageInstance, conflictHandler }: RxCollection<Mirrored>,
  documents: readonly SyncDocument[],
): Promise<SyncDocument[]> {
  const pulled = new Map(documents.map((document) => [document.id, document as Held]));
  const same: SyncDocument[] = [];
  const rowFor = (document: Held, previous: Held | undefined): Row[] => {
    if (previous && conflictHandler.isEqual(document, previous, 'pull')) {
      if (previous.seq === document.seq) same.push(document);
      return [];
    }
    const stored = { ...document, _attachments: {}, _meta: { ...previous?._meta, lwt: 1 }, _rev: previous?._rev ?? '' };
    return [{ document: stored as Held, ...(previous ? { previous } : {}) }];
  };

  const held = await storageInstance.findDocumentsById([...pulled.keys()], true);
  const before = new Map(held.map((document) => [document.id, document]));
  let rows = [...pulled.values()].flatMap((document) => rowFor(document, before.get(document.id)));
  while (rows.length > 0) {
    const { error } = await storageInstance.bulkWrite(rows, 'pull');
    rows = error.flatMap(({ status, documentId, documentInDb }: (typeof error)[number] & { documentInDb?: Held }) => {
      const document = pulled.get(documentId);
      if (status !== 409 || !document || !documentInDb) throw new Error(`${documentId}: ${status}`);
      return rowFor(document, documentInDb);
    });
  }
  return same;
}
