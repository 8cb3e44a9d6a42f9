// Editors' push through the whole server: who may, what is answered, and every bad request a problem that changes nothing.
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { MAX_PUSH_BYTES, MAX_PUSH_EDITS } from '@phonochart/sync/limits.ts';
import { Clashes, PushAnswer, type PushedEdit } from '@phonochart/sync/push.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bodyOf, type ExampleServer, exampleServer, soundingInventory } from '../example-server.ts';
import { type Listening, listen } from '../listen.ts';
import { exampleEdit as edit } from '../store/example-edit.ts';
import { Problem } from './http/problem.ts';

let server: ExampleServer;
let listening: Listening;
let epoch: string;
beforeAll(async () => {
  const languages = ['aa', 'bb'].map((code) => soundingInventory(code, `Language ${code}`));
  server = await exampleServer({ languages, environment: { RATE_LIMITS: 'writes=150/60' } });
  listening = await listen(server.app, { port: 0, host: '127.0.0.1' });
  ({ epoch } = await server.store.syncState());
});
afterAll(async () => {
  await listening.close(0);
  await server.close();
});

const at = (path: string) => `http://127.0.0.1:${listening.port}${path}`;
type Body = string | Uint8Array<ArrayBuffer>;
const send = (body: Body, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(at('/api/sync/push'), {
    method: 'POST',
    headers: { authorization: 'Bearer admin', 'content-type': 'application/json', ...headers },
    body,
  });
const push = (edits: unknown, more: object = {}): Promise<Response> => send(JSON.stringify({ epoch, edits, ...more }));
const asEditor = { authorization: 'Bearer editor' };

test('[PUSH1] [PUSH2] an editor’s edit is answered, signed, and what devices read next; nobody else’s is read', async () => {
  const before = await bodyOf(fetch(at('/api/sync/documents/aa')));
  const [one, two] = [edit(), edit({ field: 'articulation', was: null, value: { en: 'Close the lips.' } })];
  for (const headers of [{ authorization: 'Bearer nobody' }, { authorization: '' }]) {
    const answer = await send('{}', headers);
    expect(answer.status).toBe(401);
    expect((await bodyOf(answer)).type).toBe('urn:phonochart:problem:not-signed-in');
  }
  expect((await fetch(at('/api/sync/clashes'))).status).toBe(401);
  const answer = await push([one, two]);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const { head, results, ...rest } = PushAnswer.parse(await answer.json());
  expect(rest).toEqual({ epoch });
  expect(results).toEqual([
    { id: one.id, outcome: 'applied', seq: before.head + 1 },
    { id: two.id, outcome: 'applied', seq: before.head + 2 },
  ]);
  expect(head).toBe(before.head + 2);
  // What was kept of the answer before is not told again.
  expect(await bodyOf(fetch(at('/api/sync/documents/aa')))).toMatchObject({
    head,
    inventories: { seq: head, phonemes: [{ description: { en: 'Lips closed.' } }, {}, {}, {}] },
  });
});

test('[PUSH3] [PUSH4] the author is the account, by whatever page or program; another’s id is refused', async () => {
  const mine = edit({ record: 'aa:ʃ', was: null, value: { en: 'Hush.' } });
  const body = JSON.stringify({ epoch, edits: [mine] });
  expect((await bodyOf(send(body))).results).toMatchObject([{ outcome: 'applied' }]);
  expect((await bodyOf(send(body))).results).toMatchObject([{ outcome: 'applied' }]);
  const others = await bodyOf(send(body, asEditor));
  expect(others.results).toMatchObject([{ id: mine.id, outcome: 'refused', reason: 'author' }]);
});

test('[PUSH8] [PUSH9] clashes are told to their author alone', async () => {
  const clash = edit({ record: 'bb', language: 'bb', field: 'name', was: 'Never', value: 'Mine' });
  const { results } = await bodyOf(push([clash]));
  expect(results).toMatchObject([{ id: clash.id, outcome: 'clash', current: 'Language bb' }]);
  const listed = async (headers: Record<string, string>) =>
    Clashes.parse(await bodyOf(fetch(at('/api/sync/clashes'), { headers }))).clashes;
  expect(await listed({ authorization: 'Bearer admin' })).toMatchObject([{ id: clash.id, value: 'Mine' }]);
  expect(await listed(asEditor)).toEqual([]);
});

test('[PUSH12] a foreign epoch is 409 that names the present one', async () => {
  const answer = await push([edit({ value: null })], { epoch: 'another0' });
  expect(answer.status).toBe(409);
  const { head } = await server.store.syncState();
  expect(await bodyOf(answer)).toMatchObject({ type: 'urn:phonochart:problem:epoch', epoch, head });
});

const valid = (): PushedEdit => edit({ value: { en: 'Bad.' } });
const text = (edits: unknown): string => JSON.stringify({ epoch, edits });
/** The edit with other JSON for its value, which no object could say. */
const valued = (json: string): string => text([{ ...valid(), value: 'VALUE' }]).replace('"VALUE"', json);
const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

type Bad = [name: string, body: () => Body, status: number, where: string, headers?: Record<string, string>];
const bad: Bad[] = [
  ['null', () => 'null', 400, 'body'],
  ['a text', () => '"edits"', 400, 'body'],
  ['an empty object', () => '{}', 400, 'edits'],
  ['a list of an empty object', () => '[{}]', 400, 'body'],
  ['nothing', () => '', 400, 'body'],
  ['JSON that is cut off', () => text([valid()]).slice(0, -3), 400, 'body'],
  ['no edits', () => text([]), 400, 'edits'],
  ['an edit that is empty', () => text([valid(), {}]), 400, 'edits.1.id'],
  ['an edit that is null', () => text([null]), 400, 'edits.0'],
  ['edits that are none', () => text('edits'), 400, 'edits'],
  ['one edit too many', () => text(Array.from({ length: MAX_PUSH_EDITS + 1 }, valid)), 400, 'edits'],
  ['a hundred thousand edits', () => text(Array(100_000).fill({})), 400, 'body'],
  ['thousands of edits', () => text(Array(9000).fill({})), 400, 'edits'],
  ['an epoch that is none', () => JSON.stringify({ epoch: 1, edits: [valid()] }), 400, 'epoch'],
  ['more than it should', () => JSON.stringify({ epoch, edits: [valid()], force: true }), 400, 'body'],
  ['an edit with more', () => text([{ ...valid(), author: 'me' }]), 400, 'edits.0'],
  ['an id too short', () => text([{ ...valid(), id: 'short' }]), 400, 'edits.0.id'],
  ['an id in capitals', () => text([{ ...valid(), id: 'A'.repeat(16) }]), 400, 'edits.0.id'],
  [
    'an edit after itself',
    () => text([{ ...valid(), id: '0'.repeat(16), after: '0'.repeat(16) }]),
    400,
    'edits.0.after',
  ],
  ['a revision below nought', () => text([{ ...valid(), revision: -1 }]), 400, 'edits.0.revision'],
  ['half a revision', () => text([{ ...valid(), revision: 1.5 }]), 400, 'edits.0.revision'],
  ['a revision as text', () => text([{ ...valid(), revision: '1' }]), 400, 'edits.0.revision'],
  ['a revision past counting', () => text([{ ...valid(), revision: 1e300 }]), 400, 'edits.0.revision'],
  ['a number out of range', () => valued('1e999'), 400, 'edits.0.value'],
  ['no value', () => text([{ ...valid(), value: undefined }]), 400, 'edits.0.value'],
  ['nothing that was', () => text([{ ...valid(), was: undefined }]), 400, 'edits.0.was'],
  ['a date that is none', () => text([{ ...valid(), made_at: 'yesterday' }]), 400, 'edits.0.made_at'],
  ['a language as a prototype', () => text([{ ...valid(), language: '__proto__' }]), 400, 'edits.0.language'],
  ['a record without end', () => text([{ ...valid(), record: 'x'.repeat(201) }]), 400, 'edits.0.record'],
  ['a prototype as the body’s', () => `{"__proto__":{"x":1},${text([valid()]).slice(1)}`, 400, '__proto__'],
  ['a prototype as an edit’s', () => text([valid()]).replace('"id"', '"__proto__":{},"id"'), 400, 'edits.0.__proto__'],
  ['a prototype in a value', () => valued('{"en":"x","__proto__":"y"}'), 400, 'edits.0.value.__proto__'],
  ['a prototype deep in it', () => valued('[{"a":[{"prototype":1}]}]'), 400, 'edits.0.value.0.a.0.prototype'],
  ['a constructor in a value', () => valued('{"constructor":{"en":"x"}}'), 400, 'edits.0.value.constructor'],
  ['half a character', () => valued('{"en":"\\ud800"}'), 400, 'edits.0.value.en'],
  ['half a character in a key', () => valued('{"\\udc00":1}'), 400, 'edits.0.value.\ufffd'],
  ['a sign that is none', () => valued('{"en":"a\\u0000b"}'), 400, 'edits.0.value.en'],
  ['65 levels', () => valued(nested(62)), 400, 'body'],
  ['a hundred thousand levels', () => valued(nested(100_000)), 400, 'body'],
  ['levels that never close', () => '['.repeat(500_000), 400, 'body'],
  ['levels of objects', () => '{"a":'.repeat(100_000), 400, 'body'],
  ['keys without end', () => valued(`{${Array.from({ length: 1001 }, (_, n) => `"k${n}":0`)}}`), 400, 'body'],
  ['bytes that are no UTF-8', () => Buffer.concat([Buffer.from(valued('"\xff"'), 'latin1')]), 400, 'body'],
  ['gzip', () => gzipSync('x'.repeat(10 ** 7)), 415, '', { 'content-encoding': 'gzip' }],
  ['gzip that is not said', () => gzipSync('x'.repeat(10 ** 7)), 400, 'body'],
  ['a form', () => text([valid()]), 415, '', { 'content-type': 'application/x-www-form-urlencoded' }],
  ['plain text', () => text([valid()]), 415, '', { 'content-type': 'text/plain' }],
];

test('[PUSH13] whatever is no push is refused whole, in words and by its place, with nothing changed', async () => {
  const state = async () => [await server.store.syncState(), await server.store.clashesOf('example-admin')];
  const before = await state();
  for (const [name, body, status, where, headers] of bad) {
    const answer = await send(body(), headers);
    expect(answer.status, name).toBe(status);
    expect(answer.headers.get('content-type'), name).toBe('application/problem+json');
    const problem = Problem.parse(await bodyOf(answer));
    expect(problem.detail, name).toMatch(/.{15,}/);
    expect(JSON.stringify(problem).length, name).toBeLessThan(50_000);
    if (where !== '')
      expect(
        problem.errors?.map(({ field }) => field),
        name,
      ).toContain(where);
  }
  expect(await state()).toEqual(before);
  expect(server.logged.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  const deepest = edit({ value: JSON.parse(nested(61)) });
  const good = edit({ field: 'name', was: null, value: 'Pee' });
  const { results } = await bodyOf(push([deepest, good]));
  expect(results).toMatchObject([{ outcome: 'refused', reason: 'value' }, { outcome: 'applied' }]);
  expect(({} as Record<string, unknown>).x).toBeUndefined();
});

/** What the server says to the start of a request whose body does not end; it hangs up by itself. */
function begun(header: string, body: string): Promise<string> {
  const socket = connect(listening.port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', (part) => {
    answer += part;
  });
  // It may have hung up before all is written.
  socket.on('error', () => {});
  const head =
    'POST /api/sync/push HTTP/1.1\r\nhost: x\r\nauthorization: Bearer admin\r\ncontent-type: application/json';
  socket.write(`${head}\r\n${header}\r\n\r\n${body}`);
  return new Promise((resolve) => socket.once('close', () => resolve(answer)));
}

test('[PUSH13] a body that says it is too large is refused unread, and one that says nothing at the limit', async () => {
  const chunk = `10000\r\n${'['.repeat(0x10000)}\r\n`;
  const large = MAX_PUSH_BYTES / 0x10000 + 1;
  for (const answer of await Promise.all([
    begun('content-length: 20971520', '{'),
    begun('transfer-encoding: chunked', chunk.repeat(large)),
  ])) {
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
    expect(answer).toContain('urn:phonochart:problem:body-too-large');
  }
});

test('[PUSH14] edits count as writes: who has spent them all is told when to come back, before any is taken', async () => {
  const before = await server.store.syncState();
  const many = text(Array.from({ length: MAX_PUSH_EDITS }, () => edit({ after: '0'.repeat(16) })));
  const first = await send(many, asEditor);
  expect(first.headers.get('ratelimit')).toMatch(/^"writes";r=\d\d;/);
  // Taken whole while one write is left.
  expect((await send(many, asEditor)).status).toBe(200);
  const answer = await send(many, asEditor);
  expect(answer.status).toBe(429);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await bodyOf(answer)).type).toBe('urn:phonochart:problem:too-many-requests');
  expect(await server.store.syncState()).toEqual(before);
});
