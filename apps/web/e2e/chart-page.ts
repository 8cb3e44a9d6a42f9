// What a person does on the app's screens, in their words, for all the tests.
import type { Locator, Page } from 'playwright-core';

/** The button of a sound of the chart, by its id (`english-gb:ʃ`). */
export const sound = (page: Page, id: string): Locator => page.locator(`[data-sound="${id}"]`);

/** The sheet with the details of a sound. */
export const sheet = (page: Page): Locator => page.getByRole('dialog');

/** Waits for a chart that can be tapped. */
export async function chartIsThere(page: Page): Promise<void> {
  await page.locator('[data-sound]').first().waitFor();
}

/** Opens the details by the peek bar, which shows the sound heard last. */
export async function openSheet(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Open details' }).click();
  await sheet(page).waitFor();
  return sheet(page);
}

export async function closeSheet(page: Page): Promise<void> {
  await sheet(page).getByRole('button', { name: 'Close' }).click();
  await sheet(page).waitFor({ state: 'detached' });
}

/** The star in the details of a sound, by whether it is set. */
export const star = (page: Page, pressed: boolean): Locator =>
  sheet(page).getByRole('button', { name: 'Star this sound', pressed });

/** Waits until the app itself says on its Languages screen that a language's clips are all on the device. */
export async function packIsReady(page: Page, language: string): Promise<void> {
  await page.getByRole('link', { name: 'Languages' }).click();
  await page.getByText(`${language}: ready offline`).waitFor({ timeout: 90_000 });
}

/** Waits until the app itself says on its Settings screen that it has all that the server has. */
export async function mirrorIsCurrent(page: Page): Promise<void> {
  await page.getByText('Charts are up to date.').waitFor({ timeout: 90_000 });
}

/** The sound, or else the heading or part, that has the focus: it is moved once what it moves to is there. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(
    `(({ dataset, name, textContent }) => dataset.sound ?? (name || textContent))(document.activeElement)`,
  ) as Promise<string>;

/** A mark that a reload would wipe out. */
export async function markPage(page: Page): Promise<void> {
  await page.evaluate('window.__marked = true');
}

export const isMarked = (page: Page): Promise<boolean> => page.evaluate('window.__marked === true') as Promise<boolean>;
