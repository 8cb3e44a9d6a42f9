// When: at installation the app shell, on a page's word a pack or a restart, and at each request what is kept.
import { clientsClaim } from 'workbox-core';
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { answerClip, cacheHands, dropPack, keepClip } from './cache.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import { createPackQueue } from './pack-queue.ts';
import { isClip, notScreens, shell } from './to-cache.ts';

declare const self: ServiceWorkerGlobalScope;

precacheAndRoute(shell);
cleanupOutdatedCaches();
// The first page is served too, so that its pack can be kept at once; after an update it is the person who restarts.
clientsClaim();

registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: notScreens }));
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && isClip(url),
  ({ request }) => answerClip(request),
);

const packs = createPackQueue({ ...cacheHands, report: tellPages });

self.addEventListener('message', (event) => {
  const message = event.data as ToWorker;
  if (message.type === 'SKIP_WAITING') event.waitUntil(self.skipWaiting());
  if (message.type === 'cache-pack') event.waitUntil(packs.add(message));
  if (message.type === 'cache-clip') event.waitUntil(keepClip(message.clip));
  if (message.type === 'stop-pack') event.waitUntil(packs.stop(message.code));
  if (message.type === 'drop-pack') event.waitUntil(drop(message.code));
});

async function drop(code: string): Promise<void> {
  await packs.stop(code);
  await dropPack(code);
  await tellPages({ type: 'pack-dropped', code });
}

async function tellPages(told: FromWorker): Promise<void> {
  for (const client of await self.clients.matchAll({ type: 'window', includeUncontrolled: true }))
    client.postMessage(told);
}
