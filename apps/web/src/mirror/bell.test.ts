// When the bell connects again after it was refused.
import { STREAM_BUSY_S } from '@phonochart/sync/limits.ts';
import { afterEach, expect, test, vi } from 'vitest';
import { connectBell } from './bell.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('[STREAM8] for whom there was no place comes back no sooner than the server says, and not all at once', () => {
  const lines: EventTarget[] = [];
  class Refused extends EventTarget {
    static readonly CLOSED = 2;
    readonly readyState = 2;
    constructor() {
      super();
      lines.push(this);
    }
    close() {}
  }
  vi.stubGlobal('EventSource', Refused);
  vi.stubGlobal('addEventListener', () => {});
  vi.stubGlobal('removeEventListener', () => {});
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  const stop = connectBell(() => {});
  lines[0]?.dispatchEvent(new Event('error'));
  vi.advanceTimersByTime(1000 * STREAM_BUSY_S * 1.25 - 1);
  expect(lines).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(lines).toHaveLength(2);
  stop();
});
