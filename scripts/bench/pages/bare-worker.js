// The least that a service worker can do: keep a list of files at installation, and answer from it.
const files = FILES;

addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open('bare')
      .then((cache) => cache.addAll(files))
      .then(() => skipWaiting()),
  );
});
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => {
  event.respondWith(caches.match(event.request).then((kept) => kept ?? fetch(event.request)));
});
