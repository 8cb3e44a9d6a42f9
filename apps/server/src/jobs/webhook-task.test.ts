// Deliveries to real servers on this machine, and to addresses that must not be reached.
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { TaskFailure } from './task-failure.ts';
import { addressRule } from './webhook-address.ts';
import { newWebhookSecret } from './webhook-signature.ts';
import { type WebhookOptions, webhookSender } from './webhook-task.ts';

const secret = newWebhookSecret();
const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

async function receiver(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const got: { headers: IncomingMessage['headers']; body: string }[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    got.push({ headers: request.headers, body });
    answer(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { got, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` };
}

function deliver(url: string, options: Partial<WebhookOptions> = {}) {
  const sender = webhookSender({ secrets: [secret], open: addressRule(['127.0.0.0/8']), ...options });
  closers.push(() => sender.close());
  const body = JSON.stringify({ type: 'job.ended', data: { id: 'a' } });
  const task = { lease: 'l', job: 'webhook:a:1', kind: 'webhook', config: {}, position: 0, attempt: 1 };
  const input = { job: 'a', url, body };
  return Promise.resolve(sender.handler({ ...task, input }, new AbortController().signal)).then(
    ({ result }) => result,
    (error: TaskFailure) => {
      if (!(error instanceof TaskFailure)) throw error;
      return { code: error.code, canPass: error.canPass, afterMs: error.afterMs, says: error.message };
    },
  );
}

test('what arrives is signed, and the signature holds for the bytes that arrived', async () => {
  const { got, url } = await receiver((_, response) => response.writeHead(204).end());
  expect(await deliver(url)).toEqual({ status: 204 });
  const { headers, body } = got[0]!;
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`);
  expect(headers['webhook-id']).toBe('webhook:a:1');
  expect(Math.abs(Number(headers['webhook-timestamp']) - Date.now() / 1000)).toBeLessThan(60);
});

test.each([
  [500, true],
  [503, true],
  [429, true],
  [408, true],
  [400, false],
  [404, false],
  [410, false],
])('an answer of %i can pass: %s', async (status, canPass) => {
  const { url } = await receiver((_, response) => response.writeHead(status).end());
  expect(await deliver(url)).toMatchObject({ code: 'webhook-refused', canPass });
});

test('a server that asks for patience gets it, up to ten minutes', async () => {
  const { url } = await receiver((_, response) => response.writeHead(503, { 'retry-after': '86400' }).end());
  expect(await deliver(url)).toMatchObject({ canPass: true, afterMs: 600_000 });
});

test('a redirect is not followed, wherever it leads', async () => {
  const inner = await receiver((_, response) => response.end());
  const { url } = await receiver((_, response) => response.writeHead(307, { location: inner.url }).end());
  expect(await deliver(url)).toMatchObject({ code: 'webhook-refused', canPass: false });
  expect(inner.got).toEqual([]);
});

test('a server that takes the request and never answers is left', async () => {
  const { url } = await receiver(() => {});
  expect(await deliver(url, { mostMs: 100 })).toMatchObject({ code: 'webhook-unreachable', canPass: true });
});

test('a server that answers without an end is left as well', async () => {
  const { url } = await receiver((_, response) => {
    response.writeHead(200).write('a');
    response.socket!.once('close', () => response.destroy());
  });
  expect(await deliver(url)).toEqual({ status: 200 });
});

test('nobody there can pass', async () => {
  const { url } = await receiver(() => {});
  for (const close of closers.splice(0)) await close();
  expect(await deliver(url)).toMatchObject({
    code: 'webhook-unreachable',
    canPass: true,
    says: expect.stringContaining('ECONNREFUSED'),
  });
});

test('a private address is refused, and so is a name that leads to one', async () => {
  const { got, url } = await receiver((_, response) => response.end());
  const { port } = new URL(url);
  for (const host of ['127.0.0.1', '[::ffff:127.0.0.1]', '0x7f.1', 'localhost']) {
    const answer = await deliver(`http://${host}:${port}/`, { open: addressRule() });
    expect(answer).toMatchObject({ code: 'webhook-address', canPass: false });
  }
  expect(got).toEqual([]);
});

test('without a secret nothing is sent', async () => {
  const { got, url } = await receiver((_, response) => response.end());
  expect(await deliver(url, { secrets: [] })).toMatchObject({ code: 'webhook-secret', canPass: false });
  expect(got).toEqual([]);
});
