// The bell: one event stream that says the server's head moved; what moved comes by pull.

import { STREAM_BUSY_S } from '@phonochart/sync/limits.ts';

/** What was announced. */
export type Head = { epoch: string; head: number };
/** Starts to listen and returns how to stop. `rung` is called with the latest of what was announced. */
export type ConnectBell = (rung: (head?: Head) => void) => () => void;

const LAST_RETRY_MS = 60_000;
/** [CLIENT6]: every device hears the bell at once, and they are not all to knock at once. */
const LONGEST_WAIT_MS = 1_500;

/** `EventSource` reconnects by itself after a broken line, but not after an answer that is no stream. */
export const connectBell: ConnectBell = (rung) => {
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let wait: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let latest: Head | undefined;

  const opened = () => {
    failures = 0;
  };
  const heard = ({ data }: MessageEvent<string>) => {
    failures = 0;
    latest = headIn(data);
    wait ??= setTimeout(() => {
      wait = undefined;
      rung(latest);
    }, Math.random() * LONGEST_WAIT_MS);
  };

  const connect = () => {
    clearTimeout(retry);
    source?.close();
    source = new EventSource('/api/sync/stream');
    // [STREAM2] [STREAM7]: whoever has missed anything hears of it first; to ring at the opening would be to ring twice.
    source.addEventListener('open', opened);
    source.addEventListener('message', heard);
    source.addEventListener('head', heard);
    source.addEventListener('error', () => {
      if (source?.readyState !== EventSource.CLOSED) return;
      // [STREAM8]: at the earliest when a full server wants to be asked again, and not everybody at that very moment.
      const delay = Math.min(LAST_RETRY_MS, 1000 * STREAM_BUSY_S * 2 ** failures++);
      clearTimeout(retry);
      retry = setTimeout(connect, delay * (1 + Math.random() / 2));
    });
  };

  connect();
  addEventListener('online', connect);
  return () => {
    removeEventListener('online', connect);
    clearTimeout(retry);
    clearTimeout(wait);
    source?.close();
  };
};

/** Undefined where it cannot be read: then something rang all the same. */
function headIn(text: unknown): Head | undefined {
  try {
    const { epoch, head } = JSON.parse(String(text)) as Partial<Head>;
    return typeof epoch === 'string' && Number.isInteger(head) ? { epoch, head: head as number } : undefined;
  } catch {
    return undefined;
  }
}
