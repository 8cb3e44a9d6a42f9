// Before the page's own scripts: stamps when a service worker is registered, whose script no page timing shows.
(() => {
  const register = ServiceWorkerContainer.prototype.register;
  ServiceWorkerContainer.prototype.register = function (...args) {
    window.__registered ??= { at: performance.now(), path: new URL(args[0], document.baseURI).pathname };
    return register.apply(this, args);
  };
})();
