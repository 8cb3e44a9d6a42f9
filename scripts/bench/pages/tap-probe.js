// Before the page's own scripts: promises when a chart on the screen answers a tap, in ms since the navigation began.
window.__chartAnswered = new Promise((resolve, reject) => {
  const sound = () => document.querySelector('[data-sound]');
  const { port1, port2 } = new MessageChannel();
  // A message sent in a frame's callback is heard when that frame has been painted.
  port1.onmessage = () => {
    sound()?.click();
    // The player's own mark: the tap has reached what makes the sound.
    const [tapped] = performance.getEntriesByName('phonochart:tap');
    if (tapped) resolve({ ready: tapped.startTime, handled: performance.now() });
    else requestAnimationFrame(look);
  };
  const look = () => {
    if (sound()?.getBoundingClientRect().width > 0) port2.postMessage(0);
    else if (performance.now() > 30_000) reject(new Error('no chart answers a tap after 30 s'));
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
});
