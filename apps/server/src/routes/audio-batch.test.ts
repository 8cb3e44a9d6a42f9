// Batches through the whole server: checked whole, done once, told of once.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { spokenSound, wavOf } from '../audio/example-sounds.ts';
import { sha256Of } from '../audio/kept-clips.ts';
import { bodyOf, type ExampleServer, exampleServer, soundingInventory } from '../example-server.ts';
import { voicelessLanguages } from '../jobs/example-speech.ts';
import { untilOver } from '../jobs/until-over.ts';
import { newWebhookSecret } from '../jobs/webhook-signature.ts';

const speaking = voicelessLanguages('spanish-castilian');
const languages = [soundingInventory('example', 'Example'), ...speaking];
const environment = { WEBHOOK_SECRET: newWebhookSecret(), WEBHOOK_ALLOW_PRIVATE: 'true' };
const facts = { source_type: 'human', licence: 'CC0-1.0', attribution: 'nobody' };
const silent = wavOf(new Float32Array(44_100));

let server: ExampleServer;
beforeAll(async () => {
  server = await exampleServer({ languages, environment });
});
afterAll(() => server.close());

const authorization = 'Bearer editor';
const send = (batch: unknown, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
  server.app.request('/api/audio/batch', {
    method: 'POST',
    body: typeof batch === 'string' ? batch : JSON.stringify(batch),
    headers: { authorization, ...headers },
  });

async function upload(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const sha256 = sha256Of(bytes);
  await server.app.request(`/api/uploads/${sha256}`, { method: 'PUT', body: bytes, headers: { authorization } });
  return sha256;
}

const newest = async () => (await server.store.jobs.listJobs({ limit: 1 })).jobs[0]?.id;

async function done(batch: unknown) {
  const { id } = await bodyOf<{ id: string }>(send(batch));
  const job = await untilOver(server.store.jobs, id, 60_000);
  await server.works.published(id);
  const { results } = await server.store.jobs.results(id, { limit: 1000 });
  return { job, results };
}

test('missing speech of a language is made, and devices hear of all of it at once', async () => {
  const [{ phonemes }] = speaking as [(typeof speaking)[0]];
  const { head } = await server.store.syncState();
  const batch = { kind: 'generate', select: { languages: ['spanish-castilian'], kinds: ['phoneme'] } };
  const { job } = await done(batch);
  expect(job).toMatchObject({ state: 'ended', counts: { failed: 0, dead: 0 } });
  const { value } = (await server.store.getInventory('spanish-castilian'))!;
  expect(value.audio.length).toBe(job.counts.total);
  expect(value.audio.length).toBeGreaterThan(phonemes.length / 2);
  // One change of the language in the list and one of its inventory, whatever the number of clips.
  expect((await server.store.syncState()).head - head).toBeLessThanOrEqual(2);
  expect(await bodyOf(send(batch))).toMatchObject({ state: 'nothing-to-do' });
});

test('a batch with one bad file does the others', async () => {
  const [good, bad, other] = [wavOf(spokenSound(300)), silent, wavOf(spokenSound(310))];
  const items = [];
  for (const bytes of [good, bad, other]) items.push({ upload: await upload(bytes), voices: 'example:ʃ' });
  const { job, results } = await done({ kind: 'enhance', items, config: { facts } });
  expect(job).toMatchObject({ state: 'ended', counts: { done: 2, failed: 1 }, errors: { 'too-quiet': 1 } });
  expect(results.map(({ state }) => state)).toEqual(['done', 'failed', 'done']);
  // An upload of its own stays, whatever came of it here.
  expect((await server.app.request(`/api/uploads/${items[1]!.upload}`, { headers: { authorization } })).status).toBe(
    200,
  );
});

test('clips are levelled again under the ids that they have', async () => {
  const item = { upload: await upload(wavOf(spokenSound(300))), voices: 'example:ʃ', ...facts };
  const { results } = await done({ kind: 'enhance', items: [item] });
  const { source } = results[0]!.result as { source: string };
  const before = (await server.store.getClip(source))!.clip;
  const config = { parameters: { loudness_lufs: -24 } };
  const again = await done({ kind: 'relevel', select: { languages: ['example'] }, config });
  expect(again.results.map(({ input }) => input)).toContainEqual({ source });
  expect(again.job.counts.done).toBe(again.job.counts.total);
  const after = (await server.store.getClip(source))!.clip;
  expect(after.loudness).toBeCloseTo(-24, 0);
  expect(after.file).not.toBe(before.file);
});

test('all of it is checked before anything starts, and the first hundred faults are named by their place', async () => {
  const before = await newest();
  const items = Array.from({ length: 150 }, (_, at) => ({
    upload: 'a'.repeat(64),
    voices: `example:none-${at}`,
    ...facts,
  }));
  const answer = await send({ kind: 'enhance', items });
  expect(answer.status).toBe(400);
  const { errors, faults } = await bodyOf(answer);
  expect(errors).toHaveLength(100);
  expect(faults).toBe(300);
  expect(errors[0].field).toBe('items.0.voices');
  expect(await newest()).toBe(before);
});

test.each([
  [{}, 'kind'],
  [{ kind: 'sing', items: [] }, 'kind'],
  [{ kind: 'generate' }, 'items'],
  [{ kind: 'generate', items: [] }, 'items'],
  [{ kind: 'generate', items: [{ voices: 'example:ʃ' }], select: { languages: 'all' } }, 'items'],
  [{ kind: 'generate', select: { languages: ['atlantean'] } }, 'select.languages.0'],
  [{ kind: 'generate', select: { voices: ['example:none'] } }, 'select.voices.0'],
  [{ kind: 'generate', items: [{ voices: 'example:ʃ' }], config: { rate: 9000 } }, 'config.rate'],
  [{ kind: 'relevel', items: [{ source: 'example:none' }] }, 'items.0.source'],
  [{ kind: 'relevel', select: { languages: 'all' }, config: { parameters: { loud: 1 } } }, 'config.parameters'],
  [{ kind: 'enhance', items: [{ upload: 'x' }] }, 'items.0.upload'],
  [{ job_id: 'publish:a', kind: 'generate', select: { languages: 'all' } }, 'job_id'],
  [{ kind: 'generate', select: { languages: 'all' }, config: { webhook: 'ftp://example.org' } }, 'config.webhook'],
])('%j is refused at %s', async (batch, field) => {
  const answer = await send(batch);
  expect([answer.status, (await bodyOf(answer)).errors?.[0]?.field]).toEqual([400, field]);
});

test('what is wrong in a long batch is named by its place among all, and the rest of it once', async () => {
  const items = Array.from({ length: 1200 }, () => ({ voices: 'spanish-castilian:a' }));
  const wrong = items.with(700, { voices: 7 } as never).with(1100, { voice: 'x' } as never);
  const answer = await send({ kind: 'generate', items: wrong, config: { rate: 9000 }, select: { languages: 'all' } });
  const { errors } = await bodyOf<{ errors: { field: string }[] }>(answer);
  const fields = errors.map(({ field }) => field);
  expect([answer.status, fields.toSorted()]).toEqual([
    400,
    ['config.rate', 'items', 'items.1100', 'items.1100.voices', 'items.700.voices'],
  ]);
  const many = await send({ kind: 'generate', items: Array.from({ length: 50_001 }, () => items[0]) });
  expect([many.status, (await bodyOf(many)).errors[0].field]).toEqual([400, 'items']);
});

test('a body that is no JSON, of no type or of another, is refused', async () => {
  const before = await newest();
  const batch = { kind: 'generate', select: { languages: 'all' } };
  expect((await send('{"kind":')).status).toBe(400);
  expect((await send('['.repeat(50_000))).status).toBe(400);
  expect((await send(`${'['.repeat(50_000)}${']'.repeat(50_000)}`)).status).toBe(400);
  const polluting = '{"kind":"generate","items":[{"voices":"spanish-castilian:a","__proto__":{"voices":"x"}}]}';
  expect((await send(polluting)).status).toBe(400);
  expect((await send(JSON.stringify(batch), {})).status).toBeGreaterThanOrEqual(400);
  expect((await send(JSON.stringify(batch), { 'content-type': 'text/plain' })).status).toBeGreaterThanOrEqual(400);
  expect((await send({ kind: 'generate', items: [{ voices: 'x'.repeat(25 * 2 ** 20) }] })).status).toBe(413);
  expect(await newest()).toBe(before);
});

test('others have their turn while a large batch is checked', async () => {
  const items = Array.from({ length: 4000 }, () => ({ voices: 'example:none' }));
  let [turns, checking] = [0, true];
  const turn = () => {
    turns += 1;
    if (checking) setImmediate(turn);
  };
  setImmediate(turn);
  expect((await send({ kind: 'generate', items })).status).toBe(400);
  checking = false;
  // Eight each while it is read, hashed, and looked through for its sounds.
  expect(turns).toBeGreaterThanOrEqual(24);
});

test('sent again under its id it is the same job, even when the selection would now be another', async () => {
  const voices = server.speech.unsaid(speaking[0]!, ['word']).slice(0, 2);
  const batch = { job_id: 'words', kind: 'generate', select: { voices } };
  const first = await send(batch);
  expect([first.status, first.headers.get('location')]).toEqual([202, '/api/jobs/words']);
  await untilOver(server.store.jobs, 'words', 60_000);
  const again = await send(batch);
  expect([again.status, (await bodyOf(again)).counts.done]).toEqual([200, 2]);
  const other = await send({ ...batch, config: { rate: 100 } });
  expect([other.status, (await bodyOf(other)).errors[0].field]).toEqual([409, 'job_id']);
});

test('whoever asked to be told is told once, when the job is over', async () => {
  const told: { id: unknown; body: { type: string; data: { id: string } } }[] = [];
  const hook = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    told.push({ id: request.headers['webhook-id'], body: JSON.parse(body) });
    response.end();
    hook.emit('told');
  }).listen(0, '127.0.0.1');
  await once(hook, 'listening');
  try {
    const webhook = `http://127.0.0.1:${(hook.address() as AddressInfo).port}/`;
    const heard = once(hook, 'told');
    const items = [{ voices: 'spanish-castilian:a' }];
    const { job } = await done({ kind: 'generate', items, config: { webhook } });
    await heard;
    expect(told).toEqual([
      {
        id: `webhook:${job.id}:${Date.parse(job.ended_at!)}`,
        body: expect.objectContaining({ type: 'job.ended', data: expect.objectContaining({ id: job.id }) }),
      },
    ]);
  } finally {
    hook.close();
  }
});

