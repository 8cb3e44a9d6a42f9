// The sync wire: manifest, immutable shards, and the tail by pull. SPEC.md in packages/sync numbers the rules.
import { createRoute, z } from '@hono/zod-openapi';
import { MANIFEST_FRESH_S, MANIFEST_STALE_S } from '@phonochart/sync/limits.ts';
import { Checksums, LanguageDocuments, Manifest, PullQuery, Shard } from '@phonochart/sync/protocol.ts';
import type { CatalogueStore, PullResult } from '../store/store.ts';
import { type Answers, json } from './http/answers.ts';
import { jsonAnswers, problemAnswer } from './http/declare.ts';
import type { Api } from './http/env.ts';
import { ProblemError, unknown } from './http/problem.ts';
import type { Bytes } from './http/representation.ts';

type Deps = { store: CatalogueStore; answers: Answers };

const PullPage = z
  .object({
    documents: z.array(z.looseObject({ id: z.string(), seq: z.int(), _deleted: z.boolean() })),
    checkpoint: z.object({ epoch: z.string(), seq: z.int() }),
  })
  .meta({ id: 'PullPage' });

export function showManifest(api: Api, path: string, { store, answers }: Deps): void {
  const route = createRoute({
    method: 'get',
    path,
    summary: 'Where a first sync begins',
    tags: ['sync'],
    responses: jsonAnswers(Manifest.meta({ id: 'Manifest' }), 'Epoch, head, floor and the files of the snapshot'),
  });
  // A snapshot or a page may come without a new head, so the store is asked each time; it has the answer ready.
  api.openapi(route, async (c) => {
    const manifest = await store.manifest();
    return answers.madeOf(c, manifest, () => ({ ...json(manifest), cacheControl: manifestLife }));
  });
}

/** [MANIFEST7]. The tail has no such life: a device told of a head must get it at once, from no cache [STREAM4]. */
const manifestLife = `public, max-age=${MANIFEST_FRESH_S}, stale-while-revalidate=${MANIFEST_STALE_S}`;

/** `path` ends in {hash}.json, which the router writes as a parameter with a pattern. */
export function sendShard(api: Api, path: string, { store, answers }: Deps): void {
  api.openAPIRegistry.registerPath({
    method: 'get',
    path,
    summary: 'One file of the snapshot, or a closed page of the tail; it never changes',
    tags: ['sync'],
    request: { params: z.object({ hash: z.string().meta({ description: 'SHA-256 of the uncompressed file' }) }) },
    responses: jsonAnswers(Shard.meta({ id: 'Shard' }), 'The file'),
  });
  api.get(path.replace('{hash}.json', ':file{.+\\.json}'), (c) => {
    const hash = c.req.param('file')!.slice(0, -'.json'.length).toLowerCase();
    return answers.kept(c, 'forever', async () => {
      const shard = /^[0-9a-f]{64}$/.test(hash) ? await store.shard(hash) : undefined;
      if (!shard) throw unknown('unknown-shard', 'hash', hash);
      return {
        bytes: shard.identity as Bytes,
        br: shard.br as Bytes,
        gzip: shard.gzip as Bytes,
        type: 'application/json',
        cacheControl: 'public, max-age=31536000, immutable',
      };
    });
  });
}

export function pullTail(api: Api, path: string, { store, answers }: Deps): void {
  const route = createRoute({
    method: 'get',
    path,
    summary: 'What changed after a checkpoint',
    tags: ['sync'],
    request: { query: PullQuery },
    responses: {
      ...jsonAnswers(PullPage, 'A page; shorter than its limit means that there is no more'),
      410: problemAnswer('The checkpoint is of no use: begin again from the manifest'),
    },
  });
  api.openapi(route, (c) => {
    const query = c.req.valid('query');
    return answers.kept(c, 'head', async () => {
      const result = await store.pull(query);
      if (result.type === 'gone') throw checkpointGone(result);
      const { documents, checkpoint } = result;
      const text = `{"documents":[${documents.join(',')}],"checkpoint":${JSON.stringify(checkpoint)}}`;
      return { ...json(null), bytes: new TextEncoder().encode(text) };
    });
  });
}

export function showChecksums(api: Api, path: string, { store, answers }: Deps): void {
  const route = createRoute({
    method: 'get',
    path,
    summary: 'A checksum for every language, to hold a mirror against',
    tags: ['sync'],
    responses: jsonAnswers(Checksums.meta({ id: 'Checksums' }), 'Twelve characters a language, at this head'),
  });
  api.openapi(route, (c) => answers.kept(c, 'head', async () => json(await store.checksums())));
}

export function showDocuments(api: Api, path: string, { store, answers }: Deps): void {
  const route = createRoute({
    method: 'get',
    path,
    summary: 'Both documents of one language, for a mirror to heal with',
    tags: ['sync'],
    request: { params: z.object({ id: z.string().meta({ description: "The language's id" }) }) },
    responses: jsonAnswers(LanguageDocuments.meta({ id: 'LanguageDocuments' }), 'Null where it is not alive'),
  });
  api.openapi(route, (c) => {
    const { id } = c.req.valid('param');
    return answers.kept(c, 'head', async () => {
      const { epoch, head, languages, inventories } = await store.documentsOf(id);
      const text = `{"epoch":"${epoch}","head":${head},"languages":${languages},"inventories":${inventories}}`;
      return { ...json(null), bytes: new TextEncoder().encode(text) };
    });
  });
}

const meanings = {
  epoch: 'the catalogue began a new history',
  floor: 'deletions after this checkpoint are forgotten',
  future: 'the catalogue has not come so far',
} as const;

const checkpointGone = ({ reason, state }: Extract<PullResult, { type: 'gone' }>): ProblemError =>
  new ProblemError('checkpoint-gone', {
    detail: `${meanings[reason]}: begin again from /api/sync/manifest`,
    errors: [{ field: reason === 'epoch' ? 'epoch' : 'after', message: meanings[reason] }],
    more: { reason, ...state },
  });
