// Speech as an audio source: what is missing, what it is called, what is refused, and a voice that nobody can check.

import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Http2Server, type ServerHttp2Session } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AudioSource } from '@phonochart/catalog/audio.ts';
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { loadContent } from '@phonochart/content/load.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DiskFiles } from '../audio/disk-files.ts';
import { KeptClips } from '../audio/kept-clips.ts';
import { environmentOfEngines } from '../speech/engines.ts';
import { SpeechService } from '../speech/speech-service.ts';
import { type MakeOptions, SpeechSources } from './generate-source.ts';

const contents = loadContent();
const inventoryOf = (code: string): Inventory => contents.find(({ id }) => id === code)!;
const english = inventoryOf('english-gb');
const NOW = Date.parse('2026-11-21T12:00:00.000Z');

const sessions = new Set<ServerHttp2Session>();
const secrets = { AWS_ACCESS_KEY_ID: 'AKIDQUIET', AWS_SECRET_ACCESS_KEY: 'hush/hush' };
const asked: { Text: string; VoiceId: string }[] = [];
let polly: Http2Server;
let folder: string;
let kept: KeptClips;
let service: SpeechService;
let speech: SpeechSources;

/** A tone of half a second: what Polly's local stand-in says whatever it is asked. */
const tone = Buffer.from(Int16Array.from({ length: 8000 }, (_, at) => 9000 * Math.sin(at / 6)).buffer);

beforeAll(async () => {
  polly = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const voices = [{ Id: 'Amy', Name: 'Amy', LanguageCode: 'en-GB' }];
    if (request.url.startsWith('/v1/voices')) {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ Voices: voices }));
      return;
    }
    asked.push(JSON.parse(Buffer.concat(pieces).toString()));
    response.writeHead(200, { 'content-type': 'audio/pcm' }).end(tone);
  });
  polly.on('session', (session) => void sessions.add(session));
  await new Promise<void>((up) => polly.listen(0, '127.0.0.1', up));
  folder = mkdtempSync(join(tmpdir(), 'phonochart-'));
  kept = new KeptClips(new DiskFiles(folder));
  const endpoint = `http://127.0.0.1:${(polly.address() as AddressInfo).port}`;
  service = new SpeechService({ environment: { POLLY: 'true', POLLY_ENDPOINT: endpoint, ...secrets } });
  speech = new SpeechSources({ speech: service, keeper: kept, keepDays: 7, now: () => NOW });
});
afterAll(() => {
  service.close();
  for (const session of sessions) session.destroy();
  polly.close();
  rmSync(folder, { recursive: true });
});

const made = async (id: string, options?: MakeOptions, inventory = english) => {
  const outcome = await speech.make(inventory, id, options);
  if ('refused' in outcome) throw new Error(outcome.refused);
  return outcome;
};

describe('speech', () => {
  it('is a whole record of the catalogue, its file safe under the name of its bytes', async () => {
    const { source, peaks } = await made('english-gb:word:ship');
    expect(AudioSource.parse(source)).toEqual(source);
    expect(source).toMatchObject({
      voices_kind: 'word',
      source_type: 'tts',
      metadata: { generated: 'job', rate: '150' },
      cached_until: '2026-11-28T12:00:00.000Z',
    });
    expect(peaks).toHaveLength(128);
    expect(await kept.hasClip('english-gb', source.file, source.sha256)).toBe(true);
  });

  it('is one source however often it is said, and another at another rate or pitch', async () => {
    const ids = await Promise.all(
      [{}, { rate: 150 }, { rate: 120 }, { pitch: 60 }].map(async (how) => (await made('english-gb:ʃ', how)).source.id),
    );
    expect(ids[1]).toBe(ids[0]);
    expect(new Set(ids).size).toBe(3);
    expect(ids[0]).toMatch(/^english-gb:speech:[0-9a-f]{16}$/);
  });

  it('of an import is said by the voice of its language, which the attribution names', async () => {
    const german = inventoryOf('german-standard');
    const { bcp47: _, ...language } = german.language;
    const imported = { ...german, id: 'jipa-german', language: { ...language, code: 'jipa-german' } };
    const { source } = await made(german.phonemes[0]!.id, {}, imported);
    expect(source).toMatchObject({ voice_id: 'espeak-ng:de', language: 'de-DE' });
    expect(source.attribution).toContain('(German)');
    const unknown = { ...imported, language: { ...imported.language, iso639_3: 'khm' } };
    expect(speech.canSay(unknown, german.phonemes[0]!.id)).toBe(false);
  });

  it.each([
    [{ rate: 59 }, 'rate is a whole number from 60 to 300'],
    [{ pitch: 50.5 }, 'pitch is a whole number'],
    [{ voice: 'espeak-ng:fr' }, 'only the voice "en-gb-x-rp"'],
    [{ voice: 'azure:Jenny' }, 'no speech engine "azure"'],
    [{ voice: 'constructor:x' }, 'no speech engine "constructor"'],
  ] as const)('%j is refused: %s', async (options, why) => {
    expect(await speech.make(english, 'english-gb:ʃ', options)).toMatchObject({
      refused: expect.stringContaining(why),
    });
  });
});

