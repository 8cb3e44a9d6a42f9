// Plays counted on the device: sums that survive until they are acknowledged, and batches that are sent again as they were.
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { mostInBatch, openPlays, type Plays } from './plays.ts';

let factory: { indexedDB: IDBFactory; IDBKeyRange: typeof IDBKeyRange };
const opened: Plays[] = [];
const open = () => {
  const plays = openPlays(factory);
  opened.push(plays);
  return plays;
};
beforeEach(() => {
  factory = { indexedDB: new IDBFactory(), IDBKeyRange };
});
afterEach(() => {
  for (const plays of opened.splice(0)) plays.close();
});

const ship = { voices: 'en:ʃ', language: 'en', heard: 'clip', clip: 'en:speech:1' } as const;
const day = /^\d{4}-\d\d-\d\dT00:00:00\.000Z$/;

test('plays of two tabs become sums by sound, by what was heard and by clip, and the day of the last', async () => {
  const [one, other] = [open(), open()];
  await Promise.all([one.add(ship), other.add(ship), one.add({ ...ship, heard: 'device', clip: undefined })]);
  await one.add({ ...ship, clip: 'en:speech:2' });
  const batch = await other.nextBatch();
  expect(batch?.plays).toHaveLength(3);
  expect(batch?.plays).toContainEqual({ ...ship, count: 2, last_at: expect.stringMatching(day) });
  expect(batch?.plays).toContainEqual({
    voices: 'en:ʃ',
    language: 'en',
    heard: 'device',
    count: 1,
    last_at: expect.stringMatching(day),
  });
});

test('a batch keeps its id and its sums until it is settled, whatever is played meanwhile, and after a restart too', async () => {
  const plays = open();
  await plays.add(ship);
  const batch = await plays.nextBatch();
  await plays.add(ship);
  expect(await open().nextBatch()).toEqual(batch);
  await plays.settle(batch!.batch);
  const next = await plays.nextBatch();
  expect(next?.batch).not.toBe(batch?.batch);
  expect(next?.plays.map(({ count }) => count)).toEqual([1]);
  await plays.settle(next!.batch);
  expect(await plays.nextBatch()).toBeUndefined();
});

test('what is too much for one batch waits for the next, and is forgotten with the rest on request', async () => {
  const plays = open();
  for (let i = 0; i <= mostInBatch; i++) await plays.add({ ...ship, voices: `en:${i}` });
  const first = await plays.nextBatch();
  expect(first?.plays).toHaveLength(mostInBatch);
  await plays.settle(first!.batch);
  expect((await plays.nextBatch())?.plays).toHaveLength(1);
  await plays.add(ship);
  await plays.clear();
  expect(await plays.nextBatch()).toBeUndefined();
});
