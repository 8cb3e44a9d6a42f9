// Answers that no server of ours gives: the mirror says what is wrong, asks no more than it must, heals, and leaves the person's own alone.
import { createHash } from 'node:crypto';
import type { Manifest } from '@phonochart/sync/protocol.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { inState, type OpenMirror, onExampleDevice, until } from './example-device.ts';
import type { MirrorState } from './mirror.ts';
import { createWire } from './wire.ts';

const device = onExampleDevice((catalogue) => {
  catalogue.put('english-gb', 'English');
  catalogue.put('arabic-msa', 'Arabic');
  catalogue.takeSnapshot();
  catalogue.put('vietnamese-hanoi', 'Vietnamese');
});
let mirror: OpenMirror;
let asked: string[];
/** Turns the real answer into another one; undefined for the real one. */
let spoil: ((path: string, answer: Response) => Promise<Response | undefined> | Response | undefined) | undefined;
beforeEach(() => {
  [asked, spoil] = [[], undefined];
});

const fetcher = async (address: string | URL | Request, options?: RequestInit): Promise<Response> => {
  const path = String(address).slice(device.catalogue.origin.length);
  asked.push(path);
  const answer = await fetch(address, options);
  if (path.includes('/shards/') && !answer.ok) return new Response('', { status: 404 });
  return (await spoil?.(path, answer)) ?? answer;
};

const state = (...wanted: MirrorState[]) => inState(mirror, ...wanted);

function open() {
  mirror = device.open({ wire: createWire(device.catalogue.origin, fetcher as typeof fetch) });
}

/** Each collection may try twice, with a manifest each; no answer is worth more. */
const ENOUGH = 12;

/** Opens a mirror on such answers, and then on good ones. */
async function bears(fault: NonNullable<typeof spoil>, details: readonly string[] = ['http']): Promise<void> {
  spoil = fault;
  open();
  await mirror.own.toggleStar('english-gb:p');
  const { detail = '' } = await state('error');
  expect(details).toContain(detail);
  expect(asked.length).toBeLessThanOrEqual(ENOUGH);
  spoil = undefined;
  mirror.resync();
  await state('current', 'rebuilt');
  await until(mirror.languages, (found) => found?.length === 3);
  expect(mirror.languages.value?.map(({ name }) => name).sort()).toEqual(['Arabic', 'English', 'Vietnamese']);
  expect((await until(mirror.inventory('english-gb'), (found) => found != null))?.phonemes).toHaveLength(1);
  expect([...mirror.own.starred.value]).toEqual(['english-gb:p']);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
}

const at =
  (part: string, change: (answer: Response) => Promise<Response> | Response) => (path: string, answer: Response) =>
    path.includes(part) ? change(answer) : undefined;
const text = (body: string) => () => new Response(body);
const json = (change: (body: never) => unknown) => async (answer: Response) =>
  new Response(JSON.stringify(change((await answer.json()) as never)));

describe('a manifest', () => {
  const hash = '0'.repeat(64);
  const entry = { hash, collection: 'inventories', count: 1, bytes: 1 };
  const manifest = (change: (manifest: Manifest) => object) => at('/manifest', json(change));
  const withShards = (change: (shards: Manifest['shards']) => unknown) =>
    manifest((real) => ({ ...real, shards: change(real.shards) }));

  test.each<[string, NonNullable<typeof spoil>, string[]?]>([
    ['that is HTML', at('/manifest', text('<!doctype html><title>Sign in to the Wi-Fi</title>'))],
    ['that is empty', at('/manifest', text(''))],
    ['that is null', at('/manifest', text('null')), ['protocol', 'http']],
    ['that is a list', at('/manifest', text('[]')), ['protocol', 'http']],
    [
      'that would change every object',
      at('/manifest', text('{"__proto__":{"polluted":1,"protocol":1},"shards":[]}')),
      ['protocol', 'http'],
    ],
    ['without shards', manifest(({ shards: _, ...rest }) => rest)],
    ['of another epoch than any', manifest((real) => ({ ...real, epoch: '../../account' }))],
    ['from the future', manifest((real) => ({ ...real, snapshot: 1e308 })), ['http', 'gone']],
    ['that names a shard that is missing', withShards((shards) => [entry, ...shards])],
    ['that names nothing as a shard', withShards((shards) => [null, ...shards])],
    [
      'that counts below zero',
      withShards((shards) => shards.map((each) => ({ ...each, count: -1 }))),
      ['hash', 'http'],
    ],
    ['that counts wrong', withShards((shards) => shards.map((each) => ({ ...each, count: 1e9 }))), ['hash', 'http']],
    ['that leads elsewhere', withShards((shards) => shards.map((each) => ({ ...each, hash: '../../account#' })))],
    ['of a million shards', withShards(() => Array.from({ length: 1_000_000 }, () => ({})))],
    ['of a hundred thousand missing shards', withShards((shards) => [...Array(100_000).fill(entry), ...shards])],
    [
      'whose pages are none',
      manifest((real) => ({ ...real, pages: [null, { collection: 'languages', after: -1, to: 'x' }] })),
    ],
  ])('%s', (_, fault, details) => bears(fault, details));
});

