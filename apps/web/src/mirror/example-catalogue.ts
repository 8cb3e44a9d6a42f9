// For tests: a small catalogue behind a real HTTP server that speaks the sync wire, and can be made to misbehave.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DEFAULT_PULL_LIMIT, PROTOCOL_VERSION } from '@phonochart/sync/limits.ts';
import { pack } from '@phonochart/sync/pack.ts';
import type { CollectionName, InventoryDocument, LanguageDocument, Manifest } from '@phonochart/sync/protocol.ts';

/** Below every checkpoint. */
const STALE = 0;

type Kept = { id: string; seq: number; _deleted: boolean };

export const exampleLanguage = (code: string, name: string): Omit<LanguageDocument, 'seq' | '_deleted'> => ({
  id: code,
  code,
  kind: 'language',
  name,
  autonym: name,
  aliases: [],
  direction: 'ltr',
  script: 'Latn',
  review: { state: 'unreviewed' },
  tones: 'unlisted',
  counts: { consonants: 1, vowels: 0, tones: 0, other: 0, total: 1, words: 0, clips: {}, audio_bytes: 0 },
  sounds: 'p',
});

export const exampleInventory = (code: string, name: string): Omit<InventoryDocument, 'seq' | '_deleted'> => {
  const { sounds: _sounds, ...language } = exampleLanguage(code, name);
  return inventoryWith(code, language);
};

const inventoryWith = (
  code: string,
  language: Omit<LanguageDocument, 'seq' | '_deleted' | 'sounds'>,
): Omit<InventoryDocument, 'seq' | '_deleted'> => ({
  id: code,
  language: {
    ...language,
    sources: [{ citation: 'An example', used_for: 'inventory' }],
    licence: 'CC-BY-SA-4.0',
    contributors: [],
    spellings: [],
    minimal_pairs: [],
  },
  phonemes: [
    {
      id: `${code}:p`,
      language: code,
      position: 0,
      kind: 'consonant',
      symbol: 'p',
      ipa: 'p',
      status: 'core',
      words: [],
    },
  ],
  realisations: [],
  words: [],
  audio: [],
});

const collectionNames = ['languages', 'inventories'] as const;

