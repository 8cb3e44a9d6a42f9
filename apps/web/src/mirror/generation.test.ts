// Whose generation the pointer names, where tabs of two releases share a device.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { currentGeneration, keepGeneration, onGenerationChange } from './generation.ts';

const heard = new Set<(event: unknown) => void>();

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, newValue: string) => {
      kept.set(key, newValue);
      for (const listener of heard) listener({ key, newValue });
    },
  });
  vi.stubGlobal('addEventListener', (_: string, listener: (event: unknown) => void) => heard.add(listener));
  vi.stubGlobal('removeEventListener', (_: string, listener: (event: unknown) => void) => heard.delete(listener));
});
afterEach(() => vi.unstubAllGlobals());

test('a generation of shapes whose name only begins as the own one is neither opened nor followed: both tabs would write to it as if alone', () => {
  const followed: string[] = [];
  const stop = onGenerationChange('ab12', ({ name }) => followed.push(name));
  const longer = { name: 'phonochart-mirror-ab123-1', complete: true };
  keepGeneration(longer);
  expect(currentGeneration('ab12')).toEqual({ name: 'phonochart-mirror-ab12-1', complete: false });
  expect(currentGeneration('ab123')).toEqual(longer);
  const own = { name: 'phonochart-mirror-ab12-x', complete: true };
  keepGeneration(own);
  expect(currentGeneration('ab12')).toEqual(own);
  expect(followed).toEqual([own.name]);
  stop();
});
