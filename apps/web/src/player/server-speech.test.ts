// When the server is asked to say a sound, and when it is left alone, over real HTTP.
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createServerSpeech } from './server-speech.ts';

const asked: string[] = [];
let answer: (response: ServerResponse) => void;
const server = createServer((request, response) => {
  asked.push(request.url ?? '');
  answer(response);
});
const json = (status: number, body: object) => (response: ServerResponse) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const clip = { id: 'test:speech:1', voices: 'test:ɓ' };

beforeAll(async () => {
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const base = `http://localhost:${(server.address() as AddressInfo).port}`;
  const { fetch } = globalThis;
  vi.stubGlobal('fetch', (path: string, init?: RequestInit) => fetch(new URL(path, base), init));
});
beforeEach(() => {
  asked.length = 0;
});
afterAll(() => {
  vi.unstubAllGlobals();
  server.closeAllConnections();
  server.close();
});

test('a clip that the server has or makes is given, asked for by the sound’s whole id and the learner’s language', async () => {
  answer = json(200, { status: 'success', source_type: 'generated', source: clip });
  const speech = createServerSpeech();
  expect(await speech.say('test:ɓ', 'vi-VN')).toEqual({ source: clip, fresh: true });
  expect(asked).toEqual(['/api/phonemes/test%3A%C9%93/audio?learner=vi-VN']);
  answer = json(200, { status: 'success', source_type: 'tts', source: clip });
  expect(await speech.say('test:ɓ', 'vi-VN')).toEqual({ source: clip, fresh: false });
  expect(speech.mightSay('test:ɓ')).toBe(true);
});

test.each([
  ['falls back to a word', json(200, { status: 'fallback', source: null, fallback_text: 'ba' })],
  ['has neither', json(200, { status: 'failed', source: null })],
  ['does not know the sound', json(404, { type: 'urn:phonochart:problem:unknown-sound' })],
  ['gives a clip of another sound', json(200, { status: 'success', source: { ...clip, voices: 'test:b' } })],
])('a server that %s refuses that sound for this visit, and no other', async (_, refusal) => {
  answer = refusal;
  const speech = createServerSpeech();
  expect(await speech.say('test:ɓ', undefined)).toBeUndefined();
  expect(speech.mightSay('test:ɓ')).toBe(false);
  expect(speech.mightSay('test:b')).toBe(true);
});

test.each([
  ['has had enough', json(429, {})],
  ['fails', json(500, {})],
  ['has a voice that failed', json(200, { status: 'fallback', reason: 'engine-failed', source: null })],
  ['breaks off', (response: ServerResponse) => response.destroy()],
  ['never answers', () => undefined],
  ['says what nobody understands', (response: ServerResponse) => response.end('<!doctype html>')],
])('a server that %s is left alone for a while with every sound, and then asked again', async (_, trouble) => {
  answer = trouble;
  let now = 0;
  const speech = createServerSpeech(() => now);
  expect(await speech.say('test:ɓ', undefined)).toBeUndefined();
  expect(speech.mightSay('test:b')).toBe(false);
  now += 60_000;
  expect(speech.mightSay('test:ɓ')).toBe(true);
});
