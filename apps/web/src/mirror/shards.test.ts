import type { InventoryDocument } from '@phonochart/sync/protocol.ts';
import { expect, test } from 'vitest';
import { readShards } from './shards.ts';

const inventory = (id: string, records: number) =>
  ({ id, phonemes: [], realisations: [], words: [], audio: Array(records).fill({}) }) as unknown as InventoryDocument;

const readerOf = (documents: InventoryDocument[]) => readShards({ shard: async () => documents });

test('documents come in their order, as many as are asked for, and fewer where they are heavy', async () => {
  const documents = [
    inventory('a', 10),
    inventory('b', 900),
    inventory('c', 900),
    inventory('d', 5000),
    inventory('e', 1),
  ];
  const reader = readerOf(documents);
  const entry = { hash: 'h', count: documents.length };
  const parts: string[] = [];
  for (let from = 0; from < documents.length; ) {
    const part = await reader.take(entry, from, 3);
    parts.push(part.map(({ id }) => id).join(''));
    from += part.length;
  }
  expect(parts).toEqual(['ab', 'c', 'd', 'e']);
});

test('light documents are bounded by their number alone', async () => {
  const documents = Array.from({ length: 7 }, (_, nth) => inventory(`${nth}`, 60));
  expect(await readerOf(documents).take({ hash: 'h', count: 7 }, 2, 4)).toEqual(documents.slice(2, 6));
});

test('a closed page comes whole, however heavy: its checkpoint stands for all of it', async () => {
  const documents = [inventory('a', 5000), inventory('b', 5000)];
  expect(await readerOf(documents).take({ hash: 'h', count: 2 }, 0, 2)).toEqual(documents);
});
