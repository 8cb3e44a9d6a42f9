// Types of browser.mjs, which stays plain JavaScript for setup.mjs.
export const browserFlags: string[];
/** The path of a Chromium, or undefined. CHROMIUM_PATH goes first. */
export function findBrowser(): string | undefined;
/** Makes sure that `findBrowser` finds one; ends the process with a word on what to do where it cannot. */
export function installBrowser(): Promise<void>;
