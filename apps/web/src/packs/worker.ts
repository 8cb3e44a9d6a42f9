// The page's side of the service worker: registered after the first paint, asked for packs, and its updates announced.
import { signal } from '@preact/signals';
import type { FromWorker, ToWorker } from '../sw/messages.ts';

/** A new version waits: it takes over when the person says so. */
export const updateReady = signal(false);

/** A file of this version is no longer to be had, since another tab has restarted into the next one. */
export const outdated = signal(false);

const UPDATE_CHECK_MS = 60 * 60 * 1000;
const listeners = new Set<(told: FromWorker) => void>();
let restart: (() => void) | undefined;

export async function registerWorker(): Promise<void> {
  // A lazy file that is gone is no reason to reload under somebody's hands: the person is told.
  addEventListener('vite:preloadError', () => {
    outdated.value = navigator.onLine;
  });
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
  navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
    if (data?.type === 'pack-progress' || data?.type === 'pack-dropped')
      for (const listener of listeners) listener(data);
  });
  try {
    const { Workbox } = await import('workbox-window');
    const workbox = new Workbox('/sw.js');
    let asked = false;
    workbox.addEventListener('waiting', () => {
      updateReady.value = true;
    });
    workbox.addEventListener('controlling', () => {
      if (asked) location.reload();
    });
    restart = () => {
      asked = true;
      workbox.messageSkipWaiting();
    };
    await workbox.register();
    const look = () => {
      if (document.visibilityState === 'visible') workbox.update().catch(() => undefined);
    };
    setInterval(look, UPDATE_CHECK_MS);
    document.addEventListener('visibilitychange', look);
  } catch {
    // Refused, or offline at the first visit: the app works online without it, and tries again at the next start.
  }
}

/** Takes over the waiting version; where none waits (a lost file), a plain reload does it. */
export function restartIntoUpdate(): void {
  if (updateReady.peek() && restart) restart();
  else location.reload();
}

/** Sends once the worker is active; false where there is none and will be none. */
export async function tellWorker(message: ToWorker): Promise<boolean> {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return false;
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage(message);
  return active !== null;
}

/** What the worker tells of packs. */
export function onWorker(listener: (told: FromWorker) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
