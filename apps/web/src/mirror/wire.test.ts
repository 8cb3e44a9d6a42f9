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