test('a server without a secret refuses webhooks where they are asked for', async () => {
  const plain = await exampleServer();
  try {
    const batch = { kind: 'generate', items: [{ voices: 'example:ʃ' }], config: { webhook: 'https://example.org/' } };
    const answer = await plain.app.request('/api/audio/batch', {
      method: 'POST',
      body: JSON.stringify(batch),
      headers: { authorization, 'content-type': 'application/json' },
    });
    expect(answer.status).toBe(400);
    expect((await bodyOf(answer)).detail).toContain('WEBHOOK_SECRET');
  } finally {
    await plain.close();
  }
});

test('an editor who waits for one sound does not wait for a batch', async () => {
  const items = Array.from({ length: 3000 }, () => ({ voices: 'spanish-castilian:a' }));
  await send({ job_id: 'batch', kind: 'generate', items });
  const body = new FormData();
  body.append('processing_type', 'generate');
  body.append('voices', 'spanish-castilian:e');
  const answer = await server.app.request('/api/audio/process', { method: 'POST', body, headers: { authorization } });
  expect((await bodyOf(answer)).task.state).toBe('done');
  const batch = (await server.store.jobs.getJob('batch'))!;
  expect(batch.state).toBe('running');
  expect(batch.counts.done).toBeLessThan(items.length / 2);
  await server.store.jobs.cancel('batch');
});

test('only editors may start one', async () => {
  expect((await send({ kind: 'generate', select: { languages: 'all' } }, { authorization: '' })).status).toBe(401);
});
