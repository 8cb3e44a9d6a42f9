// Sounds in a bucket keep the contract, on a real server of the protocol; failures say what is wrong and give nothing away.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bodyOf, exampleServer } from '../example-server.ts';
import { soundFilesContract } from './contract-sound-files.ts';
import { KeptClips } from './kept-clips.ts';
import { openSoundFiles } from './open-sound-files.ts';

const folder = mkdtempSync(join(tmpdir(), 's3-'));
const bucket = new S3rver({
  address: '127.0.0.1',
  port: 0,
  silent: true,
  directory: folder,
  configureBuckets: [{ name: 'sounds' }],
});
let endpoint: string;
beforeAll(async () => {
  endpoint = `http://127.0.0.1:${(await bucket.run()).port}`;
});
afterAll(async () => {
  await bucket.close();
  rmSync(folder, { recursive: true });
});

const keys = { AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' };
const open = (at: { bucket?: string; endpoint?: string } = {}, environment: Record<string, string> = keys) =>
  openSoundFiles(
    { type: 's3', bucket: 'sounds', region: 'us-east-1', endpoint, forcePathStyle: true, ...at },
    folder,
    environment,
  );

soundFilesContract('a bucket', async () => ({ files: await open(), close: async () => {} }));

/** The real server's own tokens need a cipher that OpenSSL no longer has: pages are answered by hand. */
test('a list longer than a page is whole', async () => {
  const listed = (key: string) =>
    `<Contents><Key>${key}</Key><Size>5</Size><LastModified>2026-11-21T06:00:00.000Z</LastModified></Contents>`;
  const paging = await answering((request) => {
    const asked = new URL(request.url!, 'http://localhost').searchParams;
    const inner =
      asked.get('continuation-token') === 'on+ward/='
        ? `<IsTruncated>false</IsTruncated>${listed('audio/b/2')}`
        : `<IsTruncated>true</IsTruncated><NextContinuationToken>on+ward/=</NextContinuationToken>${listed('audio/a/1')}`;
    const prefix = asked.get('prefix');
    return [200, `<ListBucketResult><Name>sounds</Name><Prefix>${prefix}</Prefix>${inner}</ListBucketResult>`];
  });
  const files = await open({ endpoint: paging.endpoint });
  const changed = Date.parse('2026-11-21T06:00:00Z');
  expect(await Array.fromAsync(files.list('audio'))).toEqual([
    { key: 'audio/a/1', bytes: 5, changed },
    { key: 'audio/b/2', bytes: 5, changed },
  ]);
  paging.close();
});

test('a bucket that is not there is not taken for a clip that is not there', async () => {
  const files = await open({ bucket: 'nowhere' });
  await expect(files.read('audio/x')).rejects.toMatchObject({ name: 'StorageError', code: 'no-bucket' });
});

test('a server that is not there is said to be out of reach, and why', async () => {
  const gone = await answering(() => [200, '']);
  gone.close();
  const files = await open({ endpoint: gone.endpoint });
  await expect(files.read('audio/x')).rejects.toMatchObject({ code: 'unreachable', message: /ECONNREFUSED/ });
});

test('without credentials nothing is asked, whatever else the machine may hold', async () => {
  const files = await open({}, {});
  await expect(files.read('audio/x')).rejects.toMatchObject({ code: 'denied', message: /AWS_ACCESS_KEY_ID/ });
});

test.each([
  [403, 'SignatureDoesNotMatch', 'denied'],
  [500, 'InternalError', 'unreachable'],
])(
  'a server that answers %i %s: the clip is a 503, and neither key nor secret is in log, error or answer',
  async (status, code, expected) => {
    const refusing = await answering(({ headers }) => {
      const signed = `<AWSAccessKeyId>AKIDQUIET</AWSAccessKeyId><StringToSign>${headers.authorization}</StringToSign>`;
      return [status, `<Error><Code>${code}</Code><Message>no</Message>${signed}</Error>`];
    });
    const secrets = {
      AWS_ACCESS_KEY_ID: 'AKIDQUIET',
      AWS_SECRET_ACCESS_KEY: 'hush+hush',
      AWS_SESSION_TOKEN: 'tokentoken',
    };
    const files = await open({ endpoint: refusing.endpoint }, secrets);
    const server = await exampleServer({ clips: new KeptClips(files) });
    try {
      const answer = await server.app.request('/api/audio/example/sh.00000000.mp3');
      expect(answer.status).toBe(503);
      const error = await files.read('audio/x').catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: expected });
      const told = JSON.stringify([await bodyOf(answer), server.logged, { ...(error as Error) }, String(error)]);
      expect(told).toContain(code);
      for (const secret of Object.values(secrets)) expect(told).not.toContain(secret);
    } finally {
      await server.close();
      refusing.close();
    }
  },
);

/** A server that answers every request with a status and XML. */
async function answering(answer: (request: IncomingMessage) => [status: number, xml: string]) {
  const server = createServer((request, response) => {
    const [status, xml] = answer(request);
    response.writeHead(status, { 'content-type': 'application/xml' }).end(xml);
  });
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}
