// Compares the mirror with the server's checksums, and fetches each language that differs again, alone. Loaded when it is needed.
import type { Checksums, CollectionName, HeadEvent, LanguageDocuments } from '@phonochart/sync/protocol.ts';
import type { RxDocumentData } from 'rxdb/plugins/core';
import { sha256 } from './hash.ts';
import type { MirrorStore } from './mirror-store.ts';
import type { Mirrored } from './schemas.ts';
import { type Wire, WireError } from './wire.ts';

type Held = RxDocumentData<Mirrored>;

const collectionNames: readonly CollectionName[] = ['languages', 'inventories'];
/** Documents read and hashed at a time: a person may be using the chart. */
const PAGE = 50;
/** Where more languages than this differ, the snapshot's files are the shorter way. */
const MANY = 30;

/**
 * Answers how many languages were healed, or that too many differ to heal them one by one.
 * @throws WireError where the server cannot be asked, and whatever the storage throws
 */
export async function heal(store: MirrorStore, wire: Wire): Promise<number | 'begin-again'> {
  const { epoch, head, checksums } = checked<Checksums>(await wire.ask('checksums'), 'checksums');
  if (head < (await headOf(store, epoch))) throw new WireError('http', 'checksums of an earlier head');
  const held = await heldChecksums(store);
  const differing = [...new Set([...Object.keys(checksums), ...held.keys()])].filter(
    (id) => held.get(id) !== checksums[id],
  );
  if (differing.length > MANY) return 'begin-again';
  for (const id of differing) await healLanguage(store, wire, id, { epoch, head });
  return differing.length;
}

/** The head up to which the mirror is known to be whole, in that epoch: a cache may hand out answers from before. */
async function headOf(store: MirrorStore, epoch: string): Promise<number> {
  const held = await Promise.all(collectionNames.map((name) => store.checkpoints.read(name)));
  return Math.max(-1, ...held.map((at) => (at?.epoch === epoch ? (at.upTo ?? at.seq) : -1)));
}

/** The checksum of every living language in the store, as SPEC.md's [CHECK2] has it. */
export async function heldChecksums(store: MirrorStore): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const name of collectionNames) {
    const collection = store.collections[name];
    for (let after = ''; ; ) {
      const query = collection.find({ selector: { id: { $gt: after } }, sort: [{ id: 'asc' }], limit: PAGE });
      const { documents } = await collection.storageInstance.query(query.getPreparedQuery());
      for (const document of documents)
        found.set(document.id, `${found.get(document.id) ?? ''}${await halfOf(document)}`);
      const last = documents.at(-1);
      if (!last || documents.length < PAGE) break;
      after = last.id;
      await idle();
    }
  }
  return found;
}

/** [CLIENT11]: what is held is read before the server is asked, and replaced only if it is still the same. */
async function healLanguage(store: MirrorStore, wire: Wire, id: string, { epoch, head }: HeadEvent): Promise<void> {
  const held = new Map<CollectionName, Held | undefined>();
  for (const name of collectionNames)
    held.set(name, (await store.collections[name].storageInstance.findDocumentsById([id], true))[0]);
  const answer = checked<LanguageDocuments>(await wire.ask(`documents/${encodeURIComponent(id)}`), 'head');
  if (answer.epoch !== epoch || answer.head < head) throw new WireError('http', 'documents of an earlier head');
  for (const name of collectionNames) {
    const previous = held.get(name);
    const right = answer[name];
    if (!right && (!previous || previous._deleted)) continue;
    if (right && previous && !previous._deleted && textOf(previous) === textOf(right)) continue;
    const now = right ?? { ...previous, seq: answer.head, _deleted: true };
    const document = { ...now, _attachments: {}, _meta: { ...previous?._meta, lwt: 1 }, _rev: previous?._rev ?? '' };
    const row = { document: document as Held, ...(previous ? { previous } : {}) };
    await store.collections[name].storageInstance.bulkWrite([row], 'heal');
  }
}

const halfOf = async (document: Mirrored): Promise<string> => {
  const digest = await sha256(new TextEncoder().encode(textOf(document)).buffer as ArrayBuffer);
  // Nine hexadecimal digits are six of base64url.
  return [0, 3, 6].map((at) => base64url(Number.parseInt(digest.slice(at, at + 3), 16))).join('');
};

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const base64url = (twelveBits: number): string => `${DIGITS[twelveBits >> 6]}${DIGITS[twelveBits & 63]}`;

/** The document as `pull` sends it: RxDB keeps the order of fields, and adds its own. */
const textOf = (document: Mirrored): string => {
  const { seq, _deleted, _meta, _rev, _attachments, ...body } = document as Held;
  return JSON.stringify({ seq, _deleted: false, ...body });
};

function checked<Answer>(answer: unknown, field: string): Answer {
  if (typeof answer !== 'object' || answer === null || !(field in answer)) throw new TypeError(`no ${field}`);
  return answer as Answer;
}

const idle = () => new Promise((resolve) => setTimeout(resolve));
