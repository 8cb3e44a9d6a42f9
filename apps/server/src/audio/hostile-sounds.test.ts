// Every hostile file ends in a refusal that an editor understands, and the next good file is taken as if nothing had been.
import { afterAll, expect, test } from 'vitest';
import { spokenSound, wavOf } from './example-sounds.ts';
import { hostileSounds, noise } from './hostile-sounds.ts';
import { SoundPipeline } from './sound-pipeline.ts';

// Its own limits, 4.5 s and 290 MB, are what stops a decoder: what comes back at all came back within them.
const pipeline = new SoundPipeline();
afterAll(() => pipeline.close());

const good = wavOf(spokenSound());
const hostile = hostileSounds();

test('there are as many as were asked for, each under its own name', () => {
  expect(hostile.length).toBeGreaterThan(100);
  expect(new Set(hostile.map(({ name }) => name)).size).toBe(hostile.length);
});

test.each(hostile)('$name', async ({ bytes, refused }) => {
  const outcome = await pipeline.process(bytes);
  if (refused.length === 0) expect(outcome).toMatchObject({ loudness: -18 });
  else {
    expect(refused).toContain('refused' in outcome ? outcome.refused : `a clip of ${outcome.duration_ms} ms`);
    const { message } = outcome as { message: string };
    // What is wrong, and what to do about it; nothing that only a programmer reads.
    expect(message).toMatch(/^[a-z][^:]{10,}: [a-z].{8,}$/);
    expect(message).not.toMatch(/undefined|null|NaN|Infinity|Error|exception|\[object|\.ts|[{}]|\d{7}/);
  }
  expect(await pipeline.process(good)).toMatchObject({ type: 'wav', loudness: -18 });
});

test('files in which bytes are another, wherever, end in a clip or a refusal, and never end the pipeline', async () => {
  for (const { bytes, name } of hostile.filter(({ name }) => name.endsWith('10 of 11 parts'))) {
    for (let seed = 1; seed <= 5; seed++) {
      const changed = bytes.slice();
      for (const place of noise(12, seed)) changed[Math.floor((place / 256) * bytes.length)]! ^= 1 << (place & 7);
      const outcome = await pipeline.process(changed);
      expect('refused' in outcome || outcome.mp3.length > 0, name).toBe(true);
    }
  }
  expect(await pipeline.process(good)).toMatchObject({ type: 'wav' });
});
