import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { clipBytes, clipName, type ExampleServer, exampleServer } from './example-server.ts';
import { type Listening, listen } from './listen.ts';
import { streamDefaults } from './routes/head-stream.ts';

let server: ExampleServer;
let listening: Listening;

const start = async (options: Parameters<typeof exampleServer>[0] = {}) => {
  server = await exampleServer(options);
  listening = await listen(server.app, { port: 0, host: '127.0.0.1' });
};
afterEach(async () => {
  await listening.close(0);
  await server.close();
});

const dial = async (): Promise<Socket> => {
  const socket = connect(listening.port, '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
};

/** Sends a request as it stands, and reads until the server closes: fetch would tidy the path first. */
const raw = async (head: string): Promise<string> => {
  const socket = await dial();
  socket.write(`${head}\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('latin1');
};
const url = (path: string) => `http://127.0.0.1:${listening.port}${path}`;

describe('a request that does not arrive in time', () => {
  const begun = async (head: string, patience = 200): Promise<string> => {
    const impatient = { headers: patience, request: patience, keepAlive: 30_000, checkMs: 20 };
    server = await exampleServer();
    listening = await listen(server.app, { port: 0, host: '127.0.0.1' }, impatient);
    const socket = await dial();
    socket.write(head);
    const chunks: Buffer[] = [];
    for await (const chunk of socket) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString();
  };
  const common = 'Host: localhost\r\nAuthorization: Bearer editor\r\nContent-Length: 100000\r\n';

  test('is told of the way for weak lines, as a problem document', async () => {
    const answer = await begun(`PUT /api/uploads/${'a'.repeat(64)}?x HTTP/1.1\r\n${common}\r\nRIFF`);
    expect(answer).toMatch(/^HTTP\/1\.1 408 .*content-type: application\/problem\+json/s);
    expect(JSON.parse(answer.slice(answer.indexOf('{')))).toMatchObject({
      type: 'urn:phonochart:problem:too-slow',
      instance: `/api/uploads/${'a'.repeat(64)}`,
      detail: expect.stringMatching(/0\.2 seconds.* tus/),
    });
  });

  test('is answered before its headers are whole, too', async () => {
    expect(await begun('GET /health HTTP/1.1\r\nHost: local')).toMatch(/^HTTP\/1\.1 408 /);
  });

  test('has one answer and no second one where it was answered before it was whole', async () => {
    // Time enough for the first answer, on a busy machine too.
    const answer = await begun(`PUT /api/uploads/none HTTP/1.1\r\n${common}\r\nRIFF`, 2_000);
    expect(answer.match(/^HTTP\/1\.1 \d+/gm)).toEqual(['HTTP/1.1 400']);
  });

  test('and what is no HTTP at all is refused', async () => {
    expect(await begun('hello\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  });
});

describe('over a real socket', () => {
  beforeEach(() => start());

  test.each([
    `/api/audio/example/../example/${clipName}`,
    '/api/audio/../catalogue.sqlite',
    '/api/audio/../../../../../../etc/passwd',
    '/api/audio/example/..',
    '/api/audio/./example/x',
    '/api/audio/%2e%2e/catalogue.sqlite',
    '/api/audio/.%2E/catalogue.sqlite',
    '/api/audio/example/%2e%2e%2fcatalogue.sqlite',
    '/api/audio/example%2f..%2f..%2fcatalogue.sqlite',
    '/api/audio/..%5ccatalogue.sqlite/x',
    '/api/audio/..\\catalogue.sqlite',
    '/api/audio/example/%00',
    `/api/audio/example/${clipName}%00.mp3`,
    '/api/audio//etc/passwd',
    '/api/audio/%2fetc%2fpasswd',
    '/api/audio/example/%c0%ae%c0%ae%c0%afcatalogue.sqlite',
    '/assets/../../catalogue.sqlite',
    '/../catalogue.sqlite',
    'http://localhost/api/audio/../catalogue.sqlite',
  ])('GET %s is 404', async (target) => {
    expect(await raw(`GET ${target} HTTP/1.1\r\nAccept: text/html`)).toMatch(/^HTTP\/1\.1 404 /);
  });

  test('dots that climb nowhere are left alone: in a query, and inside names', async () => {
    expect((await fetch(url('/api/languages?q=../x'))).status).toBe(200);
    expect(await raw('GET /assets/a..b.js HTTP/1.1')).toMatch(/^HTTP\/1\.1 404 /);
    expect(await raw(`GET /api/audio/example/${clipName} HTTP/1.1`)).toMatch(/^HTTP\/1\.1 200 /);
  });

  test('a Host that is no host is a problem, not a crash', async () => {
    expect(await raw('GET /api/languages HTTP/1.0\r\nHost: a b')).toMatch(/^HTTP\/1\.1 400 /);
    expect((await fetch(url('/health'))).status).toBe(200);
  });

  test('a range comes over the wire as its bytes and no more', async () => {
    const answer = await fetch(url(`/api/audio/example/${clipName}`), { headers: { range: 'bytes=10-19' } });
    expect(answer.status).toBe(206);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(clipBytes.subarray(10, 20));
  });

  test('HEAD has the length and not a byte after the headers, first time and replayed', async () => {
    for (let time = 0; time < 2; time++) {
      const answer = await raw('HEAD /api/languages/example/phonemes HTTP/1.1');
      expect(answer).toMatch(/content-length: [1-9]\d*/i);
      expect(answer).toMatch(/\r\n\r\n$/);
    }
  });

  test('a replay and the first answer are the same over the wire too', async () => {
    const tidy = (answer: string) =>
      answer
        .replace(/^(x-request-id|date): .*$/gim, '')
        .split('\r\n')
        .sort();
    const first = tidy(await raw('GET /api/languages/example/phonemic HTTP/1.1'));
    expect(tidy(await raw('GET /api/languages/example/phonemic HTTP/1.1'))).toEqual(first);
  });

  test('slow senders are cut: ten seconds for headers, sixty for the request', () => {
    expect(listening.server).toMatchObject({ headersTimeout: 10_000, requestTimeout: 60_000 });
  });
});

/** Reads events until there are as many as wanted. */
const events = async (answer: Response, count: number): Promise<{ epoch: string; head: number }[]> => {
  const found: { epoch: string; head: number }[] = [];
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (found.length < count) {
    const { value, done } = await reader.read();
    if (done) break;
    text += value;
    const parts = text.split('\n\n');
    text = parts.pop()!;
    for (const part of parts) {
      const line = part.split('\n').find((candidate) => candidate.startsWith('data: '));
      if (line) found.push(JSON.parse(line.slice(6)));
    }
  }
  return found;
};

/** On a busy machine too. */
const patience = { timeout: 20_000, interval: 5 };
const readersAre = (many: number) => vi.waitUntil(() => server.app.stream.readers === many, patience);

describe('the event stream', () => {
  test('[STREAM1] [STREAM2] says epoch and head at once, and again after a commit', async () => {
    await start();
    const before = await server.store.syncState();
    const answer = await fetch(url('/api/sync/stream'));
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    const heard = events(answer, 2);
    await readersAre(1);
    await server.store.editPhoneme({ id: 'example:p', patch: { description: { en: 'Rung.' } }, author: 'a test' });
    const after = await server.store.syncState();
    expect(await heard).toEqual([
      { epoch: before.epoch, head: before.head },
      { epoch: after.epoch, head: after.head },
    ]);
  });

  test('[STREAM4] [STREAM5] a rung head can be pulled: the answer kept from before the ring is gone', async () => {
    await start();
    const { epoch, head } = await server.store.syncState();
    const pull = () => fetch(url(`/api/sync/pull?epoch=${epoch}&collection=inventories&after=${head}`));
    expect(((await (await pull()).json()) as { documents: unknown[] }).documents).toEqual([]);
    let pulled: Promise<Response> | undefined;
    const stop = server.store.onHead(() => {
      pulled = pull();
    });
    await server.store.editPhoneme({ id: 'example:p', patch: { description: { en: 'Rung.' } }, author: 'a test' });
    await vi.waitUntil(() => pulled, patience);
    stop();
    expect(((await (await pulled!).json()) as { documents: unknown[] }).documents).toHaveLength(1);
  });

  test('[STREAM2] [STREAM7] who comes back with the present id is not rung again; with any other one it is', async () => {
    await start();
    /** All that a reader hears up to the first empty line. */
    const first = async (id?: string) => {
      const answer = await fetch(url('/api/sync/stream'), { headers: id === undefined ? {} : { 'last-event-id': id } });
      const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
      let text = '';
      while (!text.includes('\n\n')) text += (await reader.read()).value;
      return { text, reader };
    };
    const { epoch, head } = await server.store.syncState();
    const { text } = await first();
    expect(text).toMatch(new RegExp(`^retry: \\d{4}\nid: ${epoch}-${head}\ndata: .*\n\n$`));
    const back = await first(`${epoch}-${head}`);
    expect(back.text).toMatch(/^retry: \d{4}\n: nothing new\n\n$/);
    for (const other of [`${epoch}-${head - 1}`, `another1-${head}`, 'x'])
      expect((await first(other)).text).toContain(`data: {"epoch":"${epoch}","head":${head}}\n\n`);
    const { seq } = await server.store.editPhoneme({ id: 'example:p', patch: { status: 'loan' }, author: 'a test' });
    expect((await back.reader.read()).value).toContain(`id: ${epoch}-${seq}\n`);
  });

  test('[STREAM6] a comment comes with every heartbeat', async () => {
    await start({ streamLimits: { heartbeatMs: 20 } });
    const reader = (await fetch(url('/api/sync/stream'))).body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (!/^: /m.test(text)) text += (await reader.read()).value;
    await reader.cancel();
    await readersAre(0);
  });

  test('[STREAM8] one reader too many is told when to come back, and a place that is left is free', async () => {
    await start({ environment: { SSE_MAX_CONNECTIONS: '2' } });
    const stopped = new AbortController();
    await fetch(url('/api/sync/stream'), { signal: stopped.signal });
    await fetch(url('/api/sync/stream'));
    const refused = await fetch(url('/api/sync/stream'));
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('30');
    stopped.abort();
    await readersAre(1);
    expect((await fetch(url('/api/sync/stream'))).status).toBe(200);
  });

  test('HEAD takes no place', async () => {
    await start();
    const answer = await fetch(url('/api/sync/stream'), { method: 'HEAD' });
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    expect(server.app.stream.readers).toBe(0);
  });

  test('[STREAM8] fifty readers that stall are cut off; one that reads stays, and the server keeps nothing for the dead', async () => {
    // Long enough that the one that reads is never late itself, on a busy machine either.
    await start({ streamLimits: { heartbeatMs: 50, stallMs: 1_000 } });
    const stalled = await Promise.all(Array.from({ length: 50 }, dial));
    for (const socket of stalled) {
      socket.pause();
      socket.write('GET /api/sync/stream HTTP/1.1\r\nHost: localhost\r\n\r\n');
    }
    await readersAre(50);
    const good = await fetch(url('/api/sync/stream'));
    let heard = 0;
    const reading = (async () => {
      for await (const chunk of good.body!) heard += chunk.length;
    })();
    const state = await server.store.syncState();
    // Rings as long as none is in truth, until the kernel's buffers are full and the writes wait.
    const long = 'x'.repeat(50_000);
    await vi.waitUntil(
      async () => {
        for (let ring = 0; ring < 20; ring++) {
          server.app.stream.announce({ ...state, epoch: long, head: state.head + ring });
          await new Promise(setImmediate);
        }
        return server.app.stream.readers === 1;
      },
      { timeout: 40_000, interval: 1 },
    );
    expect(heard).toBeGreaterThan(long.length);
    // Here in a second or two, by default within a minute.
    expect(streamDefaults.stallMs + streamDefaults.heartbeatMs).toBeLessThanOrEqual(60_000);
    for (const socket of stalled) socket.destroy();
    server.app.stream.close();
    await reading;
  }, 60_000);

  test('shutting down ends the streams and the server at once', async () => {
    await start();
    const answer = await fetch(url('/api/sync/stream'));
    const ended = (async () => {
      for await (const _ of answer.body!);
    })();
    await listening.close(60_000);
    await ended;
    await expect(fetch(url('/health'))).rejects.toThrow();
  });
});
