// Audio sources over the API: with a real catalogue, real uploads, the real pipeline and the real voice.
import { createHash } from 'node:crypto';
import { AudioSource } from '@phonochart/catalog/audio.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { spokenSound, wavOf } from '../audio/example-sounds.ts';
import { keepUpload } from '../audio/originals.ts';
import type { SoundPipeline } from '../audio/sound-pipeline.ts';
import { refusedSound } from '../audio/sound-refusal.ts';
import { readConfig } from '../config.ts';
import {
  bodyOf,
  clipName,
  type ExampleServer,
  exampleApp,
  exampleServer,
  soundingInventory,
} from '../example-server.ts';
import { readShipped } from '../shipped-content.ts';
import { SourceAnswer, WholeSource } from './source-answer.ts';

let server: ExampleServer;
beforeAll(async () => {
  const english = readShipped(readConfig({})).filter(({ id }) => id === 'english-gb');
  server = await exampleServer({ languages: [soundingInventory('example', 'Example'), ...english] });
});
afterAll(() => server.close());

const shipped = 'example:audio:ʃ';
const facts = { source_type: 'native', speaker: 'Zoë', licence: 'CC-BY-4.0', attribution: 'Field notes' };
const at = (id: string, rest = '') => `/api/audio/sources/${encodeURIComponent(id)}${rest}`;
const send = (method: string, path: string, body?: unknown, role = 'editor') =>
  server.app.request(path, {
    method,
    headers: { authorization: `Bearer ${role}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
const list = async (query = '') =>
  SourceAnswer.strict()
    .array()
    .parse(await bodyOf(server.app.request(`/api/audio/sources?${query}`)));
/** What devices are told. */
const told = async (code = 'example') => (await server.store.getInventory(code))!.value.audio;

async function uploaded(hz: number): Promise<string> {
  const kept = await keepUpload(server.kept, wavOf(spokenSound(hz)));
  if ('refused' in kept) throw new Error(JSON.stringify(kept));
  return kept.sha256;
}
const recorded = async (hz: number, voices = 'example:p') => {
  const answer = await send('POST', '/api/audio/sources', {
    language: 'EXAMPLE',
    upload: await uploaded(hz),
    voices,
    facts,
  });
  return { answer, source: WholeSource.strict().parse(await bodyOf(answer)) };
};

describe('POST /api/audio/sources', () => {
  test('makes an upload the recording of a sound: level, heard where its address says, told to devices, once', async () => {
    const { answer, source } = await recorded(300);
    expect(answer.status).toBe(201);
    expect(answer.headers.get('location')).toBe(at(source.id));
    expect(source).toMatchObject({
      ...facts,
      code: 'example',
      voices: 'example:p',
      brought_by: 'uploads',
      loudness: -18,
    });
    expect(source.peaks).toHaveLength(128);
    const clip = new Uint8Array(await (await server.app.request(source.url)).arrayBuffer());
    expect(createHash('sha256').update(clip).digest('hex')).toBe(source.sha256);
    expect((await told()).map(({ id }) => id)).toContain(source.id);
    const { head } = await server.store.syncState();
    expect((await recorded(300)).answer.status).toBe(200);
    expect((await server.store.syncState()).head).toBe(head);
    const [listed] = await list('language=example&type=native');
    expect(listed).toEqual(SourceAnswer.parse(source));
  });

  test('refuses what it cannot be made of, naming the field, and leaves nothing behind', async () => {
    const upload = await uploaded(301);
    const quiet = await keepUpload(server.kept, wavOf(new Float32Array(22_050).fill(1e-6)));
    if ('refused' in quiet) throw new Error(JSON.stringify(quiet));
    const { head } = await server.store.syncState();
    const whole = { language: 'example', upload, voices: 'example:p', facts };
    const refused: [object, number, string, string | undefined][] = [
      [{ ...whole, language: 'nowhere' }, 404, 'unknown-language', 'language'],
      [{ ...whole, voices: 'example:q' }, 404, 'unknown-sound', 'voices'],
      [{ ...whole, upload: 'f'.repeat(64) }, 404, 'unknown-upload', 'upload'],
      [{ ...whole, facts: { ...facts, source_type: 'tts' } }, 400, 'invalid-parameter', 'facts.source_type'],
      [{ ...whole, facts: { ...facts, licence: undefined } }, 400, 'invalid-parameter', 'facts.licence'],
      [{ ...whole, facts: { ...facts, speaker: 'evil\u202Egnp' } }, 400, 'invalid-parameter', 'facts.speaker'],
      [{ ...whole, facts: { ...facts, url: 'https://x.example/\u202Egnp' } }, 400, 'invalid-parameter', 'facts.url'],
      [{ ...whole, parameters: { loudness_lufs: 3 } }, 400, 'invalid-parameter', 'parameters.loudness_lufs'],
      [{ ...whole, upload: quiet.sha256 }, 400, 'not-a-sound', undefined],
    ];
    for (const [body, status, type, field] of refused) {
      const answer = await send('POST', '/api/audio/sources', body);
      const problem = await bodyOf(answer);
      const found = [answer.status, problem.type, problem.errors?.[0].field];
      expect(found).toEqual([status, `urn:phonochart:problem:${type}`, field]);
      if (type === 'not-a-sound')
        expect(problem).toMatchObject({ reason: 'too-quiet', detail: expect.stringMatching(/louder/) });
    }
    expect((await server.store.syncState()).head).toBe(head);
  });
});

test('however many recordings are sent at once, few are in memory, and who would wait too long is told', async () => {
  const { promise: open, resolve: release } = Promise.withResolvers<void>();
  let [atWork, most, turnedAway] = [0, 0, 0];
  const goOn = () => void (atWork === 4 && turnedAway === 6 && release());
  const process: SoundPipeline['process'] = async () => {
    most = Math.max(most, ++atWork);
    goOn();
    await open;
    atWork--;
    return refusedSound('too-quiet');
  };
  const { store, kept } = server;
  const app = exampleApp(store, { kept, pipeline: { process } as SoundPipeline });
  const upload = await uploaded(302);
  const body = JSON.stringify({ language: 'example', upload, voices: 'example:p', facts });
  const headers = { authorization: 'Bearer editor', 'content-type': 'application/json' };
  const ask = async () => {
    const { status } = await app.request('/api/audio/sources', { method: 'POST', headers, body });
    if (status === 503) turnedAway++;
    goOn();
    return status;
  };
  const statuses = await Promise.all(Array.from({ length: 210 }, ask));
  expect([most, statuses.filter((status) => status === 400).length, turnedAway]).toEqual([4, 204, 6]);
  app.close();
});

describe('GET /api/audio/sources', () => {
  test('pages lead on by the Link header, with the filters that were asked for', async () => {
    const all = await list('language=english-gb&limit=500');
    const first = await server.app.request('/api/audio/sources?language=English-GB&type=tts&limit=30');
    const next = /<([^>]+)>; rel="next"/.exec(first.headers.get('link')!)![1]!;
    const second = await server.app.request(next);
    const ids = [...(await bodyOf(first)), ...(await bodyOf(second))].map(({ id }: { id: string }) => id);
    expect(ids).toEqual(all.slice(0, 60).map(({ id }) => id));
    expect(new Set(all.map(({ code }) => code))).toEqual(new Set(['english-gb']));
  });

  test('finds by what it voices, and by words; what is not valid is named', async () => {
    expect((await list(`voices=${encodeURIComponent('EXAMPLE:ʃ')}`)).map(({ id }) => id)).toEqual([shipped]);
    await recorded(300);
    expect((await list('q=zoe%20field')).map(({ speaker }) => speaker)).toEqual(['Zoë']);
    expect(await list('q=zoe&since=2999-01-01')).toEqual([]);
    for (const [query, field] of [
      ['type=robot', 'type'],
      ['limit=0', 'limit'],
      ['since=yesterday', 'since'],
      ['cursor=x', 'cursor'],
    ]) {
      const answer = await server.app.request(`/api/audio/sources?${query}`);
      expect([answer.status, (await bodyOf(answer)).errors[0].field]).toEqual([400, field]);
    }
  });

  test('searches by words are counted, since they go through every clip; other lists are not', async () => {
    const one = await exampleServer({ environment: { RATE_LIMITS: 'searches=1/60' } });
    const status = async (query: string) => (await one.app.request(`/api/audio/sources${query}`)).status;
    expect([await status('?q=x'), await status('?q=y'), await status('?q='), await status('')]).toEqual([
      200, 429, 200, 200,
    ]);
    await one.close();
  });

  test('one of them is found by its encoded id, has its ETag, and is never taken for a clip', async () => {
    const answer = await server.app.request(at(shipped));
    const source = WholeSource.strict().parse(await bodyOf(answer));
    expect(source).toMatchObject({ id: shipped, brought_by: null, peaks: null, url: `/api/audio/example/${clipName}` });
    expect(AudioSource.parse(source)).toEqual((await told()).find(({ id }) => id === shipped));
    const again = await server.app.request(at(shipped), { headers: { 'if-none-match': answer.headers.get('etag')! } });
    expect(again.status).toBe(304);
    expect((await server.app.request('/api/audio/sources/EXAMPLE%3Aaudio%3A%CA%83')).status).toBe(200);
    for (const id of ['example:no', 'x', '%E0%A4%A', '..%2f..%2fetc', 'sh.00000000.mp3'])
      expect((await server.app.request(`/api/audio/sources/${id}`)).status, id).toBe(404);
  });
});

describe('PATCH and DELETE /api/audio/sources/{id}', () => {
  test('a change is answered, told to devices, and remembered with its author', async () => {
    const { source } = await recorded(310, 'example:ʃ');
    const answer = await send('PATCH', at(source.id), { preferred: true, speaker: null, licence: 'CC0-1.0' });
    const changed = WholeSource.strict().parse(await bodyOf(answer));
    expect(changed).toMatchObject({ preferred: true, licence: 'CC0-1.0', updated_at: source.updated_at });
    expect(changed).not.toHaveProperty('speaker');
    expect((await told()).find(({ id }) => id === source.id)).toEqual(AudioSource.parse(changed));
    await send('PATCH', at(shipped), { preferred: true });
    expect((await told()).filter(({ preferred }) => preferred).map(({ id }) => id)).toEqual([shipped]);
  });

  test('speech expires when told to, and a recording never', async () => {
    const expired = await bodyOf(send('PATCH', at(shipped), { expire: true }));
    expect(Date.parse(expired.cached_until)).toBeLessThanOrEqual(Date.now());
    const { source } = await recorded(311);
    const answer = await send('PATCH', at(source.id), { expire: true });
    expect([answer.status, (await bodyOf(answer)).errors[0].field]).toEqual([400, 'cached_until']);
  });

  test.each([
    ['{"preferred":true,"__proto__":{"licence":"x"}}', 400],
    ['{"constructor":{"prototype":{}}}', 400],
    ['{"sha256":"0"}', 400],
    ['{"licence":""}', 400],
    ['{"speaker":"evil\\u202Egnp"}', 400],
    ['{"source_type":"tts"}', 400],
    ['{}', 400],
    ['[]', 400],
    ['{"licence":', 400],
    [`{"attribution":"${'x'.repeat(70_000)}"}`, 413],
  ])('a body that is none is refused, and nothing changes: %.40s', async (body, status) => {
    const { head } = await server.store.syncState();
    expect((await send('PATCH', at(shipped), body)).status).toBe(status);
    expect((await server.store.syncState()).head).toBe(head);
    expect(({} as { licence?: string }).licence).toBeUndefined();
  });

  test('a deleted source is gone for everybody, and cannot be deleted twice', async () => {
    const { source } = await recorded(312);
    expect((await send('DELETE', at(source.id))).status).toBe(204);
    expect((await told()).map(({ id }) => id)).not.toContain(source.id);
    for (const method of ['DELETE', 'GET']) expect((await send(method, at(source.id))).status).toBe(404);
    // Whoever brings it again means it.
    expect((await recorded(312)).answer.status).toBe(201);
  });
});

describe('POST /api/audio/sources/{id}/regenerate', () => {
  test('a recording is processed again by other parameters, keeps its id, and reaches devices', async () => {
    const { source } = await recorded(320);
    const anew = at(source.id, '/regenerate');
    expect(await bodyOf(send('POST', anew, {}))).toEqual(source);
    const quieter = WholeSource.parse(await bodyOf(send('POST', anew, { parameters: { loudness_lufs: -23 } })));
    expect(quieter).toMatchObject({ id: source.id, loudness: -23, brought_by: 'uploads' });
    expect(quieter.sha256).not.toBe(source.sha256);
    expect((await told()).find(({ id }) => id === source.id)?.sha256).toBe(quieter.sha256);
    const wrong = await send('POST', anew, { rate: 120 });
    expect([wrong.status, (await bodyOf(wrong)).errors]).toEqual([400, [expect.objectContaining({ field: 'rate' })]]);
  });

  test('speech is said anew beside what came with the language, at the rate that is asked for, and kept so', async () => {
    const [english] = await list(`voices=${encodeURIComponent('english-gb:ʃ')}`);
    const slower = WholeSource.parse(await bodyOf(send('POST', at(english!.id, '/regenerate'), { rate: 100 })));
    expect(slower).toMatchObject({
      voices: 'english-gb:ʃ',
      source_type: 'tts',
      metadata: { rate: '100' },
      brought_by: 'speech',
    });
    expect(slower.id).not.toBe(english!.id);
    expect((await told('english-gb')).map(({ id }) => id)).toEqual(expect.arrayContaining([english!.id, slower.id]));
    const again = WholeSource.parse(await bodyOf(send('POST', at(slower.id, '/regenerate'), {})));
    expect(again).toMatchObject({ id: slower.id, sha256: slower.sha256 });
    expect(Date.parse(again.cached_until!)).toBeGreaterThan(Date.parse(slower.cached_until!));
    const refused = await send('POST', at(slower.id, '/regenerate'), { voice: 'espeak-ng:klingon' });
    expect([refused.status, (await bodyOf(refused)).detail]).toEqual([400, expect.stringMatching(/voice/)]);
    expect((await send('POST', at('english-gb:no', '/regenerate'), {})).status).toBe(404);
    const cleared = await send('DELETE', `/api/audio/speech?voices=${encodeURIComponent('english-gb:ʃ')}`);
    expect([cleared.status, await bodyOf(cleared)]).toEqual([200, { removed: 1 }]);
    expect((await told('english-gb')).map(({ id }) => id)).not.toContain(slower.id);
  });
});

test('kept speech of all languages is cleared by admins alone, and it must be said which', async () => {
  for (const [query, role, status] of [
    ['', 'admin', 400],
    ['?language=example&all=true', 'admin', 400],
    ['?all=false', 'admin', 400],
    ['?language=nowhere', 'editor', 404],
    ['?all=true', 'editor', 403],
    ['?all=true', 'admin', 200],
    ['?language=Example', 'editor', 200],
  ] as const)
    expect((await send('DELETE', `/api/audio/speech${query}`, undefined, role)).status, `${query} ${role}`).toBe(
      status,
    );
});
