// Before the page's own scripts: how long after a key the answer to it stands on the screen, however it was worked out.
(() => {
  const keys = [];
  window.__keys = keys;
  // Heading, number found and first rows: what a person sees of an answer.
  const shown = () => document.querySelector('main')?.textContent.slice(0, 1500) ?? '';
  let before = '';
  const { port1, port2 } = new MessageChannel();
  // A message sent in a frame's callback is heard when that frame has been painted.
  port1.onmessage = ({ data: pressed }) => {
    const key = keys.at(-1);
    if (!key || key.pressed !== pressed) return;
    const now = shown();
    // The first frame after the key counts in any case; a later one only where it shows something else.
    if (key.painted === undefined || now !== before) key.painted = performance.now();
    before = now;
    requestAnimationFrame(() => port2.postMessage(pressed));
  };
  let typing = false;
  const begin = ({ timeStamp }) => {
    keys.push({ pressed: timeStamp, painted: undefined });
    typing = true;
  };
  addEventListener('keydown', begin, true);
  // A letter that no key of this keyboard has comes without one, as from a phone's.
  addEventListener('beforeinput', (event) => typing || begin(event), true);
  addEventListener(
    'input',
    () => {
      typing = false;
      const key = keys.at(-1);
      if (key) requestAnimationFrame(() => port2.postMessage(key.pressed));
    },
    true,
  );
})();