describe('what is missing', () => {
  it('is whatever has no clip but an expired one, and can be said', async () => {
    const { source } = await made('english-gb:ʃ');
    const without = speech.unsaid(english, ['phoneme']);
    expect(without).toContain('english-gb:ʃ');
    expect(speech.unsaid({ ...english, audio: [source] }, ['phoneme'])).toEqual(
      without.filter((id) => id !== source.voices),
    );
    const expired = { ...source, cached_until: '2026-11-21T12:00:00.000Z' };
    expect(speech.unsaid({ ...english, audio: [expired] }, ['phoneme'])).toEqual(without);
    expect(new Set(speech.unsaid(english).map((id) => id.split(':')[1] === 'word'))).toEqual(new Set([false, true]));
    expect(speech.unsaid(inventoryOf('ipa'), ['phoneme'])).not.toContain('ipa:ǃ');
  });

  it('is no longer what the voice has failed at', async () => {
    const [vietnamese, word] = [inventoryOf('vietnamese-hanoi'), 'vietnamese-hanoi:word:học'];
    expect(speech.unsaid(vietnamese, ['word'])).toContain(word);
    expect(await speech.make(vietnamese, word)).toMatchObject({ refused: expect.stringContaining('dropping') });
    expect(speech.unsaid(vietnamese, ['word'])).not.toContain(word);
  });
});

describe('a voice that reports nothing', () => {
  it('is heard where it is asked for, and its clip says that nobody checked it', async () => {
    const { source } = await made('english-gb:ʃ', { voice: 'polly:Amy', rate: 140 });
    expect(source).toMatchObject({
      voice_id: 'polly:Amy',
      licence: 'LicenseRef-AWS-Service-Terms',
      attribution: 'Synthetic voice: Amazon Polly (Amy), neural',
      frame: 'VCV',
      metadata: { checked: 'no', ipa: 'aˈʃa', rate: '140' },
    });
    expect(asked.at(-1)).toMatchObject({ VoiceId: 'Amy', Text: expect.stringContaining('ph="aˈʃa"') });
    expect((await made('english-gb:word:ship', { voice: 'polly:Amy' })).source.metadata?.ipa).toBe('ʃɪp');
  });

  it('says nothing of another language, and no tone', async () => {
    const vietnamese = inventoryOf('vietnamese-hanoi');
    const amy = { voice: 'polly:Amy' };
    expect(await speech.make(vietnamese, 'vietnamese-hanoi:m', amy)).toEqual({
      refused: 'the voice "Amy" speaks en-GB, and this is vi-VN',
    });
    expect(await speech.make(vietnamese, 'vietnamese-hanoi:˧˥', amy)).toMatchObject({
      refused: expect.stringContaining('tone'),
    });
    expect(await speech.make(english, 'english-gb:ʃ', { voice: 'polly:Nobody' })).toEqual({
      refused: 'Amazon Polly has no voice "Nobody"',
    });
  });

  it('can be asked for what no table has', () => {
    const tables = speech.unsaid(english, ['realisation']);
    expect(speech.unsaid(english, ['realisation'], { voice: 'polly:Amy' }).length).toBeGreaterThan(tables.length);
    expect(speech.unsaid(english, undefined, { voice: 'azure:Jenny' })).toEqual([]);
  });

  it('has its credentials only where it is on', () => {
    expect(environmentOfEngines({ ...secrets, PATH: '/bin' })).toEqual({});
    expect(environmentOfEngines({ ...secrets, POLLY: '1', PATH: '/bin' })).toEqual({ ...secrets, POLLY: '1' });
  });
});
