// Before the page's own scripts: notes tasks of the main thread that are longer than 50 ms, and the gaps between frames.
(() => {
  const frames = { tasks: [], gaps: [] };
  window.__frames = frames;
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) frames.tasks.push({ at: startTime, ms: duration });
  }).observe({ type: 'longtask', buffered: true });
  let last;
  const frame = (now) => {
    // Two frames of sixty a second: one may fall between two looks, the second is seen.
    if (last !== undefined && now - last > 34) frames.gaps.push({ at: last, ms: now - last });
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
})();
