// What a person is told of a pack.
import { expect, test } from 'vitest';
import { lostClips, packState } from './pack-state.ts';

const progress = { type: 'pack-progress' as const, code: 'x', done: 3, total: 5, bytes: 30, full: false };

test('a clip that failed leaves the pack partial, and a full disk is told apart', () => {
  expect(packState({ ...progress, failed: [], ended: false }, false)?.state).toBe('coming');
  expect(packState({ ...progress, done: 5, failed: [], ended: true }, false)?.state).toBe('ready');
  expect(packState({ ...progress, failed: ['a', 'b'], ended: true }, false)).toMatchObject({
    state: 'partial',
    failed: 2,
  });
  expect(packState({ ...progress, failed: ['a', 'b'], ended: true, full: true }, false)?.state).toBe('full');
});

test('offline, a pack of which nothing came is as if never asked for; what came before stays', () => {
  expect(packState({ ...progress, done: 0, failed: ['a', 'b'], ended: true }, true)).toBeUndefined();
  expect(packState({ ...progress, failed: ['a', 'b'], ended: true }, true)?.state).toBe('partial');
});

test('a clip that was kept and is no longer held is lost', () => {
  expect(lostClips({ clips: ['/a', '/b'] }, new Set(['/b', '/c']))).toEqual(['/a']);
});
