// Which clips lie on this device, as the caches that the service worker keeps tell it.

const clipPath = /^\/api\/audio\/[^/]+\/[^/]+$/;

/** Where a clip is fetched. */
export const clipUrl = (code: string, file: string): string => `/api/audio/${code}/${file}`;

/** Paths of all cached clips; empty where the browser has no caches or refuses them. */
export async function clipsOnDevice(): Promise<ReadonlySet<string>> {
  const paths = new Set<string>();
  if (!('caches' in globalThis)) return paths;
  try {
    for (const name of await caches.keys())
      for (const request of await (await caches.open(name)).keys()) {
        const { pathname } = new URL(request.url);
        if (clipPath.test(pathname)) paths.add(pathname);
      }
  } catch {
    // Private modes refuse storage: then nothing is on the device.
  }
  return paths;
}

/** Drops a clip from every cache, so that a damaged copy is not served again. */
export async function forgetClip(url: string): Promise<void> {
  if (!('caches' in globalThis)) return;
  try {
    for (const name of await caches.keys()) await (await caches.open(name)).delete(url, { ignoreSearch: true });
  } catch {
    // As above: nothing is stored, so nothing is there to drop.
  }
}
