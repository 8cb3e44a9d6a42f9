// Several tabs, one mirror: which of them replicates, and how the others learn the state of it.
import type { MirrorStatus } from './mirror.ts';
import { shape } from './schemas.ts';

/** What the name of a leader's lock begins with; its shape follows. */
export const LEADER = 'phonochart-sync-';

/**
 * Calls `begin` once this tab leads; what it returns ends the work. The browser hands the lock on when the leading tab
 * closes or dies; a tab of another release mirrors other shapes, and leads its own kind. Where there are no Web Locks (plain http) every tab leads: pulling twice harms nobody.
 */
export function lead(begin: () => () => void): () => void {
  let end: (() => void) | undefined;
  let release: (() => void) | undefined;
  let stopped = false;
  const work = () => {
    if (stopped) return;
    end = begin();
    return new Promise<void>((resolve) => {
      release = resolve;
    });
  };
  if (globalThis.navigator?.locks) navigator.locks.request(LEADER + shape, work).catch(() => work());
  else void work();
  return () => {
    stopped = true;
    end?.();
    release?.();
  };
}

export type Wish = 'status' | 'resync' | 'check';
type Message = { status: MirrorStatus } | { ask: Wish };

/** The line between tabs. `told` hears the leader's status; `asked` hears the others' wishes. */
export function openTabLine(handlers: { told(status: MirrorStatus): void; asked(wish: Wish): void }) {
  const channel =
    typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(`phonochart-mirror-${shape}`);
  if (channel)
    channel.onmessage = ({ data }: MessageEvent<Message>) => {
      if ('status' in data) handlers.told(data.status);
      else handlers.asked(data.ask);
    };
  const post = (message: Message) => channel?.postMessage(message);
  return {
    tell: (status: MirrorStatus) => post({ status }),
    ask: (wish: Wish) => post({ ask: wish }),
    close: () => channel?.close(),
  };
}
