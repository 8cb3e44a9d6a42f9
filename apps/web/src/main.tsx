// Opens the mirror, renders, and brings what comes after the first chart.
import { computed, effect, signal } from '@preact/signals';
import { render } from 'preact';
import { App } from './app.tsx';
import { interfaceLanguageFor, setInterfaceLanguage } from './i18n/i18n.ts';
import type { Later } from './later.ts';
import { openMirror } from './mirror/open-mirror.ts';
import { createPlayer } from './player/player.ts';
import { watchInstall } from './settings/install.ts';
import { nextTask } from './ui/turns.ts';
import './ui/fonts.css';
import './ui/tokens.css';
import './ui/base.css';

// A first page names no letters, so that the line is this file's first; the chart's must not wait until it is drawn.
for (const family of ['Phonochart IPA', 'Source Sans 3']) document.fonts.load(`1em "${family}"`).catch(() => undefined);

/** The first chart is on the screen, or another screen with something on it; or it takes long. */
let shown = () => {};
const firstShown = new Promise<void>((resolve) => {
  shown = resolve;
});
const loadEngine = async () => {
  const coming = import('./mirror/engine.ts');
  await nextTask();
  // RxDB sorts by it as it opens. What the browser needs for it takes as long again to come, so it comes in a task of its own.
  'a'.localeCompare('b');
  return coming;
};
/** What is looked at first is drawn, the list of languages too where that is it. */
const drawn = signal(false);
const mirror = openMirror({ begin: firstShown, loadEngine, drawn });
const connected = signal(navigator.onLine);
for (const event of ['online', 'offline'])
  addEventListener(event, () => {
    connected.value = navigator.onLine;
  });
const online = computed(() => connected.value && mirror.status.value.state !== 'offline');
const player = createPlayer({
  online,
  learner: computed(() => mirror.own.settings.value.learner ?? navigator.language),
});
const later = signal<Later | undefined>(undefined);

const wanted = computed(() => mirror.own.settings.value.interfaceLanguage ?? interfaceLanguageFor(navigator.languages));
await setInterfaceLanguage(wanted.peek());
effect(() => {
  setInterfaceLanguage(wanted.value);
});

// The scripts have run: that was one task, and to draw is another.
await nextTask();
const root = document.getElementById('app');
if (root) render(<App services={{ mirror, player, later }} />, root);
watchInstall();

// Not before: what comes later must not share line and processor with what the first chart waits for.
const LATEST_MS = 4_000;
const whenIdle = globalThis.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 200));
const listShown = () =>
  new Promise<void>((resolve) => {
    if (location.pathname !== '/languages') return resolve();
    const stop = effect(() => {
      if (!mirror.languages.value) return;
      queueMicrotask(() => stop());
      resolve();
    });
    setTimeout(resolve, LATEST_MS);
  });
firstShown.then(listShown).then(() =>
  whenIdle(
    () => {
      drawn.value = true;
    },
    { timeout: LATEST_MS },
  ),
);
const drawing = new MutationObserver(() => {
  if (!root?.querySelector('main :is(button, a, input)')) return;
  drawing.disconnect();
  document.getElementById('first')?.remove();
  // The frame with it is to be painted first, and the one with what a screen draws after that.
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(shown)));
});
if (root) drawing.observe(root, { childList: true, subtree: true });
setTimeout(shown, LATEST_MS);

firstShown.then(() => {
  whenIdle(async () => {
    // Offline at the very first visit: the next start brings it.
    const module = await import('./later.ts').catch(() => undefined);
    later.value = module?.startLater(mirror, player, online);
  });
});
