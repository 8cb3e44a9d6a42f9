import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { Answers, json } from './answers.ts';

test('an answer is kept for its address, but not for addresses that only somebody who fills the memory makes up', async () => {
  const answers = new Answers({ common: {}, varyOrigin: false });
  let built = 0;
  const app = new Hono();
  app.get('/list', (c) =>
    answers.kept(c, 'head', async () => {
      built++;
      return json(['a', 'b']);
    }),
  );
  const replayed = (address: string) => answers.replay('GET', address, () => undefined) !== undefined;
  for (const [address, kept] of [
    ['/list?q=a', true],
    [`/list?q=${'a'.repeat(10_000)}`, false],
  ] as const) {
    expect((await app.request(address)).status).toBe(200);
    expect(replayed(address)).toBe(kept);
  }
  expect(built).toBe(2);
});