export async function startExampleCatalogue() {
  const documents: { [name in CollectionName]: Map<string, Kept> } = { languages: new Map(), inventories: new Map() };
  const shards = new Map<string, string>();
  const asked: string[] = [];
  const methods = new Set<string>();
  let epoch = 'epoch0001';
  let seq = 0;
  let snapshot: Pick<Manifest, 'snapshot' | 'shards'> = { snapshot: 0, shards: [] };
  let pages: Manifest['pages'] = [];
  const file = (collection: CollectionName, some: readonly Kept[]) => {
    const text = catalogue.fault.plainShards
      ? JSON.stringify({ collection, documents: some })
      : JSON.stringify(pack(collection, some.map(asSent)));
    const hash = createHash('sha256').update(text).digest('hex');
    shards.set(hash, text);
    return { hash, bytes: text.length };
  };

  const catalogue = {
    /** Faults to be set by a test. */
    fault: {
      protocol: PROTOCOL_VERSION,
      plainShards: false,
      corruptShards: false,
      lostShards: 0,
      spoilPages: false,
      wrongCheckpoints: 0,
    },
    asked,
    /** HTTP methods that clients have used. */
    methods,
    put(code: string, name: string) {
      documents.languages.set(code, { ...exampleLanguage(code, name), seq: ++seq, _deleted: false });
      documents.inventories.set(code, { ...exampleInventory(code, name), seq: ++seq, _deleted: false });
    },
    /** Serves a language under an older `seq` than it had, as a broken proxy might. */
    serveStale(code: string, name: string) {
      documents.languages.set(code, { ...exampleLanguage(code, name), seq: STALE, _deleted: false });
    },
    remove(code: string) {
      for (const kept of Object.values(documents)) kept.set(code, { id: code, seq: ++seq, _deleted: true });
    },
    /** What a spoilt page can make of a change: the client passes over it. */
    putInSilence(code: string, name: string) {
      documents.languages.set(code, { ...exampleLanguage(code, name), seq: STALE, _deleted: false });
      documents.inventories.set(code, { ...exampleInventory(code, name), seq: STALE, _deleted: false });
    },
    loseTombstone(code: string) {
      for (const kept of Object.values(documents)) kept.delete(code);
    },
    /** `size`: documents a shard. */
    takeSnapshot(size = 1000) {
      const entries = collectionNames.flatMap((collection) => {
        const alive = [...documents[collection].values()].filter(({ _deleted }) => !_deleted).sort(bySeq);
        const cuts = Array.from({ length: Math.ceil(alive.length / size) }, (_, at) => at * size);
        return cuts.map((from) => {
          const some = alive.slice(from, from + size);
          return { collection, count: some.length, ...file(collection, some) };
        });
      });
      snapshot = { snapshot: seq, shards: entries };
      pages = [];
    },
    /** Closes a page of each collection over all that is behind the last one. */
    closePages() {
      for (const collection of collectionNames) {
        const after = pages.findLast((page) => page.collection === collection)?.to ?? snapshot.snapshot;
        const some = [...documents[collection].values()].filter((kept) => kept.seq > after).sort(bySeq);
        const { hash } = file(collection, some);
        pages = [...pages, { hash, collection, after, to: some.at(-1)?.seq ?? after, count: some.length }];
      }
    },
    restoreFromBackup() {
      epoch = 'epoch0002';
    },
    origin: '',
    stop: () => new Promise<void>((resolve) => server.close(() => resolve()).closeAllConnections()),
  };

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    asked.push(url.pathname);
    methods.add(request.method ?? '');
    const answer = (status: number, body: string) => response.writeHead(status).end(body);
    if (url.pathname === '/api/sync/manifest') {
      const manifest = { protocol: catalogue.fault.protocol, epoch, head: seq, floor: 0, ...snapshot, pages };
      return answer(200, JSON.stringify(manifest));
    }
    const shard = shards.get(/^\/api\/sync\/shards\/(\w+)\.json$/.exec(url.pathname)?.[1] ?? '');
    if (shard) {
      if (catalogue.fault.lostShards-- > 0) return answer(404, '');
      return answer(200, catalogue.fault.corruptShards ? shard.replace('English', 'Anglish') : shard);
    }
    const now = (collection: CollectionName, id: string) => {
      const kept = documents[collection].get(id);
      return kept && !kept._deleted ? asSent(kept) : null;
    };
    if (url.pathname === '/api/sync/checksums') {
      const half = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 6);
      const alive = [...documents.inventories.values()].filter(({ _deleted }) => !_deleted);
      const checksums = Object.fromEntries(
        alive.map(({ id }) => [id, half(now('languages', id) ?? '') + half(now('inventories', id) ?? '')]),
      );
      return answer(200, JSON.stringify({ epoch, head: seq, checksums }));
    }
    const alone = /^\/api\/sync\/documents\/([\w-]+)$/.exec(url.pathname)?.[1];
    if (alone)
      return answer(
        200,
        `{"epoch":"${epoch}","head":${seq},"languages":${now('languages', alone)},"inventories":${now('inventories', alone)}}`,
      );
    const query = Object.fromEntries(url.searchParams);
    if (query.epoch !== epoch) return answer(410, '');
    const after = Number(query.after);
    const kept = [...documents[query.collection as CollectionName].values()].sort(bySeq);
    const fresh = kept.filter(({ seq }) => seq > after).slice(0, DEFAULT_PULL_LIMIT);
    const sent = fresh.length > 0 ? [...kept.filter(({ seq }) => seq === STALE), ...fresh] : [];
    const last = fresh.at(-1)?.seq ?? after;
    const checkpoint = { epoch, seq: catalogue.fault.wrongCheckpoints-- > 0 ? last + 1 : last };
    const text = `{"documents":[${sent.map(asSent).join(',')}],"checkpoint":${JSON.stringify(checkpoint)}}`;
    answer(200, catalogue.fault.spoilPages ? text.replaceAll('French', 'Frenck') : text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  catalogue.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return catalogue;
}

/** As the server writes it: `seq` and `_deleted` come first. */
const asSent = ({ seq, _deleted, ...body }: Kept): string => JSON.stringify({ seq, _deleted, ...body });

const bySeq = (a: Kept, b: Kept) => a.seq - b.seq;
