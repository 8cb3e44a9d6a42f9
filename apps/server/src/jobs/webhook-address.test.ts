// Where webhooks may not go, in all the ways of writing it.
import type { lookup } from 'node:dns';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { addressRule, openLookup, webhookUrl } from './webhook-address.ts';

const refusal = expect.objectContaining({ code: 'webhook-address', canPass: false }) as Error;
const open = addressRule();

test('refuses every private, local, reserved or disguised address, however it is written', () => {
  for (const host of [
    '127.0.0.1',
    '127.1',
    '0x7f.1',
    '2130706433',
    '017700000001',
    '0.0.0.0',
    '10.0.0.1',
    '10.255.255.255',
    '100.64.0.1',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.192',
    '192.168.1.1',
    '198.18.0.1',
    '203.0.113.9',
    '224.0.0.1',
    '255.255.255.255',
    '１２７.0.0.1',
    '[::]',
    '[::1]',
    '[fe80::1]',
    '[fd00::1]',
    '[fc00::1]',
    '[ff02::1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::ffff:8.8.8.8]',
    '[::127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[64:ff9b:1::7f00:1]',
    '[2002:7f00:1::1]',
    '[2001:0:7f00:1::1]',
    '[2001:db8::1]',
    '[fec0::1]',
    '[100::1]',
  ])
    expect(() => webhookUrl(`http://${host}/hook`, open), host).toThrow(refusal);
});

test('refuses other schemes, names with passwords, and what is no address', () => {
  for (const url of [
    'ftp://example.org',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'example.org',
    '',
    '/hook',
    'http://',
    'https://me:secret@example.org',
    'https://me@example.org',
    'gopher://example.org',
    'http://[fe80::1%25eth0]/',
  ])
    expect(() => webhookUrl(url, open), url).toThrow(refusal);
});

test('lets the open internet through, and a private range where the configuration names it', () => {
  for (const host of ['example.org', '8.8.8.8', '172.32.0.1', '100.128.0.1', '[2606:4700::1]', '[2a00:1450::1]'])
    expect(webhookUrl(`https://${host}/hook?x=1`, open).pathname, host).toBe('/hook');
  const wider = addressRule(['10.1.0.0/16', 'fd12::/16']);
  for (const host of ['10.1.2.3', '[fd12::1]', '8.8.8.8']) expect(webhookUrl(`http://${host}/`, wider).port).toBe('');
  for (const host of ['10.2.0.1', '[fd13::1]', '127.0.0.1', '[::ffff:10.1.2.3]'])
    expect(() => webhookUrl(`http://${host}/`, wider), host).toThrow(refusal);
  for (const wrong of ['10.0.0.0', '10.0.0.0/33', 'fd00::/129', 'localhost/8', '10.0.0.0/', '10.0.0.0/8x'])
    expect(() => addressRule([wrong]), wrong).toThrow(RangeError);
});

/** Names that mean what the test says, as a hostile name server's do. */
const means = (...addresses: string[]) =>
  ((_name: string, _options: object, callback: (error: null, found: object[]) => void) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )) as typeof lookup;

async function reach(port: number, asked: ReturnType<typeof openLookup>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request({ host: 'hook.example', port, lookup: asked, agent: false }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode));
    })
      .on('error', reject)
      .end();
  });
}

test('a name that leads into the house gets no connection; one that also leads elsewhere goes only there', async () => {
  let reached = 0;
  const server = createServer((_request, answer) => {
    reached += 1;
    answer.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    for (const addresses of [['127.0.0.1'], ['::ffff:127.0.0.1', '10.0.0.1'], []])
      await expect(reach(port, openLookup(open, means(...addresses)))).rejects.toThrow(refusal);
    expect(reached).toBe(0);
    const home = addressRule(['127.0.0.1/32']);
    expect(await reach(port, openLookup(home, means('10.0.0.1', '127.0.0.1')))).toBe(204);
    expect(reached).toBe(1);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
});
