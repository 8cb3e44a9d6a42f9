// What a mirror fetches next.
import type { Manifest } from '@phonochart/sync/protocol.ts';
import { expect, test } from 'vitest';
import { nextStep } from './next-step.ts';

const shard = (hash: string, collection: 'languages' | 'inventories', count = 2) => ({
  hash,
  collection,
  count,
  bytes: 9,
});
const manifest: Manifest = {
  protocol: 1,
  epoch: 'epoch0001',
  head: 50,
  floor: 3,
  snapshot: 40,
  shards: [
    shard('l1', 'languages'),
    shard('i1', 'inventories'),
    shard('i2', 'inventories'),
    shard('i0', 'inventories', 0),
  ],
  pages: [],
};

test('[CLIENT1] a new mirror reads the manifest, then its shards, then pulls from the snapshot', () => {
  expect(nextStep('inventories', undefined, undefined)).toEqual({ type: 'read-manifest' });
  const first = nextStep('inventories', undefined, manifest);
  expect(first).toMatchObject({ type: 'shard', entry: { hash: 'i1' }, checkpoint: { seq: 40, shards: ['i1'] } });
  const second = nextStep('inventories', { epoch: 'epoch0001', seq: 40, shards: ['i1'] }, manifest);
  expect(second).toMatchObject({ type: 'shard', entry: { hash: 'i2' }, checkpoint: { seq: 40, shards: null } });
  const third = nextStep('inventories', { epoch: 'epoch0001', seq: 40, shards: null }, undefined);
  expect(third).toEqual({ type: 'pull', epoch: 'epoch0001', after: 40 });
});

test('[MANIFEST3] before the first snapshot everything comes by pull, from the beginning', () => {
  const empty = { ...manifest, snapshot: 0, floor: 0, shards: [] };
  expect(nextStep('languages', undefined, empty)).toEqual({ type: 'pull', epoch: 'epoch0001', after: 0 });
});

test('a snapshot replaced half-way goes on from the older one, whose tombstones only the pull brings', () => {
  const newer = { ...manifest, snapshot: 48, shards: [shard('i1', 'inventories'), shard('i9', 'inventories')] };
  expect(nextStep('inventories', { epoch: 'epoch0001', seq: 40, shards: ['i1', 'i2'] }, newer)).toMatchObject({
    type: 'shard',
    entry: { hash: 'i9' },
    checkpoint: { seq: 40, shards: null },
  });
});

test('[CLIENT5] a half-done mirror begins again when epoch or floor have passed it by', () => {
  const half = { epoch: 'epoch0001', seq: 2, shards: ['i1'] };
  expect(nextStep('inventories', half, manifest)).toEqual({ type: 'begin-again' });
  expect(nextStep('inventories', { ...half, seq: 40, epoch: 'epoch0000' }, manifest)).toEqual({ type: 'begin-again' });
});
