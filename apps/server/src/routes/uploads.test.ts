// Recordings sent whole, over a real socket: kept once, under their own hash, and nothing is left of what is refused.
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { spokenSound, wavOf } from '../audio/example-sounds.ts';
import { hostileNames } from '../audio/hostile-names.ts';
import { sha256Of } from '../audio/kept-clips.ts';
import { bodyOf, type ExampleServer, exampleServer, exampleWhoIs } from '../example-server.ts';
import { type Listening, listen } from '../listen.ts';

let server: ExampleServer;
let listening: Listening;
beforeAll(async () => {
  server = await exampleServer({
    environment: { UPLOAD_MAX_MB: '1' },
    whoIs: async (headers) =>
      headers.get('cookie') === 'session=1'
        ? { id: 'at-a-browser', name: 'Somebody', role: 'editor', by: 'session' }
        : exampleWhoIs(headers),
  });
  listening = await listen(server.app, { port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await listening.close(0);
  await server.close();
});

const editor = { authorization: 'Bearer editor' };
const at = (path: string) => `http://127.0.0.1:${listening.port}${path}`;
const wav = (seed: number) => wavOf(spokenSound(250 + seed));
type Body = Exclude<RequestInit['body'], undefined>;
const put = (sha256: string, body: Body, headers: Record<string, string> = editor) =>
  fetch(at(`/api/uploads/${sha256}`), { method: 'PUT', body, headers });
const form = (...fields: [string, string | File][]): FormData => {
  const made = new FormData();
  for (const [name, value] of fields) made.append(name, value);
  return made;
};
const post = (body: Body, headers: Record<string, string> = editor) =>
  fetch(at('/api/uploads'), { method: 'POST', body, headers });
const keyOf = (sha256: string) => `data/originals/${sha256.slice(0, 2)}/${sha256}.wav`;

/** Everything below the server’s own folder but the database and what the tests of every server have there. */
const onDisk = () =>
  readdirSync(server.place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`.slice(server.place.length + 1))
    .filter((path) => path.startsWith('data'))
    .sort();
let before: string[];
const nothingNew = () => expect(onDisk()).toEqual(before);

describe('PUT', () => {
  test('is kept once however often it is sent, and GET and HEAD say that it is there', async () => {
    const bytes = wav(1);
    const sha256 = sha256Of(bytes);
    expect((await fetch(at(`/api/uploads/${sha256}`), { headers: editor })).status).toBe(404);
    const first = await put(sha256, bytes);
    expect([first.status, await first.json()]).toEqual([201, { sha256, bytes: bytes.length, type: 'wav' }]);
    expect(onDisk()).toContain(keyOf(sha256));
    const again = await put(sha256.toUpperCase(), bytes);
    expect([again.status, await again.json()]).toEqual([200, { sha256, bytes: bytes.length, type: 'wav' }]);
    const shown = await fetch(at(`/api/uploads/${sha256}`), { headers: editor });
    expect([shown.status, await shown.json()]).toEqual([200, { sha256, bytes: bytes.length, type: 'wav' }]);
    const head = await fetch(at(`/api/uploads/${sha256}`), { headers: editor, method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  test('twenty at once of one file leave one file, whole', async () => {
    const bytes = wav(2);
    const sha256 = sha256Of(bytes);
    const answers = await Promise.all(Array.from({ length: 20 }, () => put(sha256, bytes)));
    for (const { status } of answers) expect([200, 201]).toContain(status);
    expect(onDisk().filter((path) => path.includes(sha256))).toEqual([keyOf(sha256)]);
    expect(sha256Of((await server.kept.files.read(keyOf(sha256).slice('data/'.length)))!)).toBe(sha256);
  });
});

describe('nothing is left of', () => {
  beforeAll(() => {
    before = onDisk();
  });
  afterEach(() => nothingNew());

  test('a file that is not what its hash says; the answer names both', async () => {
    const named = sha256Of(wav(3));
    const answer = await put(named, wav(4));
    expect(answer.status).toBe(400);
    const problem = await bodyOf(answer);
    expect(problem).toMatchObject({ type: 'urn:phonochart:problem:invalid-parameter', errors: [{ field: 'sha256' }] });
    expect(problem.detail).toContain(named);
    expect(problem.detail).toContain(sha256Of(wav(4)));
  });

  test.each([
    ['empty', new Uint8Array()],
    ['unknown-type', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['unknown-type', Buffer.from('#!/bin/sh\nrm -rf /\n')],
    ['unknown-type', Buffer.from('#EXTM3U\nhttp://localhost/secret.mp3\n')],
    ['unknown-type', Buffer.from([0x7f])],
    ['damaged', wav(5).slice(0, 3000)],
  ])('%s: %#', async (reason, bytes) => {
    for (const answer of [
      await put(sha256Of(bytes), new Uint8Array(bytes)),
      await post(form(['file', new File([new Uint8Array(bytes)], 'a.wav')])),
    ]) {
      expect([answer.status, await answer.json()]).toMatchObject([
        400,
        { type: 'urn:phonochart:problem:not-a-sound', reason },
      ]);
    }
  });

  test('a file that is too large: by its length before a byte of it is read, else as it comes', async () => {
    const socket = connect(listening.port, '127.0.0.1');
    socket.write(
      `PUT /api/uploads/${'a'.repeat(64)} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer editor\r\nContent-Length: 1048577\r\n\r\n`,
    );
    expect(String((await once(socket, 'data'))[0])).toMatch(/^HTTP\/1\.1 413 .*1,048,576 bytes/s);
    socket.destroy();

    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 65_536;
        if (sent > 64 * 2 ** 20) controller.close();
        else controller.enqueue(new Uint8Array(65_536));
      },
    });
    const streamed = { method: 'PUT', body: endless, headers: editor, duplex: 'half' } as RequestInit;
    const answer = await fetch(at(`/api/uploads/${'a'.repeat(64)}`), streamed).catch(() => undefined);
    // The server closes while the client still sends; not every client reads the answer then.
    if (answer) expect(answer.status).toBe(413);
    expect(sent).toBeLessThan(64 * 2 ** 20);
    const tooLarge = await post(form(['file', new File([new Uint8Array(2 ** 20 + 1)], 'a.wav')]));
    expect(tooLarge.status).toBe(413);
  });

  test('a connection that breaks off, and the next one is served', async () => {
    const bytes = wav(6);
    const gone = new Promise((close) =>
      listening.server.once('connection', (accepted) => accepted.once('close', close)),
    );
    const socket = connect(listening.port, '127.0.0.1');
    socket.write(
      `PUT /api/uploads/${sha256Of(bytes)} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer editor\r\nContent-Length: ${bytes.length}\r\n\r\n`,
    );
    socket.write(bytes.subarray(0, bytes.length / 2), () => socket.resetAndDestroy());
    await gone;
    expect((await fetch(at('/health'))).status).toBe(200);
    expect(server.logged.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  });

  test('whoever has no account, and of a page of another site', async () => {
    const bytes = wav(7);
    const sha256 = sha256Of(bytes);
    const file = form(['file', new File([bytes], 'a.wav')]);
    const session = { cookie: 'session=1' };
    for (const send of [(headers: Record<string, string>) => put(sha256, bytes, headers), post.bind(null, file)]) {
      expect((await send({})).status).toBe(401);
      expect((await send({ authorization: 'Bearer nobody' })).status).toBe(401);
      expect((await send({ ...session, origin: 'https://evil.example' })).status).toBe(403);
      expect((await send(session)).status).toBe(403);
    }
    expect((await fetch(at(`/api/uploads/${sha256}`))).status).toBe(401);
  });

  test.each([
    ['no file', form(['sha256', 'a'.repeat(64)]), 400, 'file'],
    ['a text for a file', form(['file', 'RIFF']), 400, 'file'],
    ['two files', form(['file', new File(['a'], 'a')], ['file', new File(['b'], 'b')]), 400, 'file'],
    [
      'a second file by another name',
      form(['file', new File(['a'], 'a')], ['other', new File(['b'], 'b')]),
      400,
      'form',
    ],
    ['a hash that is none', form(['file', new File([wav(8)], 'a')], ['sha256', '../../x']), 400, 'sha256'],
    ['another hash', form(['file', new File([wav(8)], 'a')], ['sha256', 'a'.repeat(64)]), 400, 'sha256'],
  ])('a form with %s', async (_, body, status, field) => {
    const answer = await post(body);
    expect([answer.status, await answer.json()]).toMatchObject([status, { errors: [{ field }] }]);
  });

  test('what is no form, or half of one', async () => {
    const json = { ...editor, 'content-type': 'application/json' };
    expect((await post('{"file":"x"}', json)).status).toBe(415);
    expect((await post(new Uint8Array([1, 2]))).status).toBe(415);
    const broken = { ...editor, 'content-type': 'multipart/form-data; boundary=x' };
    for (const body of ['', '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nRIFF', '--y--']) {
      expect((await post(body, broken)).status).toBe(400);
    }
  });
});

test('a page of the server’s own may upload with its session', async () => {
  const bytes = wav(9);
  const headers = { cookie: 'session=1', origin: at('') };
  expect((await put(sha256Of(bytes), bytes, headers)).status).toBe(201);
});

test('no name of a file has a part in where it lies, nor can it play tricks where it is shown', async () => {
  const bytes = wav(10);
  const sha256 = sha256Of(bytes);
  const held = onDisk();
  const shown: Record<string, string> = {};
  const boundary = 'between-one-part-and-the-next';
  for (const name of hostileNames) {
    // By hand: a client that means well would tidy some of these names first.
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: audio/wav\r\n\r\n`;
    const body = new Uint8Array(Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]));
    const answer = await post(body, { ...editor, 'content-type': `multipart/form-data; boundary=${boundary}` });
    expect([200, 201, 400], name).toContain(answer.status);
    expect(answer.headers.has('set-cookie')).toBe(false);
    const said = await bodyOf(answer);
    if (answer.status === 400) expect(said.type, name).toBe('urn:phonochart:problem:invalid-parameter');
    else shown[name] = said.name;
  }
  expect(onDisk()).toEqual([...held, keyOf(sha256)].sort());
  expect(shown).toMatchObject({
    '../../../../etc/passwd.wav': 'passwd.wav',
    'C:\\autoexec.bat': 'autoexec.bat',
    'vaw.\u202egpj.exe': 'vaw.gpj.exe',
    [`${'ʃ'.repeat(300)}.wav`]: 'ʃ'.repeat(100),
  });
  for (const name of Object.values(shown)) expect(name).toMatch(/^[^/\\\p{Cc}\p{Cf}]{0,100}$/u);
});
