// Counts what was heard, offline too, and hands the sums to the server now and then: each batch once, from one tab.
import { effect, type ReadonlySignal } from '@preact/signals';
import { codeOfId } from './addresses.ts';
import type { Play, PlayBatch, Plays } from './mirror/plays.ts';
import type { Heard } from './player/player.ts';
import { savesData } from './player/saves-data.ts';

/** Sums are sent at most this often while a page is open, in ms. */
const rest = 3 * 60_000;
/** What failed is tried again after this, and then after twice as long each time. */
const firstPause = 60_000;
const longestPause = 60 * 60_000;
/** An answer that takes longer is waited for no more; the batch is sent again. */
const patience = 20_000;

export type CountPlaysOptions = {
  plays: Plays;
  heard: ReadonlySignal<Heard | undefined>;
  online: ReadonlySignal<boolean>;
  /** The person's choice: once it turns false, what was not sent is forgotten. */
  wanted: ReadonlySignal<boolean>;
  /** Sends a batch; never rejects. */
  send?: (batch: PlayBatch) => Promise<Outcome>;
};

/** `settled`: counted, or of no use to the server. Else so many ms to wait before it is tried again, 0 for no wish. */
export type Outcome = 'settled' | number;

export function countPlays({ plays, heard, online, wanted, send = sendBatch }: CountPlaysOptions): () => void {
  let sent = Number.NEGATIVE_INFINITY;
  let notBefore = Number.NEGATIVE_INFINITY;
  let pause = firstPause;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const later = (milliseconds: number) => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void hand();
    }, milliseconds);
  };

  const hand = async (now = performance.now()): Promise<void> => {
    if (!wanted.peek() || !online.peek() || savesData()) return;
    if (now < notBefore) later(notBefore - now);
    else if (!(await plays.isEmpty())) await alone(sendAll);
  };

  const sendAll = async () => {
    for (let batch = await plays.nextBatch(); batch; batch = await plays.nextBatch()) {
      sent = performance.now();
      const outcome = await send(batch);
      if (outcome !== 'settled') {
        const wait = Math.max(outcome, pause);
        pause = Math.min(pause * 2, longestPause);
        notBefore = performance.now() + wait;
        later(wait);
        return;
      }
      pause = firstPause;
      await plays.settle(batch.batch);
    }
  };

  // A device that refuses storage counts nothing, and nothing else suffers.
  const quietly = (work: Promise<unknown>) => void work.catch(() => undefined);
  const handRested = () => {
    const now = performance.now();
    if (now - sent < rest) later(rest - (now - sent));
    else quietly(hand());
  };
  const onHidden = () => {
    if (document.visibilityState === 'hidden') quietly(hand());
  };

  const ends = [
    effect(() => {
      const play = heard.value && playOf(heard.value);
      if (!play || !wanted.peek()) return;
      quietly(plays.add(play));
      later(rest);
    }),
    effect(() => {
      if (!wanted.value) quietly(plays.clear());
      else if (online.value) handRested();
    }),
  ];
  document.addEventListener('visibilitychange', onHidden);
  return () => {
    for (const end of ends) end();
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', onHidden);
  };
}

/** What is counted of something heard; undefined while it is on its way, and when it is over. */
export function playOf({ id, choice, state, fresh }: Heard): Play | undefined {
  const voices = { voices: id, language: codeOfId(id) };
  if (state === 'failed') return { ...voices, heard: 'none' };
  if (state !== 'playing') return undefined;
  if (choice.type === 'clip') return { ...voices, heard: fresh ? 'generated' : 'clip', clip: choice.source.id };
  return { ...voices, heard: 'device' };
}

async function sendBatch(batch: PlayBatch): Promise<Outcome> {
  try {
    const response = await fetch('/api/audio/plays', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(batch),
      // The page may be on its way out.
      keepalive: true,
      signal: AbortSignal.timeout(patience),
    });
    // An answer that breaks off may not be the server's last word.
    await response.arrayBuffer();
    const canPass = response.status === 408 || response.status === 429 || response.status >= 500;
    return canPass ? (Number(response.headers.get('retry-after')) || 0) * 1000 : 'settled';
  } catch {
    return 0;
  }
}

/** Where there are no Web Locks (plain HTTP) every tab sends: the batch's id keeps it from being counted twice. */
async function alone(work: () => Promise<void>): Promise<void> {
  if (!globalThis.navigator?.locks) return work();
  await navigator.locks.request('phonochart-plays', { ifAvailable: true }, (lock) => lock && work());
}
