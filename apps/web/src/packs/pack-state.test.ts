// What a person is told of a pack: while it comes, at its end, at the next start, and when its language changes.
import { expect, test } from 'vitest';
import type { PackRecord } from '../mirror/mirror.ts';
import type { PackProgress } from '../sw/messages.ts';
import { difference, stateOfProgress, stateOfRecord } from './pack-state.ts';

const progress: PackProgress = {
  type: 'pack-progress',
  code: 'x',
  done: 3,
  total: 5,
  bytes: 30,
  totalBytes: 50,
  failed: [],
  waiting: false,
  check: false,
  ended: false,
  full: false,
  cutOff: false,
};
const ended = { ...progress, ended: true };

test.each([
  ['coming', progress],
  ['waiting', { ...progress, waiting: true }],
  ['checking', { ...progress, check: true }],
  ['ready', { ...ended, done: 5 }],
  ['partial', { ...ended, failed: ['a', 'b'] }],
  ['full', { ...ended, failed: ['a', 'b'], full: true }],
  // It goes on by itself.
  ['waiting', { ...ended, failed: ['a', 'b'], cutOff: true }],
] as const)('%s, by what the worker says', (state, told) => {
  expect(stateOfProgress(told)).toMatchObject({ state, done: told.done, failed: told.failed.length });
});

const record: PackRecord = { id: 'x', clips: ['/api/audio/x/a', '/api/audio/x/b'], bytes: 20, saved_at: '' };
const holding = (...names: string[]) => new Set(names.map((name) => `/api/audio/${name}`));

test('a clip that was kept and is no longer held was taken back by the browser', () => {
  expect(stateOfRecord(record, holding('x/a', 'x/b', 'y/c'))).toMatchObject({ state: 'ready', done: 2, bytes: 20 });
  expect(stateOfRecord(record, holding('x/b'))).toMatchObject({ state: 'evicted', done: 1, failed: 1, total: 2 });
});

test('a download that had not ended goes on, unless the person paused it; one that was removed is not there', () => {
  const wanted = { ...record, clips: [], wanted: { clips: 4, bytes: 40 } };
  expect(stateOfRecord(wanted, holding('x/a'))).toMatchObject({ state: 'waiting', done: 1, bytes: 10, total: 4 });
  expect(stateOfRecord({ ...wanted, paused: true }, holding())?.state).toBe('paused');
  expect(stateOfRecord({ ...record, declined: true }, holding())).toBeUndefined();
});

test('an update fetches only what is new, and one clip less is a difference too', () => {
  const clip = (name: string) => ({ url: `/api/audio/x/${name}`, sha256: name, bytes: 10 });
  expect(difference(record.clips, [clip('a'), clip('b')]).same).toBe(true);
  expect(difference(record.clips, [clip('a'), clip('c')])).toEqual({ fresh: [clip('c')], same: false });
  expect(difference(record.clips, [clip('a')])).toEqual({ fresh: [], same: false });
});
