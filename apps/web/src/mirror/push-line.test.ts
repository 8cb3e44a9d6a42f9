// What the server's answers to a push mean: who may go on, who waits, and which edits are at fault.
import { expect, test } from 'vitest';
import { createPushLine, PushError } from './push-line.ts';

const account = { account: { id: 'mai' } };
const request = { epoch: 'epoch0001', edits: [] };

/** Pushes as Mai against one answer; `signedIn` is what the server says of the session before. */
async function pushed(status: number, body: object | string, headers = {}, signedIn: object = account) {
  const asked: string[] = [];
  const fetcher = async (path: string) => {
    asked.push(path);
    const session = path.endsWith('/session');
    const text = typeof body === 'string' && !session ? body : JSON.stringify(session ? signedIn : body);
    return new Response(text, { status: session ? 200 : status, headers: session ? {} : headers });
  };
  const outcome = await createPushLine('', fetcher as typeof fetch)
    .push(request, 'mai')
    .catch((error: unknown) => (error instanceof PushError ? error : Promise.reject(error)));
  return { outcome, asked };
}
const problem = (type: string, more = {}) => ({ type: `urn:phonochart:problem:${type}`, title: 'T', ...more });

test('[CLIENT19] edits are sent under their author’s session alone', async () => {
  const { outcome } = await pushed(200, { epoch: 'epoch0001', head: 1, results: [] });
  expect(outcome).toMatchObject({ results: [] });
  for (const other of [{ account: null }, { account: { id: 'binh' } }]) {
    const refused = await pushed(200, { results: [] }, {}, other);
    expect(refused.outcome).toMatchObject({ code: 'signed-out' });
    expect(refused.asked).toEqual(['/api/auth/session']);
  }
});

test('each refusal has its code, with the wait and the faults that the server names', async () => {
  const codes: [number, object | string, string][] = [
    [401, problem('not-signed-in'), 'signed-out'],
    [403, problem('not-allowed'), 'not-allowed'],
    [403, problem('foreign-origin'), 'failed'],
    [409, problem('epoch'), 'epoch'],
    [413, problem('body-too-large'), 'unfit'],
    [413, '<html>a proxy</html>', 'failed'],
    [503, problem('busy'), 'failed'],
    [200, '<html>a hotel</html>', 'failed'],
    [200, { epoch: 'epoch0001' }, 'failed'],
  ];
  for (const [status, body, code] of codes)
    expect([status, (await pushed(status, body)).outcome]).toMatchObject([status, { code }]);
  const busy = await pushed(429, problem('too-many-requests'), { 'retry-after': '7' });
  expect(busy.outcome).toMatchObject({ code: 'failed', wait: 7000 });
  const errors = [
    { field: 'edits.2.value', message: 'too deep' },
    { field: 'edits.2.was', message: 'too deep' },
    { field: 'edits.5', message: 'no edit' },
  ];
  const { outcome } = await pushed(400, problem('invalid-parameter', { errors }));
  expect(outcome).toMatchObject({ code: 'unfit' });
  expect([...(outcome as PushError).faults]).toEqual([
    [2, 'value: too deep'],
    [5, 'no edit'],
  ]);
});

test('[CLIENT19] clashes are asked for under their author’s session alone', async () => {
  const answers: Record<string, object> = { '/api/auth/session': account, '/api/sync/clashes': { clashes: [] } };
  const line = createPushLine('', (async (path: string) => Response.json(answers[path])) as typeof fetch);
  expect(await line.clashes('mai')).toEqual({ clashes: [] });
  await expect(line.clashes('binh')).rejects.toMatchObject({ code: 'signed-out' });
});

test('no answer at all is offline', async () => {
  const line = createPushLine('', () => Promise.reject(new TypeError('no line')));
  await expect(line.epoch()).rejects.toMatchObject({ code: 'offline' });
});
