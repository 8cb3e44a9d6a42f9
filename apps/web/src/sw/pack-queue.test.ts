// The queue of clips: order, retries of one clip and of none but it, what ends a pack, and what a second wish finds.
import { beforeEach, expect, test } from 'vitest';
import type { PackProgress, PackWish } from './messages.ts';
import { AT_ONCE, createPackQueue, type Outcome, type PackHands, REPORT_EVERY_MS, TRIES } from './pack-queue.ts';

/** A device and a line whose answers the test tells: by address the answers to the first tries, then `kept`. */
let device: Set<string>;
let damaged: Set<string>;
let answers: Map<string, Outcome[]>;
let fetched: string[];
let pauses: number[];
let told: PackProgress[];
let online: boolean;
let hold: Promise<void> | undefined;

beforeEach(() => {
  device = new Set();
  damaged = new Set();
  answers = new Map();
  [fetched, pauses, told, online, hold] = [[], [], [], true, undefined];
});

const hands: PackHands = {
  held: async () => new Set(device),
  async fetch({ url }, signal) {
    fetched.push(url);
    if (hold) await Promise.race([hold, new Promise((stop) => signal.addEventListener('abort', stop))]);
    if (signal.aborted) return 'unreachable';
    const outcome = answers.get(url)?.shift() ?? 'kept';
    if (outcome === 'kept') {
      device.add(url);
      damaged.delete(url);
    }
    return outcome;
  },
  isWhole: async ({ url }) => !damaged.has(url),
  async prune(code, listed) {
    for (const url of device) if (url.startsWith(`/${code}/`) && !listed.has(url)) device.delete(url);
  },
  report: (progress) => told.push(progress),
  online: () => online,
  async pause(milliseconds) {
    if (milliseconds !== REPORT_EVERY_MS) pauses.push(milliseconds);
  },
  now: () => 0,
};

const wish = (code: string, names: string, more: Partial<PackWish> = {}): PackWish => ({
  type: 'cache-pack',
  code,
  clips: [...names].map((name) => ({ url: `/${code}/${name}`, sha256: name, bytes: 10 })),
  first: false,
  check: false,
  ...more,
});
const last = () => told.at(-1);

test('a pack comes clip by clip; what is on the device is not fetched, and what it no longer lists is removed after', async () => {
  device = new Set(['/x/a', '/x/old', '/y/z']);
  await createPackQueue(hands).add(wish('x', 'abc'));
  expect(fetched).toEqual(['/x/b', '/x/c']);
  expect([...device].sort()).toEqual(['/x/a', '/x/b', '/x/c', '/y/z']);
  expect(last()).toMatchObject({ done: 3, total: 3, bytes: 30, totalBytes: 30, failed: [], ended: true });
});

test('a clip that fails twice is tried again by itself, with longer rests, and the others do not wait for it', async () => {
  answers.set('/x/a', ['unreachable', 'unreachable']);
  await createPackQueue(hands).add(wish('x', 'abcdef'));
  expect(fetched.filter((url) => url === '/x/a')).toHaveLength(3);
  expect(fetched).toHaveLength(8);
  expect(pauses).toHaveLength(2);
  expect(pauses[1]).toBeGreaterThanOrEqual(pauses[0]!);
  expect(last()).toMatchObject({ done: 6, failed: [], ended: true });
});

test('a clip that is missing, damaged or never answered is named; the rest of the pack is there', async () => {
  answers.set('/x/a', ['missing']);
  answers.set('/x/b', ['damaged']);
  answers.set('/x/c', Array(TRIES).fill('unreachable'));
  await createPackQueue(hands).add(wish('x', 'abcdefgh'));
  expect(last()).toMatchObject({ done: 5, failed: ['/x/a', '/x/b', '/x/c'], cutOff: false, full: false, ended: true });
});

test('where nothing comes any more the pack rests as a whole, and ends as cut off; the old clips stay', async () => {
  device = new Set(['/x/old']);
  const names = 'abcdefghij';
  for (const name of names) answers.set(`/x/${name}`, Array(99).fill('unreachable'));
  await createPackQueue(hands).add(wish('x', names));
  expect(last()).toMatchObject({ done: 0, cutOff: true, ended: true });
  expect(last()?.failed).toHaveLength(names.length);
  expect(fetched.length).toBeLessThan(TRIES * names.length);
  expect(device).toEqual(new Set(['/x/old']));
});

test('offline it ends at once', async () => {
  online = false;
  for (const name of 'abcdef') answers.set(`/x/${name}`, ['unreachable']);
  await createPackQueue(hands).add(wish('x', 'abcdef'));
  expect(last()).toMatchObject({ cutOff: true, ended: true });
  expect(fetched).toHaveLength(AT_ONCE);
  expect(pauses).toEqual([]);
});

test('a full device ends it, and says so', async () => {
  answers.set('/x/c', ['full']);
  await createPackQueue(hands).add(wish('x', 'abcdefghijkl'));
  expect(last()).toMatchObject({ full: true, ended: true });
  expect(last()!.done + last()!.failed.length).toBe(12);
});

test('packs come one after another, and the chart that is opened goes before those that wait', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  hold = promise;
  const queue = createPackQueue(hands);
  const all = [queue.add(wish('x', 'abcdef')), queue.add(wish('y', 'a')), queue.add(wish('z', 'a', { first: true }))];
  await Promise.resolve();
  hold = undefined;
  resolve();
  await Promise.all(all);
  const order = fetched.slice(AT_ONCE);
  expect(order[0]).toBe('/z/a');
  expect(order.at(-1)).toBe('/y/a');
});

test('the same wish again joins the one under way; another list takes its place', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  hold = promise;
  const queue = createPackQueue(hands);
  const [first, second] = [queue.add(wish('x', 'abcdef')), queue.add(wish('x', 'abcdef'))];
  const other = queue.add(wish('x', 'ab'));
  await Promise.all([first, second]);
  hold = undefined;
  resolve();
  await other;
  expect(last()).toMatchObject({ total: 2, done: 2, ended: true });
  expect(told.filter(({ ended }) => ended)).toHaveLength(1);
});

test('a stopped pack ends without a word, and what has come stays', async () => {
  const { promise } = Promise.withResolvers<void>();
  device.add('/x/a');
  hold = promise;
  const queue = createPackQueue(hands);
  const added = queue.add(wish('x', 'abcdefgh'));
  await Promise.resolve();
  await Promise.resolve();
  await queue.stop('x');
  await added;
  expect(device).toEqual(new Set(['/x/a']));
  expect(told.some(({ ended }) => ended)).toBe(false);
});

test('a check holds what is there against its hashes, and fetches again what is not whole', async () => {
  device = new Set(['/x/a', '/x/b']);
  damaged.add('/x/b');
  await createPackQueue(hands).add(wish('x', 'abc', { check: true }));
  expect(fetched).toEqual(expect.arrayContaining(['/x/b', '/x/c']));
  expect(fetched).toHaveLength(2);
  expect(last()).toMatchObject({ check: true, done: 3, ended: true });
});
