// Opens one generation of the mirror with the app's own code and nothing else: what RxDB costs before any document.
const asked = performance.now();
const [{ openMirrorStore }, { browserStorages }] = await Promise.all([
  import('../../../apps/web/src/mirror/mirror-store.ts'),
  import('../../../apps/web/src/mirror/storage.ts'),
]);
const loaded = performance.now();
await openMirrorStore('bench-open', browserStorages().disk);
window.__opened = { load: loaded - asked, open: performance.now() - loaded };
