// What is heard of a sound and why: with the real voice in its process, a real catalogue, and the clip as a file afterwards.
import { createHash } from 'node:crypto';
import type { AudioSource } from '@phonochart/catalog/audio.ts';
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { loadContent } from '@phonochart/content/load.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KeptClips } from '../audio/kept-clips.ts';
import { bodyOf, type ExampleServer, exampleServer } from '../example-server.ts';
import { SpeechSources } from '../sources/generate-source.ts';
import { SpeechService } from '../speech/speech-service.ts';
import type { Person, WhoIs } from './http/person.ts';
import { PhonemeAudio } from './phoneme-audio.ts';

const codes = ['english-gb', 'ipa', 'vietnamese-hanoi'];
const languages: Inventory[] = loadContent().filter(({ id }) => codes.includes(id));
let server: ExampleServer;
beforeAll(async () => {
  server = await exampleServer({ languages });
});
afterAll(() => server.close());

const address = (id: string, query = '') => `/api/phonemes/${encodeURIComponent(id)}/audio${query}`;
const ask = async (id: string, query = '', { app } = server) => {
  const answer = await app.request(address(id, query));
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
  return PhonemeAudio.parse(await answer.json());
};
const regenerate = (id: string, body: unknown, role = 'editor') =>
  server.app.request(address(id), {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', authorization: `Bearer ${role}` },
  });
/** The row of a clip, changed behind everybody's back. */
const change = (clip: AudioSource, parts: Partial<AudioSource>) =>
  server.store.bringClips('english-gb', [{ ...clip, ...parts }], { source: 'speech', quiet: true });
const past = '2020-01-01T00:00:00.000Z';

describe('a sound without a clip', () => {
  it.each([
    ['a phoneme', 'english-gb:ʃ', 'VCV'],
    ['a word', 'english-gb:word:ship', 'word'],
    ['a tone', 'vietnamese-hanoi:˧˥', 'CV'],
  ])('%s is said at once, is a file from then on, and wakes no device', async (_, id, frame) => {
    const before = await server.store.syncState();
    const first = await ask(id, '?learner=vi');
    expect(first).toMatchObject({
      id,
      source_type: 'generated',
      reason: 'on-demand',
      status: 'success',
      fallback_text: null,
      learner: 'vi',
      source: { source_type: 'tts', frame, licence: 'GPL-3.0-or-later', metadata: { generated: 'on-demand' } },
    });
    const { cached_until, created_at, sha256, bytes } = first.source!;
    expect(Date.parse(cached_until!) - Date.parse(created_at)).toBe(30 * 86_400_000);
    const file = await server.app.request(first.audio_url!);
    const clip = new Uint8Array(await file.arrayBuffer());
    expect([clip.length, createHash('sha256').update(clip).digest('hex')]).toEqual([bytes, sha256]);
    expect(await ask(id)).toMatchObject({ source_type: 'tts', reason: 'synthetic', source: first.source });
    expect(await server.store.syncState()).toEqual(before);
  });

  it('is said once, however many ask at once', async () => {
    const one = await exampleServer({ languages, environment: { RATE_LIMITS: 'speech=1/60' } });
    const answers = await Promise.all(Array.from({ length: 5 }, () => ask('english-gb:ʃ', '', one)));
    expect(new Set(answers.map(({ source_type, audio_url }) => `${source_type} ${audio_url}`)).size).toBe(1);
    const refused = await one.app.request(address('english-gb:m'));
    expect([refused.status, (await bodyOf(refused)).type]).toEqual([429, 'urn:phonochart:problem:too-many-requests']);
    expect(await ask('english-gb:ʃ', '', one)).toMatchObject({ source_type: 'tts' });
    expect(await ask('ipa:ǃ', '', one)).toMatchObject({ status: 'failed' });
    await one.close();
  });

  it('that the voice cannot truly say is left to the device, with a word and the reason', async () => {
    const answer = await ask('vietnamese-hanoi:ɓ');
    expect(answer).toMatchObject({
      source_type: 'device',
      audio_url: null,
      reason: 'no-clip',
      status: 'fallback',
      detail: expect.stringContaining('implosive'),
      source: null,
    });
    const { words } = languages.find(({ id }) => id === 'vietnamese-hanoi')!;
    expect(words.find(({ id }) => id === answer.fallback_word)?.form).toBe(answer.fallback_text);
  });

  it('and without a word is silence, and said so', async () => {
    expect(await ask('ipa:ǃ')).toMatchObject({
      source_type: 'device',
      fallback_text: null,
      reason: 'no-word',
      status: 'failed',
      detail: 'the engine has no clicks',
    });
  });

  it('that the voice fails at is asked for once only', async () => {
    // Its tone comes out level where it must drop.
    const word = 'vietnamese-hanoi:word:học';
    const detail = expect.stringContaining('not dropping');
    expect(await ask(word)).toMatchObject({ reason: 'refused', status: 'fallback', fallback_text: 'học', detail });
    expect(await ask(word)).toMatchObject({ reason: 'no-clip', status: 'fallback', fallback_text: 'học', detail });
  });

  it.each(['english-gb:nothing', 'nowhere:ʃ', 'ʃ', ':', 'english-gb:'])('%s is unknown', async (id) => {
    const answer = await server.app.request(address(id));
    expect(answer.status).toBe(404);
    expect(await bodyOf(answer)).toMatchObject({
      type: 'urn:phonochart:problem:unknown-sound',
      errors: [{ field: 'id' }],
    });
  });

  it('is found whatever the case of its code; a learner is a language', async () => {
    expect(await ask('English-GB:ʃ')).toMatchObject({ id: 'english-gb:ʃ' });
    expect((await server.app.request(address('english-gb:ʃ', '?learner=*'))).status).toBe(400);
  });
});

