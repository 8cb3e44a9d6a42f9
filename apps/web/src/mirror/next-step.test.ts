// What a mirror fetches next.
import { PROTOCOL_VERSION } from '@phonochart/sync/limits.ts';
import type { Manifest } from '@phonochart/sync/protocol.ts';
import { expect, test } from 'vitest';
import { afterShard, nextStep, progressOf } from './next-step.ts';

const shard = (hash: string, collection: 'languages' | 'inventories', count = 2) => ({
  hash,
  collection,
  count,
  bytes: 9,
});
const manifest: Manifest = {
  protocol: PROTOCOL_VERSION,
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

const epoch = 'epoch0001';
const page = (after: number, to: number) => ({
  hash: `p${to}`,
  collection: 'inventories' as const,
  after,
  to,
  count: 5,
});

test('[CLIENT1] a new mirror reads the manifest, then its shards in parts, then pulls from the snapshot', () => {
  expect(nextStep('inventories', undefined, undefined)).toEqual({ type: 'read-manifest' });
  const begun = { epoch, seq: 40, shards: [] };
  expect(nextStep('inventories', undefined, manifest)).toEqual({ type: 'begin', checkpoint: begun });
  const [first, last] = manifest.shards.slice(1, 3);
  expect(nextStep('inventories', begun, manifest)).toEqual({ type: 'shard', entry: first, from: 0, ahead: last });
  const half = afterShard(begun, first!, 1);
  expect(half).toEqual({ epoch, seq: 40, shards: [], part: { hash: 'i1', taken: 1 } });
  expect(nextStep('inventories', half, manifest)).toEqual({ type: 'shard', entry: first, from: 1, ahead: last });
  const one = afterShard(half, first!, 2);
  expect(one).toEqual({ epoch, seq: 40, shards: ['i1'] });
  expect(nextStep('inventories', one, manifest)).toEqual({ type: 'shard', entry: last, from: 0, ahead: undefined });
  const all = afterShard(one, last!, 2);
  expect(nextStep('inventories', all, manifest)).toEqual({ type: 'pull', epoch, after: 40 });
  expect(nextStep('inventories', { ...all, shards: null }, undefined)).toEqual({ type: 'pull', epoch, after: 40 });
});

test('progress counts what is stored of the snapshot', () => {
  const half = { epoch, seq: 40, shards: ['i1'], part: { hash: 'i2', taken: 1 } };
  expect(progressOf(manifest, 'inventories', half)).toEqual({ done: 3, total: 4 });
  expect(progressOf(manifest, 'inventories', { ...half, shards: null })).toEqual({ done: 4, total: 4 });
});

test('[MANIFEST3] before the first snapshot everything comes by pull, from the beginning', () => {
  const empty = { ...manifest, snapshot: 0, floor: 0, shards: [] };
  const begun = { epoch, seq: 0, shards: [] };
  expect(nextStep('languages', undefined, empty)).toEqual({ type: 'begin', checkpoint: begun });
  expect(nextStep('languages', begun, empty)).toEqual({ type: 'pull', epoch, after: 0 });
});

test('[CLIENT16] a snapshot replaced half-way goes on from the older one, whose tombstones only the pull brings', () => {
  const newer = { ...manifest, snapshot: 48, shards: [shard('i1', 'inventories'), shard('i9', 'inventories')] };
  const half = { epoch, seq: 40, shards: ['i1'], part: { hash: 'i2', taken: 1 } };
  const step = nextStep('inventories', half, newer);
  expect(step).toMatchObject({ type: 'shard', entry: { hash: 'i9' }, from: 0 });
  expect(afterShard(half, newer.shards[1]!, 2)).toEqual({ epoch, seq: 40, shards: ['i1', 'i9'] });
});

test('[CLIENT5] a half-done mirror begins again when epoch or floor have passed it by', () => {
  const half = { epoch, seq: 2, shards: ['i1'] };
  expect(nextStep('inventories', half, manifest)).toEqual({ type: 'begin-again' });
  expect(nextStep('inventories', { ...half, seq: 40, epoch: 'epoch0000' }, manifest)).toEqual({ type: 'begin-again' });
});

test('[PAGE1] [PAGE9] the tail comes by closed pages where the checkpoint lies within one, and then by pull', () => {
  const paged = { ...manifest, pages: [page(40, 44), page(44, 48)] };
  const at = (seq: number) => ({ epoch, seq, shards: null });
  expect(nextStep('inventories', at(40), paged)).toEqual({ type: 'page', entry: page(40, 44) });
  expect(nextStep('inventories', at(43), paged)).toEqual({ type: 'page', entry: page(40, 44) });
  expect(nextStep('inventories', at(44), paged)).toEqual({ type: 'page', entry: page(44, 48) });
  expect(nextStep('inventories', at(48), paged)).toEqual({ type: 'pull', epoch, after: 48 });
  expect(nextStep('inventories', at(30), paged)).toEqual({ type: 'pull', epoch, after: 30 });
  expect(nextStep('languages', at(43), paged)).toEqual({ type: 'pull', epoch, after: 43 });
  const elsewhere = { ...at(43), epoch: 'epoch0000' };
  expect(nextStep('inventories', elsewhere, paged)).toEqual({ type: 'pull', epoch: 'epoch0000', after: 43 });
});

test('[CLIENT12] who has nothing after its seq up to a head asks from that head, which no floor has passed', () => {
  const at = { epoch, seq: 2, shards: null, upTo: 44 };
  const paged = { ...manifest, pages: [page(40, 44), page(44, 48)] };
  expect(nextStep('languages', at, undefined)).toEqual({ type: 'pull', epoch, after: 44 });
  expect(nextStep('inventories', at, paged)).toEqual({ type: 'page', entry: page(44, 48) });
  expect(nextStep('inventories', { ...at, seq: 46 }, manifest)).toEqual({ type: 'pull', epoch, after: 46 });
});

test('[CLIENT14] where the manifest has no later head than the one that was reached, nothing is asked for', () => {
  const at = { epoch, seq: 44, shards: null };
  expect(nextStep('inventories', { ...at, upTo: 50 }, manifest)).toEqual({ type: 'nothing' });
  expect(nextStep('inventories', { ...at, upTo: 49 }, manifest)).toEqual({ type: 'pull', epoch, after: 49 });
  expect(nextStep('inventories', { ...at, upTo: 50, epoch: 'epoch0000' }, manifest)).toMatchObject({ type: 'pull' });
});
