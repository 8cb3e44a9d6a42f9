// One sound at a time through the whole server: real files, real decoder, real voice, real queue.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { spokenSound, wavOf } from '../audio/example-sounds.ts';
import { sha256Of } from '../audio/kept-clips.ts';
import { bodyOf, type ExampleServer, exampleServer, soundingInventory } from '../example-server.ts';
import { voicelessLanguages } from '../jobs/example-speech.ts';
import { untilOver } from '../jobs/until-over.ts';

let server: ExampleServer;
beforeAll(async () => {
  const languages = [soundingInventory('example', 'Example'), ...voicelessLanguages('spanish-castilian')];
  server = await exampleServer({ languages });
});
afterAll(() => server.close());

const facts = { source_type: 'native', speaker: 'Ana', licence: 'CC-BY-4.0', attribution: 'Ana, at home' };
/** Each test its own sound, so that none finds another's file. */
const sound = (hz: number) => wavOf(spokenSound(hz));

function send(fields: Record<string, string | Uint8Array<ArrayBuffer>>, as = 'editor') {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields))
    body.append(name, typeof value === 'string' ? value : new File([value], 'take 1.wav'));
  return server.app.request('/api/audio/process', { method: 'POST', body, headers: { authorization: `Bearer ${as}` } });
}

const originals = async () => {
  const keys: string[] = [];
  for await (const { key } of server.kept.files.list('originals')) keys.push(key);
  return keys;
};

test('a recording of a sound is a source of the language when the answer comes', async () => {
  const file = sound(300);
  const answer = await send({ file, processing_type: 'enhance', voices: 'example:ʃ', ...facts });
  expect(answer.status).toBe(200);
  const { job, task } = await bodyOf(answer);
  expect(job).toMatchObject({ kind: 'enhance', state: 'ended', counts: { done: 1, total: 1 } });
  expect(answer.headers.get('location')).toBe(job.links.self);
  const { result } = task;
  const stored = (await server.store.getClip(result.source))!;
  expect(stored.clip).toMatchObject({ voices: 'example:ʃ', ...facts, file: result.file, sha256: result.sha256 });
  expect(stored.peaks).toHaveLength(128);
  const inventory = (await server.store.getInventory('example'))!.value;
  expect(inventory.audio.map(({ id }) => id)).toContain(result.source);
  const clip = Buffer.from(await (await server.app.request(result.audio_url)).arrayBuffer());
  expect(sha256Of(clip)).toBe(result.sha256);
  expect(await originals()).toContain(`originals/${sha256Of(file).slice(0, 2)}/${sha256Of(file)}.wav`);
});

test('a recording of nothing in particular is made a file', async () => {
  const before = await server.store.syncState();
  const parameters = JSON.stringify({ level: true, loudness_lufs: -23 });
  const { task } = await bodyOf(send({ file: sound(310), processing_type: 'transform', parameters }));
  expect(task.result).toMatchObject({ loudness: -23, original_type: 'wav' });
  const answer = await server.app.request(task.links.clip, { headers: { authorization: 'Bearer editor' } });
  expect(sha256Of(Buffer.from(await answer.arrayBuffer()))).toBe(task.result.sha256);
  expect(await server.store.syncState()).toEqual(before);
});

test('what was uploaded before is named by its hash', async () => {
  const file = sound(320);
  const headers = { authorization: 'Bearer editor' };
  await server.app.request(`/api/uploads/${sha256Of(file)}`, { method: 'PUT', body: file, headers });
  const answer = await send({ upload: sha256Of(file), processing_type: 'enhance' });
  expect((await bodyOf(answer)).task.state).toBe('done');
  const unknown = await send({ upload: 'a'.repeat(64), processing_type: 'enhance' });
  expect([unknown.status, (await bodyOf(unknown)).errors[0].field]).toEqual([400, 'upload']);
});

