// What the mirror's requests make of shards: packed, plain from an older server, spoilt, of a form that is yet to come.
import { createHash } from 'node:crypto';
import { PROTOCOL_VERSION } from '@phonochart/sync/limits.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { exampleLanguage, startExampleCatalogue } from './example-catalogue.ts';
import { createWire } from './wire.ts';

let catalogue: Awaited<ReturnType<typeof startExampleCatalogue>>;
beforeEach(async () => {
  catalogue = await startExampleCatalogue();
  catalogue.put('english-gb', 'English');
});
afterEach(() => catalogue.stop());

const firstShard = async () => {
  const wire = createWire(catalogue.origin);
  const [entry] = (await wire.manifest()).shards;
  return wire.shard(entry!.hash);
};
const english = [{ ...exampleLanguage('english-gb', 'English'), seq: 1, _deleted: false }];

test('[SHARD8] shards come unpacked, and plain ones of a server from before are read as they are', async () => {
  catalogue.takeSnapshot();
  expect(await firstShard()).toEqual(english);
  catalogue.fault.plainShards = true;
  catalogue.fault.protocol = PROTOCOL_VERSION - 1;
  catalogue.takeSnapshot();
  expect(await firstShard()).toEqual(english);
});

test('[CLIENT2] a spoilt shard is refused by its name, before anything is unpacked', async () => {
  catalogue.takeSnapshot();
  catalogue.fault.corruptShards = true;
  await expect(firstShard()).rejects.toMatchObject({ code: 'hash' });
});

test('[CLIENT8] a packed form that this program does not know is an answer that should not be', async () => {
  const text = JSON.stringify({ packed: 99, collection: 'languages', count: 1 });
  const hash = createHash('sha256').update(text).digest('hex');
  const wire = createWire('', async () => new Response(text));
  await expect(wire.shard(hash)).rejects.toMatchObject({ code: 'http' });
  const later = { protocol: PROTOCOL_VERSION + 1, epoch: 'epoch0001', head: 1, floor: 0, snapshot: 1, shards: [] };
  const future = createWire('', async () => Response.json(later));
  await expect(future.manifest()).rejects.toMatchObject({ code: 'protocol' });
});

test('a busy server says how long it wants to be left in peace: in seconds, or until a moment by its own clock, and for minutes at most', async () => {
  const busy = async (retryAfter: string, status = 503, date = new Date().toUTCString()) => {
    const headers = { 'retry-after': retryAfter, date };
    const wire = createWire('', async () => new Response('', { status, headers }));
    return wire.manifest().then(
      () => undefined,
      ({ code, wait }) => [code, wait],
    );
  };
  expect(await busy('30', 429)).toEqual(['http', 30_000]);
  expect(await busy('Sun, 06 Nov 1994 08:49:57 GMT', 503, 'Sun, 06 Nov 1994 08:49:37 GMT')).toEqual(['http', 20_000]);
  expect(await busy('Sun, 06 Nov 1994 08:49:37 GMT')).toEqual(['http', 0]);
  expect(await busy('99999999')).toEqual(['http', 600_000]);
  for (const none of ['', 'soon', '-5']) expect(await busy(none)).toEqual(['http', 0]);
  expect(await busy('30', 500)).toEqual(['http', 0]);
});