describe('a sound with clips', () => {
  it('is heard of a person before a voice, and of the preferred one before all', async () => {
    const { source } = await ask('english-gb:n');
    const person = { speaker: 'Ann', licence: 'CC-BY-4.0', attribution: 'Ann', metadata: {}, cached_until: undefined };
    const clips = (['human', 'native'] as const).map((source_type) => ({
      ...source!,
      ...person,
      id: `english-gb:recording:${source_type}`,
      source_type,
    }));
    await server.store.bringClips('english-gb', [clips[0]!], { source: 'tests' });
    expect(await ask('english-gb:n')).toMatchObject({ source_type: 'human', reason: 'human' });
    await server.store.bringClips('english-gb', [clips[1]!], { source: 'tests' });
    expect(await ask('english-gb:n')).toMatchObject({
      source_type: 'native',
      reason: 'native',
      source: { speaker: 'Ann', licence: 'CC-BY-4.0', attribution: 'Ann' },
    });
    await server.store.editClip({ id: source!.id, patch: { preferred: true }, author: 'tests' });
    expect(await ask('english-gb:n')).toMatchObject({ source_type: 'tts', reason: 'preferred' });
  });

  it('that has expired is heard as it is, and is fresh for the next', async () => {
    const { source } = await ask('english-gb:m');
    await change(source!, { cached_until: past });
    expect(await ask('english-gb:m')).toMatchObject({ source_type: 'tts', source: { cached_until: past } });
    await server.app.settled();
    const renewed = await ask('english-gb:m');
    expect(renewed).toMatchObject({ source_type: 'tts', source: { id: source!.id, sha256: source!.sha256 } });
    expect(Date.parse(renewed.source!.cached_until!)).toBeGreaterThan(Date.now());
    expect(await server.store.clipsOf('english-gb', 'english-gb:m')).toHaveLength(1);
  });

  it('is not said again on demand where nobody could check it', async () => {
    const { source } = await ask('english-gb:v');
    const unchecked = { cached_until: past, metadata: { ...source!.metadata, checked: 'no' } };
    await change(source!, unchecked);
    await ask('english-gb:v');
    await server.app.settled();
    expect(await ask('english-gb:v')).toMatchObject({ source: { cached_until: past } });
  });
});