test('a sound is said', async () => {
  const parameters = JSON.stringify({ rate: 110 });
  const answer = await send({ processing_type: 'generate', voices: 'spanish-castilian:a', parameters });
  const { task } = await bodyOf(answer);
  expect(task.result).toMatchObject({ voices: 'spanish-castilian:a', source_type: 'tts' });
  expect((await server.store.getClip(task.result.source))!.clip.cached_until).toBeDefined();
  const refused = await send({ processing_type: 'generate', voices: 'example:ʃ' });
  expect([refused.status, (await bodyOf(refused)).errors]).toEqual([
    400,
    [{ field: 'voices', message: expect.stringContaining('no voice') }],
  ]);
});

test('a file that is no sound is refused in words, and nothing of it stays', async () => {
  const before = await originals();
  const silent = wavOf(new Float32Array(44_100));
  for (const [file, reason] of [
    [new TextEncoder().encode('<html>'), 'unknown-type'],
    [sound(330).slice(0, 30_000), 'damaged'],
    [silent, 'too-quiet'],
  ] as const) {
    const answer = await send({ file, processing_type: 'enhance', voices: 'example:ʃ', ...facts });
    expect(answer.status).toBe(400);
    expect(await bodyOf(answer)).toMatchObject({
      type: 'urn:phonochart:problem:not-a-sound',
      reason,
      errors: [{ field: 'file' }],
    });
  }
  expect(await originals()).toEqual(before);
});

test('every field that is wrong is named', async () => {
  const file = sound(340);
  const fieldsOf = async (fields: Record<string, string | Uint8Array<ArrayBuffer>>) => {
    const answer = await send(fields);
    expect(answer.status).toBe(400);
    return (await bodyOf(answer)).errors.map(({ field }: { field: string }) => field);
  };
  expect(await fieldsOf({ file, processing_type: 'enhance', voices: 'example:ʃ' })).toEqual([
    'source_type',
    'licence',
    'attribution',
  ]);
  expect(await fieldsOf({ file, processing_type: 'enhance', voices: 'example:nothing', ...facts })).toEqual(['voices']);
  expect(await fieldsOf({ file, processing_type: 'enhance', parameters: '{"loudness_lufs": 3}' })).toEqual([
    'parameters.loudness_lufs',
  ]);
  expect(await fieldsOf({ file, processing_type: 'enhance', parameters: 'x' })).toEqual(['parameters']);
  expect(await fieldsOf({ processing_type: 'enhance' })).toEqual(['file']);
  expect(await fieldsOf({ file, processing_type: 'sing' })).toEqual(['processing_type']);
  expect(await fieldsOf({ file, processing_type: 'enhance', webhook: 'https://example.org/' })).toEqual(['webhook']);
});

test('the same under the same id is the same job; something else under it is a conflict', async () => {
  const file = sound(350);
  const first = await bodyOf(send({ file, processing_type: 'enhance', job_id: 'mine' }));
  const again = await bodyOf(send({ file, processing_type: 'enhance', job_id: 'mine' }));
  expect(again.job.created_at).toBe(first.job.created_at);
  expect((await send({ file: sound(351), processing_type: 'enhance', job_id: 'mine' })).status).toBe(409);
});

test('only editors may', async () => {
  expect((await send({ processing_type: 'generate', voices: 'spanish-castilian:a' }, 'nobody')).status).toBe(401);
});

test('what takes longer than anybody waits for is answered by the address of its job', async () => {
  const slow = await exampleServer({ patienceMs: 0 });
  try {
    await slow.works.stop(0);
    const body = new FormData();
    body.append('file', new File([sound(360)], 'a.wav'));
    body.append('processing_type', 'enhance');
    const headers = { authorization: 'Bearer editor' };
    const answer = await slow.app.request('/api/audio/process', { method: 'POST', body, headers });
    expect(answer.status).toBe(202);
    const { job } = await bodyOf(answer);
    expect(answer.headers.get('location')).toBe(`/api/jobs/${job.id}`);
    expect(await untilOver(slow.store.jobs, job.id, 0)).toMatchObject({ state: 'waiting' });
  } finally {
    await slow.close();
  }
});
