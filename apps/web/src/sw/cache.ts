// How it is cached: a pack clip by clip, each checked against its hash; a clip from the cache first, whole or in part.
import { createPartialResponse } from 'workbox-range-requests';
import type { FromWorker, PackClip } from './messages.ts';
import { AUDIO_CACHE, clipsOf } from './to-cache.ts';

const AT_ONCE = 4;
/** Every so many clips the pages hear how far it is. */
const REPORT_EVERY = 5;

/** Fills of one language at a time; a second wish joins the one under way. */
const filling = new Map<string, Promise<void>>();

/**
 * Caches a pack. What is there already is not fetched again, so that an interrupted pack goes on where it stopped; a
 * clip that is missing or is not what its hash says is named and does not stop the others. Clips that the pack no
 * longer lists are removed once it is whole.
 */
export function fillPack(
  code: string,
  clips: readonly PackClip[],
  report: (progress: FromWorker) => void,
): Promise<void> {
  const running = filling.get(code);
  if (running) return running.then(() => fillPack(code, clips, report));
  const run = fill(code, clips, report).finally(() => filling.delete(code));
  filling.set(code, run);
  return run;
}

async function fill(code: string, clips: readonly PackClip[], report: (progress: FromWorker) => void): Promise<void> {
  const cache = await caches.open(AUDIO_CACHE);
  const held = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
  const failed: string[] = [];
  let done = 0;
  let bytes = 0;
  let full = false;
  const tell = (ended: boolean) =>
    report({ type: 'pack-progress', code, done, total: clips.length, bytes, failed: [...failed], ended, full });

  const waiting = clips.values();
  const worker = async () => {
    for (const clip of waiting) {
      if (full) failed.push(clip.url);
      else {
        const kept = held.has(clip.url) ? 'kept' : await keep(cache, clip);
        full ||= kept === 'full';
        if (kept === 'kept') {
          done += 1;
          bytes += clip.bytes;
        } else failed.push(clip.url);
      }
      if ((done + failed.length) % REPORT_EVERY === 0) tell(false);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  if (failed.length === 0) await prune(cache, code, new Set(clips.map(({ url }) => url)));
  tell(true);
}

async function keep(cache: Cache, clip: PackClip): Promise<'kept' | 'failed' | 'full'> {
  // The second try goes past the HTTP cache: what is damaged may be damaged there.
  for (const mode of ['default', 'reload'] as const) {
    try {
      const response = await fetch(clip.url, { cache: mode });
      if (response.status === 404) return 'failed';
      if (response.status !== 200) continue;
      const body = await response.arrayBuffer();
      if ((await sha256(body)) !== clip.sha256) continue;
      const headers = { 'Content-Type': 'audio/mpeg', 'Content-Length': `${body.byteLength}` };
      await cache.put(clip.url, new Response(body, { headers }));
      return 'kept';
    } catch (error) {
      if (error instanceof DOMException && error.name === 'QuotaExceededError') return 'full';
    }
  }
  return 'failed';
}

async function prune(cache: Cache, code: string, listed: ReadonlySet<string>): Promise<void> {
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith(clipsOf(code)) && !listed.has(pathname)) await cache.delete(request);
  }
}

/** Caches one clip; where it cannot be had, it is fetched again when it is played. */
export async function keepClip(clip: PackClip): Promise<void> {
  await keep(await caches.open(AUDIO_CACHE), clip);
}

export async function dropPack(code: string): Promise<void> {
  await prune(await caches.open(AUDIO_CACHE), code, new Set());
}

/** A clip from the cache, else from the network. A media element asks for ranges, and Safari insists on a 206. */
export async function answerClip(request: Request): Promise<Response> {
  const cached = await matchClip(request);
  if (!cached) return fetch(request);
  return request.headers.has('range') ? createPartialResponse(request, cached) : cached;
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
