import { expect, test } from 'vitest';
import { reach, type Setting } from './reach.ts';

const calm: Setting = {
  seed: 1,
  devices: 1000,
  servers: 1,
  longestWaitMs: 1500,
  eventMicros: 30,
  pullMicros: 130,
  watchMs: 250,
  networkMs: { least: 0, more: 0 },
};

test('the same seed tells the same, another one another', () => {
  expect(reach(calm)).toEqual(reach(calm));
  expect(reach({ ...calm, seed: 2 })).not.toEqual(reach(calm));
});

test('where servers have time the wait decides; where they have none their work does, and no device is lost', () => {
  const idle = reach({ ...calm, watchMs: 0 });
  expect(idle.all).toBeGreaterThan(1400);
  expect(idle.all).toBeLessThan(1600);
  expect(idle.longestQueue).toBeLessThan(20);
  const busy = reach({ ...calm, devices: 100_000, watchMs: 0 });
  // 100,000 devices at 160 µs are 16 s of one thread, whatever they wait.
  expect(busy.all).toBeGreaterThan(15_900);
  expect(busy.all).toBeLessThan(16_100);
  expect(busy.cpu).toBeGreaterThan(99);
  expect(busy.longestQueue).toBeGreaterThan(80_000);
});

test('servers share the work, and a wait that is long enough empties the queue', () => {
  const busy = { ...calm, devices: 100_000, watchMs: 0 };
  expect(reach({ ...busy, servers: 10 }).all).toBeLessThan(2000);
  const patient = reach({ ...busy, longestWaitMs: 60_000 });
  expect(patient.longestQueue).toBeLessThan(30_000);
  expect(patient.cpu).toBeLessThan(30);
});
