// Plays over the API, as a device sends them, and the report that they end up in.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bodyOf, type ExampleServer, exampleServer } from '../example-server.ts';
import { AudioStatsAnswer } from './audio-stats.ts';

let server: ExampleServer;
beforeAll(async () => {
  server = await exampleServer({ environment: { RATE_LIMITS: 'plays=1000/60' } });
});
afterAll(() => server.close());

const clip = 'example:audio:ʃ';
const sum = {
  voices: 'example:ʃ',
  language: 'example',
  heard: 'clip',
  clip,
  count: 2,
  last_at: '2026-11-20T10:11:12Z',
};
const post = (body: unknown, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
  server.app.request('/api/audio/plays', {
    method: 'POST',
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const playsOf = async (id = clip) => (await server.store.getClip(id))!.stats.plays;

test('a batch counts once, by nobody in particular; unknown sums are left out and too high ones cut', async () => {
  const { device: _device, ...unheard } = { ...sum, device: undefined, clip: undefined, heard: 'device' };
  const batch = {
    batch: randomUUID(),
    plays: [sum, { ...sum, count: 1e9 }, { ...sum, clip: 'example:gone' }, { ...sum, language: 'nowhere' }, unheard],
  };
  expect(await bodyOf(post(batch))).toEqual({ status: 'counted' });
  expect(await bodyOf(post(batch))).toEqual({ status: 'known' });
  expect(await playsOf()).toBe(1002);
  const report = AudioStatsAnswer.strict().parse(await bodyOf(server.app.request('/api/audio/stats')));
  expect(report.total).toMatchObject({ clips: 2, plays: 1002, heard: { tts: 1002, device: 2, none: 0 } });
  expect(report.total.hit_rate).toBeCloseTo(1002 / 1004);
  expect(report.by_language.map(({ language, plays }) => [language, plays])).toEqual([
    ['example', 1002],
    ['second-hand', 0],
  ]);
  expect(report.most_played).toMatchObject([
    { id: clip, stats: { plays: 1002, last_played_at: '2026-11-20T00:00:00.000Z' } },
  ]);
  expect(report.unused).toMatchObject({ clips: 1, first: [{ id: 'second-hand:audio:ʃ' }] });
});

test('the report narrows to a language and a type; what there is not is said', async () => {
  const narrow = AudioStatsAnswer.parse(
    await bodyOf(server.app.request('/api/audio/stats?language=SECOND-HAND&type=tts&limit=0')),
  );
  expect(narrow.total).toMatchObject({ clips: 1, plays: 0, hit_rate: null, age_days: { median: 0 } });
  expect([narrow.by_source_type.length, narrow.unused.first, narrow.most_played]).toEqual([1, [], []]);
  const none = AudioStatsAnswer.parse(await bodyOf(server.app.request('/api/audio/stats?type=human')));
  expect(none.total).toMatchObject({ clips: 0, bytes: 0, age_days: null });
  expect((await server.app.request('/api/audio/stats?language=nowhere')).status).toBe(404);
  expect((await server.app.request('/api/audio/stats?limit=1000')).status).toBe(400);
});

test('a report is made once for however many clips it is to name', async () => {
  const one = await exampleServer();
  let reports = 0;
  const { audioStats } = one.store;
  one.store.audioStats = (query) => {
    reports++;
    return audioStats(query);
  };
  const named = async (limit: number) =>
    AudioStatsAnswer.parse(await bodyOf(one.app.request(`/api/audio/stats?limit=${limit}`))).unused.first.length;
  expect([await named(0), await named(1), await named(100)]).toEqual([0, 1, 2]);
  expect(reports).toBe(1);
  await one.close();
});

const batch = (plays: unknown[], id: string = randomUUID()) => JSON.stringify({ batch: id, plays });
test.each([
  ['no plays', batch([])],
  ['too many', batch(Array.from({ length: 501 }, () => ({ ...sum, clip: undefined, voices: 'x' })))],
  ['no id', batch([sum], 'not a uuid')],
  ['a person', batch([{ ...sum, person: 'Ann' }])],
  ['a negative count', batch([{ ...sum, count: -1 }])],
  ['a count that is none', '{"batch":"3","plays":[{"count":1e999}]}'],
  ['a date that is none', batch([{ ...sum, last_at: 'today' }])],
  ['an unknown way to hear', batch([{ ...sum, heard: 'telepathy' }])],
  ['a prototype', batch([sum]).replace('"plays"', '"__proto__":{"x":1},"plays"')],
  ['no object', '[]'],
  ['half of one', '{"batch":'],
])('a batch with %s is refused whole', async (_, body) => {
  const before = await playsOf();
  const answer = await post(body);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([400, 'application/problem+json']);
  expect(await playsOf()).toBe(before);
});

test('it is taken as JSON alone, up to its size, and so often', async () => {
  expect((await post(batch([sum]), {})).status).toBe(415);
  expect((await post(batch([sum]), { 'content-type': 'text/plain' })).status).toBe(415);
  expect((await post(batch([{ ...sum, voices: 'x'.repeat(70_000) }]))).status).toBe(413);
  const busy = await exampleServer({ environment: { RATE_LIMITS: 'plays=1/60' } });
  const ask = () =>
    busy.app.request('/api/audio/plays', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: batch([sum]),
    });
  expect([(await ask()).status, (await ask()).status]).toEqual([200, 429]);
  await busy.close();
});
