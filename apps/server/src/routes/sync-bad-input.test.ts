// What no client of ours asks, over real sockets: a problem document each time, and a server that goes on as before.
import type { PullAnswer } from '@phonochart/sync/protocol.ts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type ExampleServer, exampleServer } from '../example-server.ts';
import { type Listening, listen } from '../listen.ts';

let server: ExampleServer;
let listening: Listening;
let epoch: string;
let whole: string[];

const ask = (path: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${listening.port}${path}`, init);
const good = () => `epoch=${epoch}&collection=inventories&after=0&limit=100`;
/** A good query with one parameter written otherwise; undefined to leave it out. */
const queryWith = (name: string, written: string | undefined) => {
  const rest = good()
    .split('&')
    .filter((part) => !part.startsWith(`${name}=`));
  return [...rest, ...(written === undefined ? [] : [`${name}=${written}`])].join('&');
};
const pulled = async () => {
  const { documents } = (await (await ask(`/api/sync/pull?${good()}`)).json()) as PullAnswer;
  return documents.map(({ id }) => id);
};

beforeAll(async () => {
  server = await exampleServer();
  listening = await listen(server.app, { port: 0, host: '127.0.0.1' });
  ({ epoch } = await server.store.syncState());
  whole = await pulled();
  expect(whole).toHaveLength(2);
});
afterAll(async () => {
  await listening.close(0);
  await server.close();
});
afterEach(async () => {
  expect((await ask('/api/ready')).status).toBe(200);
  expect(await pulled()).toEqual(whole);
});

async function problemOf(answer: Response) {
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  const problem = (await answer.json()) as { type: string; status: number; errors?: { field: string }[] };
  expect(problem.status).toBe(answer.status);
  expect(problem.type).toMatch(/^urn:phonochart:problem:[a-z-]+$/);
  return problem;
}

const long = 'x'.repeat(6_000);
const hostile = ['__proto__', 'constructor', '%00', '..%2f..', '%27%20or%201=1--', '%E2%80%AE', '%F0%9F%A6%86', long];
const noNumber = [
  'NaN',
  'Infinity',
  '-Infinity',
  '1e309',
  '-1',
  '-0.5',
  '1.5',
  'one',
  'null',
  'true',
  '[1]',
  '',
  '%20',
];
const tooLarge = ['9007199254740992', '99999999999999999999', '1e21'];

describe('a pull', () => {
  test.each<[string, (string | undefined)[]]>([
    ['after', [undefined, ...noNumber, ...tooLarge, ...hostile]],
    ['limit', [...noNumber, ...tooLarge, '0', '1001', '1000000000', ...hostile]],
    ['known', [...noNumber, ...tooLarge, ...hostile]],
    ['collection', [undefined, '', 'words', 'LANGUAGES', 'languages,inventories', ...hostile]],
    ['epoch', [undefined, '', 'Bad!', 'a', 'z'.repeat(33), ...hostile.filter((each) => each !== 'constructor')]],
  ])('with %s written wrong is 400 that names it', async (name, written) => {
    for (const each of written) {
      const answer = await ask(`/api/sync/pull?${queryWith(name, each)}`);
      expect([each, answer.status]).toEqual([each, 400]);
      const named = (await problemOf(answer)).errors?.map(({ field }) => field);
      expect(new Set(named)).toEqual(new Set([name]));
    }
  });

  test('with a parameter twice takes one of them or refuses, and never both', async () => {
    for (const twice of ['after=-1', 'after=0', 'limit=1', 'limit=0', 'collection=words', 'epoch=zzzzzzzz']) {
      const answer = await ask(`/api/sync/pull?${good()}&${twice}`);
      if (answer.ok) expect(((await answer.json()) as PullAnswer).documents.map(({ id }) => id)).toEqual(whole);
      else expect([400, 410]).toContain((await problemOf(answer)).status);
    }
  });

  test('[CLIENT12] with the head that is known is answered as without it, whatever the head', async () => {
    for (const known of ['0', '7', '9007199254740991'])
      expect(await (await ask(`/api/sync/pull?${good()}&known=${known}`)).json()).toEqual(
        await (await ask(`/api/sync/pull?${good()}`)).json(),
      );
  });

  test('with a checkpoint of another epoch or from the future is 410, however far', async () => {
    for (const query of [
      queryWith('epoch', 'zzzzzzzz'),
      queryWith('after', '1000000'),
      queryWith('after', '9007199254740991'),
    ])
      expect((await problemOf(await ask(`/api/sync/pull?${query}`))).status).toBe(410);
  });

  test('with a thousand parameters that nobody knows is answered as without them', async () => {
    const more = Array.from({ length: 1000 }, (_, n) => `p${n}=1`).join('&');
    const answer = await ask(`/api/sync/pull?${good()}&${more}&__proto__=1&constructor[prototype]=1`);
    expect(((await answer.json()) as PullAnswer).documents).toHaveLength(2);
  });

  test('with a query longer than any header may be is refused', async () => {
    const answer = await ask(`/api/sync/pull?${good()}&x=${'x'.repeat(30_000)}`);
    expect((await problemOf(answer)).status).toBe(431);
  });

  test('cannot be sent, put or deleted', async () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const answer = await ask(`/api/sync/pull?${good()}`, { method });
      expect([404, 405]).toContain((await problemOf(answer)).status);
    }
  });
});

test('names of files and languages that cannot be are 404 or of no language', async () => {
  for (const name of hostile) {
    expect((await problemOf(await ask(`/api/sync/shards/${name}.json`))).status).toBe(404);
    const answer = await ask(`/api/sync/documents/${name}`);
    if (answer.ok) expect(await answer.json()).toMatchObject({ epoch, languages: null, inventories: null });
    else expect([400, 404]).toContain((await problemOf(answer)).status);
  }
});

test('headers that mean nothing change nothing', async () => {
  const odd: Record<string, string>[] = [
    { 'if-none-match': '*' },
    { 'if-none-match': `"${long}"` },
    { 'if-none-match': 'W/"x", "' },
    { 'accept-encoding': 'br;q=much, gzip;q=-1, *;q=NaN' },
    { accept: 'no/such;type' },
    { range: 'bytes=-1-' },
    { 'last-event-id': long },
  ];
  for (const headers of odd)
    for (const path of ['manifest', 'checksums', `pull?${good()}`])
      expect([200, 304]).toContain((await ask(`/api/sync/${path}`, { headers })).status);
  const stopped = new AbortController();
  const stream = await ask('/api/sync/stream', { headers: { 'last-event-id': long }, signal: stopped.signal });
  expect(stream.status).toBe(200);
  stopped.abort();
});
