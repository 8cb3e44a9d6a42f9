// Which clips lie on this device, as the cache that the service worker keeps tells it.

/** Where a clip is fetched. */
export const clipUrl = (code: string, file: string): string => `/api/audio/${code}/${file}`;

/** Paths of all cached clips; undefined where the browser has no caches or refuses them, as private modes do. */
export async function clipsOnDevice(): Promise<ReadonlySet<string> | undefined> {
  try {
    const cache = await caches.open('phonochart-audio-v1');
    return new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
  } catch {
    return undefined;
  }
}
