// Hands the chart's address to another app, or to the clipboard where there is none to take it.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { signal } from '@preact/signals';
import { t } from '../../i18n/i18n.ts';
import { languageName } from '../trouble.ts';

/** What became of the last sharing, until it is dismissed. */
export const shared = signal('');

export async function share({ language }: Inventory): Promise<void> {
  const url = location.href;
  try {
    if (navigator.share) {
      await navigator.share({ title: `${languageName(language)} · ${t('app.name')}`, url });
      return;
    }
    await navigator.clipboard.writeText(url);
    shared.value = t('chart.linkCopied');
  } catch (error) {
    const changedTheirMind = error instanceof DOMException && error.name === 'AbortError';
    if (!changedTheirMind) shared.value = t('chart.linkNotCopied', { url: decodeURI(url) });
  }
}