describe('a shard', () => {
  const bytes = (change: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>) =>
    at('/shards/', async (answer) => new Response(change(new Uint8Array(await answer.arrayBuffer()))));

  test('with one bit flipped', () =>
    bears(
      bytes((whole) => whole.map((byte, index) => (index === 40 ? byte ^ 1 : byte))),
      ['hash'],
    ));
  test('that ends too early', () =>
    bears(
      bytes((whole) => whole.slice(0, -1)),
      ['hash'],
    ));

  test.each([
    'null',
    '[]',
    '{}',
    '{"documents":5}',
    '{"documents":[null]}',
    '{"collection":"inventories","documents":[{"id":7}]}',
  ])('whose name is right and that says %s', (body) => {
    const named = createHash('sha256').update(body).digest('hex');
    return bears(
      (path, answer) => {
        if (path.includes('/shards/')) return new Response(body);
        if (!path.includes('/manifest')) return undefined;
        return json((real: Manifest) => ({
          ...real,
          shards: real.shards.map((each) => ({ ...each, hash: named, count: 1 })),
        }))(answer);
      },
      ['http', 'hash'],
    );
  });
});

describe('a pull', () => {
  type Page = { documents: Record<string, unknown>[]; checkpoint: { epoch: string; seq: number } };
  const page = (change: (page: Page) => unknown) => at('/pull', json(change));
  const each = (change: Record<string, unknown>) =>
    page((real) => ({ ...real, documents: real.documents.map((document) => ({ ...document, ...change })) }));

  test.each<[string, NonNullable<typeof spoil>]>([
    ['that is HTML', at('/pull', text('<html>'))],
    ['that is null', at('/pull', text('null'))],
    ['without documents', page(({ checkpoint }) => ({ checkpoint }))],
    ['of no documents at all', page((real) => ({ ...real, documents: [null, 1, 'x'] }))],
    ['of documents without a name', each({ id: 7 })],
    ['of documents at no place', each({ seq: null })],
    ['of documents between two places', each({ seq: 1.5 })],
    ['of documents without end', each({ seq: 1e308 })],
    ['of documents with endless names', each({ id: 'x'.repeat(100_000) })],
    ['of documents of the name __proto__', each({ id: '__proto__' })],
    ['of the wrong kind', each({ phonemes: 7, name: null, counts: [], code: {} })],
    [
      'whose checkpoint is a text',
      page((real) => ({ ...real, checkpoint: { ...real.checkpoint, seq: `${real.checkpoint.seq}` } })),
    ],
    ['whose checkpoint goes back', page((real) => ({ ...real, checkpoint: { ...real.checkpoint, seq: -1 } }))],
    ['without a checkpoint', page(({ documents }) => ({ documents }))],
  ])('%s', (_, fault) => bears(fault, ['http', 'gone']));
});

test.each([
  [429, { 'retry-after': '1' }],
  [500, {}],
  [502, {}],
  [503, {}],
  [410, {}],
  [404, {}],
])('a server that answers every pull with %i is asked a few times and then left in peace', (status, headers) =>
  bears(
    at('/pull', () => new Response('<h1>No</h1>', { status, headers: headers as HeadersInit })),
    ['http', 'gone'],
  ),
);

test('a server that names a moment is asked nothing before it, whoever rings', async () => {
  open();
  await state('current');
  let named = 0;
  const early: string[] = [];
  asked.push = (path) => {
    if (named > performance.now()) early.push(path);
    return 0;
  };
  spoil = (path) => {
    if (named || !path.includes('/pull')) return undefined;
    named = performance.now() + 1000;
    return new Response('', { status: 429, headers: { 'retry-after': '1' } });
  };
  device.catalogue.put('french', 'French');
  mirror.resync();
  await state('error');
  for (let rings = 0; rings < 3; rings += 1) mirror.resync();
  await until(mirror.languages, (found) => found?.length === 4);
  expect(performance.now()).toBeGreaterThan(named);
  expect(early).toEqual([]);
});