describe('an editor', () => {
  it('has it said again: by GET, or by POST as they want it', async () => {
    const { source } = await ask('english-gb:z');
    const headers = { authorization: 'Bearer editor' };
    const again = await bodyOf(server.app.request(address('english-gb:z', '?refresh=1'), { headers }));
    expect(again).toMatchObject({ source_type: 'generated', reason: 'refreshed', source: { id: source!.id } });
    const slower = await bodyOf(regenerate('english-gb:z', { rate: 100, pitch: 40 }));
    expect(slower).toMatchObject({ reason: 'refreshed', source: { metadata: { rate: '100', pitch: '40' } } });
    expect(slower.source.id).not.toBe(source!.id);
    const usual = await bodyOf(regenerate('english-gb:z', { rate: 150, voice: 'espeak-ng:en-gb-x-rp' }));
    expect(usual.source.id).toBe(source!.id);
  });

  it('is counted for it, by GET too', async () => {
    const one = await exampleServer({ languages, environment: { RATE_LIMITS: 'writes=1/60' } });
    const headers = { authorization: 'Bearer editor' };
    const again = async () => (await one.app.request(address('ipa:ǃ', '?refresh=1'), { headers })).status;
    expect([await again(), await again()]).toEqual([200, 429]);
    await one.close();
  });

  it('hears why not, and what is there instead', async () => {
    await ask('english-gb:z');
    expect(await bodyOf(regenerate('english-gb:z', { voice: 'polly:Amy' }))).toMatchObject({
      source_type: 'tts',
      reason: 'refused',
      status: 'fallback',
      detail: expect.stringContaining('polly'),
    });
    expect(await bodyOf(regenerate('english-gb:z', { voice: 'espeak-ng:fr' }))).toMatchObject({
      detail: expect.stringContaining('en-gb-x-rp'),
    });
    const wrong = await regenerate('english-gb:z', { rate: 1 });
    expect([wrong.status, (await bodyOf(wrong)).errors[0].field]).toEqual([400, 'rate']);
  });

  it('is asked for, and nobody else will do', async () => {
    expect((await server.app.request(address('english-gb:z', '?refresh=1'))).status).toBe(401);
    expect((await regenerate('english-gb:z', {}, 'nobody')).status).toBe(401);
  });

  it('with a session asks from our own pages only, by GET too', async () => {
    const person: Person = { id: 'e', name: 'E', role: 'editor', by: 'session' };
    const whoIs: WhoIs = async (headers) => (headers.has('cookie') ? person : undefined);
    const one = await exampleServer({ languages, whoIs });
    const from = async (site: Record<string, string>) =>
      (await one.app.request(address('ipa:ǃ', '?refresh=1'), { headers: { cookie: 'session', ...site } })).status;
    expect(await from({ 'sec-fetch-site': 'same-origin' })).toBe(200);
    expect(await from({ 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await from({})).toBe(403);
    await one.close();
  });
});

describe('a language that is renamed while its sounds are being said', () => {
  it('has none of the sounds that were asked for, and says the others under its new code', async () => {
    const renames: [from: string, to: string][] = [
      ['english-gb', 'english-two'],
      ['english-two', 'english-three'],
    ];
    const service = new SpeechService();
    const keeper = new (class extends KeptClips {
      override async keepClip(...[code, name, mp3]: Parameters<KeptClips['keepClip']>): Promise<string> {
        const rename = renames.shift();
        if (rename) await one.store.renameLanguage(...rename);
        return super.keepClip(code, name, mp3);
      }
    })(server.kept.files);
    const speech = new SpeechSources({ speech: service, keeper, keepDays: 30 });
    const one = await exampleServer({ languages, speech });
    const answer = await one.app.request(address('english-gb:ʃ'));
    expect([answer.status, await bodyOf(answer)]).toMatchObject([
      404,
      { type: 'urn:phonochart:problem:unknown-sound', errors: [{ field: 'id' }] },
    ]);
    const body = new FormData();
    body.append('processing_type', 'generate');
    body.append('voices', 'english-two:ʃ');
    const headers = { authorization: 'Bearer editor' };
    const task = await one.app.request('/api/audio/process', { method: 'POST', body, headers });
    expect([task.status, await bodyOf(task)]).toMatchObject([
      400,
      { errors: [{ field: 'voices', message: expect.stringContaining('english-two') }] },
    ]);
    expect(await ask('english-three:ʃ', '', one)).toMatchObject({ source_type: 'generated' });
    service.close();
    await one.close();
  });
});

describe('an engine in trouble', () => {
  it('leaves the word to the device', async () => {
    const service = new SpeechService({ mostMs: 0 });
    const speech = new SpeechSources({ speech: service, keeper: server.kept, keepDays: 30 });
    const one = await exampleServer({ languages, speech });
    expect(await ask('english-gb:word:ship', '', one)).toMatchObject({
      source_type: 'device',
      fallback_text: 'ship',
      reason: 'engine-failed',
      status: 'fallback',
      detail: 'the voice took too long',
    });
    service.close();
    await one.close();
  });

  it('turned off says so', async () => {
    const speech = new SpeechSources({
      speech: new SpeechService({ processes: 0 }),
      keeper: server.kept,
      keepDays: 30,
    });
    const one = await exampleServer({ languages, speech });
    expect(await ask('english-gb:word:ship', '', one)).toMatchObject({
      fallback_text: 'ship',
      reason: 'no-clip',
      detail: 'speech is turned off on this server',
    });
    await one.close();
  });
});
