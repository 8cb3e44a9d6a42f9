import { expect, test } from 'vitest';
import { Turns } from './turns.ts';

test('so many run at once, so many wait in their order, the rest is turned away, and failures free their place', async () => {
  const turns = new Turns({ atOnce: 2, mostWaiting: 3 });
  const started: number[] = [];
  const gates = Array.from({ length: 7 }, () => Promise.withResolvers<void>());
  const asked = gates.map(({ promise }, each) =>
    turns.take(async () => {
      started.push(each);
      await promise;
      return each;
    }),
  );
  const answers = Promise.allSettled(asked);
  expect(started).toEqual([0, 1]);
  for (const each of [5, 6]) await expect(asked[each]).rejects.toMatchObject({ code: 'busy' });
  gates[1]!.reject(new Error('failed'));
  await expect(asked[1]).rejects.toThrow('failed');
  await new Promise(setImmediate);
  expect(started).toEqual([0, 1, 2]);
  for (const each of [0, 2, 3, 4]) gates[each]!.resolve();
  expect((await answers).map(({ status }) => status === 'fulfilled')).toEqual([
    true,
    false,
    true,
    true,
    true,
    false,
    false,
  ]);
  expect(started).toEqual([0, 1, 2, 3, 4]);
  expect(await turns.take(async () => 'room again')).toBe('room again');
});
