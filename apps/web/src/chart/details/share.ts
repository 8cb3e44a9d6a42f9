// Hands the chart's address to another app, or to the clipboard where there is none to take it.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { signal } from '@preact/signals';
import { t } from '../../i18n/i18n.ts';
import { languageName } from '../trouble.ts';

/** What became of the last sharing, for a live region. */
export const shared = signal('');

export async function share({ language }: Inventory): Promise<void> {
  const url = location.href;
  try {
    if (navigator.share) await navigator.share({ title: `${languageName(language)} · ${t('app.name')}`, url });
    else {
      await navigator.clipboard.writeText(url);
      shared.value = t('chart.linkCopied');
    }
  } catch {
    // The person changed their mind, or the browser refused: nothing was lost.
  }
}
