// Amazon Polly's protocol, against a local server of it: what is asked, what comes back, what is never given away.
import { createServer, type Http2Server, type IncomingHttpHeaders, type ServerHttp2Session } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { pollyEngine } from './polly-engine.ts';
import { ssmlOf } from './ssml.ts';

type Asked = { method: string; path: string; headers: IncomingHttpHeaders; body: string };
type Answer = { status?: number; error?: string; type?: string; body: Buffer | string };

const environment = {
  AWS_ACCESS_KEY_ID: 'AKIDQUIET',
  AWS_SECRET_ACCESS_KEY: 'hush/hush',
  AWS_SESSION_TOKEN: 'tokentoken',
};
const pcm = Buffer.from(Int16Array.of(0, 0x4000, -0x8000).buffer);
let server: Http2Server;
let endpoint: string;
let asked: Asked[];
let answer: (asked: Asked) => Answer;
const sessions = new Set<ServerHttp2Session>();

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const { method, url: path, headers } = request;
    const one = { method, path, headers, body: Buffer.concat(pieces).toString() };
    asked.push(one);
    const { status = 200, error, type = 'application/json', body } = answer(one);
    response.writeHead(status, { 'content-type': type, ...(error === undefined ? {} : { 'x-amzn-errortype': error }) });
    response.end(body);
  });
  server.on('session', (session) => void sessions.add(session));
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  for (const session of sessions) session.destroy();
  server.close();
});
beforeEach(() => {
  asked = [];
  answer = () => ({ type: 'audio/pcm', body: pcm });
});
const engine = (more = {}) => pollyEngine({ region: 'eu-west-1', endpoint, environment, ...more });

test('IPA goes out as an SSML phoneme, signed, and comes back as samples; nothing is said to have been heard', async () => {
  const speech = await engine().speak({ phonemes: 'ˈʃɪp', ending: '.' }, 'Amy', { rate: 140 });
  expect([...speech.pcm]).toEqual([0, 0.5, -1]);
  expect(speech).toMatchObject({ sample_rate: 16_000, heard: [], ends_ms: 3 / 16 });
  expect(asked).toMatchObject([{ method: 'POST', path: '/v1/speech' }]);
  expect(JSON.parse(asked[0]!.body)).toEqual({
    Engine: 'neural',
    OutputFormat: 'pcm',
    SampleRate: '16000',
    TextType: 'ssml',
    VoiceId: 'Amy',
    Text: '<speak><prosody rate="80%"><phoneme alphabet="ipa" ph="ˈʃɪp">ˈʃɪp</phoneme>.</prosody></speak>',
  });
  expect(asked[0]!.headers.authorization).toMatch(
    /^AWS4-HMAC-SHA256 Credential=AKIDQUIET\/\d{8}\/eu-west-1\/polly\/aws4_request, /,
  );
  expect(JSON.stringify(asked)).not.toContain(environment.AWS_SECRET_ACCESS_KEY);
});

test.each([
  [{ phonemes: 'a"/><break time="10s"/>' }, 'ph="a&quot;/&gt;&lt;break time=&quot;10s&quot;/&gt;"'],
  [{ phonemes: "tʼ'&" }, 'ph="tʼ&apos;&amp;"'],
  [{ phonemes: 'a', ending: '</speak>' }, '</phoneme>&lt;/speak&gt;</speak>'],
  [{ text: 'Tom & <b>Ann</b> ]]>' }, '<speak>Tom &amp; &lt;b&gt;Ann&lt;/b&gt; ]]&gt;</speak>'],
])('%j stays text', (what, part) => {
  expect(ssmlOf(what)).toContain(part);
});

test.each(['a\0b', 'a\u001bb', 'a\ud800b', 'a\uffff'])(
  '%j has no place in XML and is refused, and nothing is sent',
  async (text) => {
    expect(ssmlOf({ text })).toBeUndefined();
    await expect(engine().speak({ text }, 'Amy')).rejects.toMatchObject({ name: 'SpeechError', code: 'refused' });
    expect(asked).toEqual([]);
  },
);

test('rate and pitch stay within what can be asked; pitch only of the engine that takes it', async () => {
  expect(ssmlOf({ text: 'a' }, { rate: 1, pitch: 0 })).toContain('<prosody rate="20%" pitch="-50%">');
  expect(ssmlOf({ text: 'a' }, { rate: 9999, pitch: 60 })).toContain('<prosody rate="200%" pitch="+10%">');
  await engine({ engine: 'standard' }).speak({ text: 'a' }, 'Amy', { pitch: 60 });
  await engine().speak({ text: 'a' }, 'Amy', { pitch: 60 });
  expect(asked.map(({ body }) => JSON.parse(body).Text)).toEqual([
    '<speak><prosody pitch="+10%">a</prosody></speak>',
    '<speak>a</speak>',
  ]);
});

test('voices come page by page, each with its language', async () => {
  const amy = { Id: 'Amy', Name: 'Amy', LanguageCode: 'en-GB' };
  const vicki = { Id: 'Vicki', Name: 'Vicki', LanguageCode: 'de-DE' };
  answer = ({ path }) => ({
    body: JSON.stringify(path.includes('NextToken=more') ? { Voices: [vicki] } : { Voices: [amy], NextToken: 'more' }),
  });
  expect(await engine().voices()).toEqual([
    { id: 'Amy', name: 'Amy', language: 'en-GB', licence: 'LicenseRef-AWS-Service-Terms' },
    { id: 'Vicki', name: 'Vicki', language: 'de-DE', licence: 'LicenseRef-AWS-Service-Terms' },
  ]);
  expect(asked[0]!.path).toContain('Engine=neural');
});

test.each([
  [400, 'InvalidSsmlException', 'refused'],
  [400, 'ValidationException', 'unknown-voice'],
  [400, 'LanguageNotSupportedException', 'unknown-voice'],
  [403, 'UnrecognizedClientException', 'denied'],
  [503, 'ServiceFailureException', 'unreachable'],
])('%i %s is %s, and the error gives no secret away', async (status, error, code) => {
  answer = ({ headers }) => ({ status, error, body: JSON.stringify({ message: `${headers.authorization}` }) });
  const thrown = await engine()
    .speak({ phonemes: 'a' }, 'Amy')
    .catch((each: unknown) => each);
  expect(thrown).toMatchObject({ name: 'SpeechError', code });
  const told = `${thrown} ${JSON.stringify(thrown)} ${(thrown as Error).stack} ${(thrown as Error).cause}`;
  for (const secret of Object.values(environment)) expect(told).not.toContain(secret);
});

test('silence is no speech; without credentials nothing is sent', async () => {
  answer = () => ({ type: 'audio/pcm', body: Buffer.alloc(64) });
  await expect(engine().speak({ phonemes: 'a' }, 'Amy')).rejects.toMatchObject({ code: 'silent' });
  asked = [];
  await expect(engine({ environment: {} }).speak({ phonemes: 'a' }, 'Amy')).rejects.toMatchObject({ code: 'denied' });
  expect(asked).toEqual([]);
});
