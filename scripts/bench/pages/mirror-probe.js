// Before the app's own scripts: stamps when the app holds its mirror for whole, in ms since the navigation began.
(() => {
  const stamps = { complete: undefined };
  window.__mirror = stamps;

  // What the app keeps once its mirror has been whole.
  const setItem = Storage.prototype.setItem;
  Storage.prototype.setItem = function (key, value) {
    if (key === 'phonochart-mirror' && value.includes('"complete":true')) stamps.complete ??= performance.now();
    return setItem.call(this, key, value);
  };
})();
