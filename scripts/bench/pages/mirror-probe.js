// Before the app's own scripts: stamps the mirror's way to IndexedDB, in ms since the navigation began.
(() => {
  const stamps = { opening: undefined, committed: undefined, complete: undefined };
  window.__mirror = stamps;

  const open = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (...args) {
    if (String(args[0]).includes('phonochart-mirror')) stamps.opening ??= performance.now();
    return open.apply(this, args);
  };

  const transaction = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (...args) {
    const begun = transaction.apply(this, args);
    // The two collections, and not RxDB's records beside them.
    if (args[1] === 'readwrite' && /phonochart-mirror.*--(languages|inventories)$/.test(this.name)) {
      begun.addEventListener('complete', () => {
        if (stamps.complete === undefined) stamps.committed = performance.now();
      });
    }
    return begun;
  };

  // What the app keeps once its mirror has been whole.
  const setItem = Storage.prototype.setItem;
  Storage.prototype.setItem = function (key, value) {
    if (key === 'phonochart-mirror' && value.includes('"complete":true')) stamps.complete ??= performance.now();
    return setItem.call(this, key, value);
  };
})();
