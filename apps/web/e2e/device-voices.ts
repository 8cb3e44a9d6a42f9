// A device's voices for a headless browser, which has none: what they are told to say is written down.
import type { Page } from 'playwright-core';
import { until } from './ears.ts';

export type Voice = { lang: string; localService?: boolean };
export type Utterance = { text: string; lang: string };

type Habits = {
  /** The voices load only once somebody waits for them. */
  late?: boolean;
  /** As WebKit on iOS: whatever is to be said is dropped in silence until a speak() was called in a gesture. */
  afterGesture?: boolean;
};

/** A script for before the page's own: the device has these voices. */
export const deviceVoices = (
  voices: readonly Voice[],
  { late = false, afterGesture = false }: Habits = {},
): string => `(() => {
  const voices = ${JSON.stringify(voices)}.map((voice) => ({ name: voice.lang, localService: true, default: false, ...voice }));
  class Synthesis extends EventTarget {
    speaking = false;
    pending = false;
    #loaded = ${!late};
    #listeners = 0;
    #allowed = ${!afterGesture};
    getVoices() { return this.#loaded ? voices : []; }
    addEventListener(...given) {
      super.addEventListener(...given);
      // The first one listens from the start for whatever comes.
      if (++this.#listeners > 1) setTimeout(() => this.#load(), 0);
    }
    #load() { this.#loaded = true; this.dispatchEvent(new Event('voiceschanged')); }
    cancel() {}
    speak(utterance) {
      if (window.event?.type === 'click') this.#allowed = true;
      if (!this.#allowed || utterance.text === '') return;
      window.__spoken.push({ text: utterance.text, lang: utterance.lang });
      setTimeout(() => utterance.onend?.(), 0);
    }
  }
  window.__spoken = [];
  if (${afterGesture}) window.GestureEvent = class extends UIEvent {};
  Object.defineProperty(window, 'speechSynthesis', { value: new Synthesis() });
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
})();`;

export const spoken = (page: Page): Promise<Utterance[]> => page.evaluate('window.__spoken') as Promise<Utterance[]>;

export async function waitForSpeech(page: Page): Promise<Utterance> {
  await until(page, 'window.__spoken.length > 0');
  return (await page.evaluate('window.__spoken.pop()')) as Utterance;
}
