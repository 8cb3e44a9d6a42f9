// The bell: one event stream that says the server's head moved; what moved comes by pull.

/** Starts to listen and returns how to stop. `rung` is called on each announcement and on each reconnect. */
export type ConnectBell = (rung: () => void) => () => void;

const FIRST_RETRY_MS = 5_000;
const LAST_RETRY_MS = 60_000;
/** [CLIENT6]: every device hears the bell at once, and they are not all to knock at once. */
const LONGEST_WAIT_MS = 1_500;

/** `EventSource` reconnects by itself after a broken line, but not after an answer that is no stream. */
export const connectBell: ConnectBell = (rung) => {
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let wait: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;

  const heard = () => {
    failures = 0;
    wait ??= setTimeout(() => {
      wait = undefined;
      rung();
    }, Math.random() * LONGEST_WAIT_MS);
  };

  const connect = () => {
    clearTimeout(retry);
    source?.close();
    source = new EventSource('/api/sync/stream');
    source.addEventListener('open', heard);
    source.addEventListener('message', heard);
    source.addEventListener('head', heard);
    source.addEventListener('error', () => {
      if (source?.readyState !== EventSource.CLOSED) return;
      const delay = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures++);
      clearTimeout(retry);
      retry = setTimeout(connect, delay * (0.5 + Math.random() / 2));
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
