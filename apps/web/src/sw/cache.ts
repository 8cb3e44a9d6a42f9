// How it is cached: each clip fetched whole, held against its hash and kept; served from the cache first, whole or in part.
import { createPartialResponse } from 'workbox-range-requests';
import type { PackClip } from './messages.ts';
import type { Outcome, PackHands } from './pack-queue.ts';
import { AUDIO_CACHE, clipsOf } from './to-cache.ts';

/** The queue's hands in this worker, but for what it tells the pages. */
export const cacheHands: Omit<PackHands, 'report'> = {
  held,
  fetch: keep,
  isWhole,
  prune,
  online: () => navigator.onLine,
  pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  now: () => performance.now(),
};

async function held(): Promise<ReadonlySet<string>> {
  const cache = await caches.open(AUDIO_CACHE);
  return new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
}

/** A clip is a few kilobytes: a line that has said nothing of it for so long will not. */
const PATIENCE_MS = 30_000;

async function keep(clip: PackClip, stopped?: AbortSignal): Promise<Outcome> {
  const late = AbortSignal.timeout(PATIENCE_MS);
  const signal = stopped ? AbortSignal.any([stopped, late]) : late;
  // The second try goes past the HTTP cache: what is damaged may be damaged there.
  for (const cache of ['default', 'reload'] as const) {
    try {
      const response = await fetch(clip.url, { cache, signal });
      if (response.status >= 500 || response.status === 429 || response.status === 408) return 'unreachable';
      if (response.status !== 200) return 'missing';
      const body = await response.arrayBuffer();
      if ((await sha256(body)) !== clip.sha256) continue;
      await put(clip.url, body);
      return 'kept';
    } catch (error) {
      return error instanceof DOMException && error.name === 'QuotaExceededError' ? 'full' : 'unreachable';
    }
  }
  return 'damaged';
}

async function put(url: string, body: ArrayBuffer): Promise<void> {
  const headers = { 'Content-Type': 'audio/mpeg', 'Content-Length': `${body.byteLength}` };
  await (await caches.open(AUDIO_CACHE)).put(url, new Response(body, { headers }));
}

async function isWhole(clip: PackClip): Promise<boolean> {
  const response = await (await caches.open(AUDIO_CACHE)).match(clip.url);
  return response !== undefined && (await sha256(await response.arrayBuffer())) === clip.sha256;
}

async function prune(code: string, listed: ReadonlySet<string>): Promise<void> {
  const cache = await caches.open(AUDIO_CACHE);
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith(clipsOf(code)) && !listed.has(pathname)) await cache.delete(request);
  }
}

/** Caches one clip; where it cannot be had, it is fetched again when it is played. */
export async function keepClip(clip: PackClip): Promise<void> {
  await keep(clip);
}

export const dropPack = (code: string): Promise<void> => prune(code, new Set());

/**
 * A clip from the cache, else from the network. A media element asks for ranges, and Safari insists on a 206. Whoever
 * asks for a reload has found a kept copy damaged: the fresh one takes its place.
 */
export async function answerClip(request: Request): Promise<Response> {
  const cached = await matchClip(request);
  if (!cached) return fetch(request);
  if (request.cache === 'reload') return renew(request);
  return request.headers.has('range') ? createPartialResponse(request, cached) : cached;
}

async function renew(request: Request): Promise<Response> {
  const response = await fetch(request);
  if (response.status !== 200) return response;
  const body = await response.arrayBuffer();
  const { pathname } = new URL(request.url);
  // A clip's name ends with the beginning of its hash; where the fresh one is not it either, no copy is better.
  if (pathname.includes(`.${(await sha256(body)).slice(0, 8)}.`)) await put(pathname, body).catch(() => undefined);
  else await (await caches.open(AUDIO_CACHE)).delete(pathname);
  return new Response(body, response);
}

/** Storage that is refused must not keep a clip from being fetched. */
async function matchClip(request: Request): Promise<Response | undefined> {
  try {
    const cache = await caches.open(AUDIO_CACHE);
    return await cache.match(new URL(request.url).pathname);
  } catch {
    return undefined;
  }
}

async function sha256(body: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', body));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
