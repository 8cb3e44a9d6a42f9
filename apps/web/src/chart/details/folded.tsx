// A list of which the first few are shown and the rest waits behind a line that says how many they are.
import type { ComponentChildren } from 'preact';
import { t } from '../../i18n/i18n.ts';

/** One more than `shown` is shown at once: a line to open takes no less room. */
export function Folded({ rows, shown, look }: { rows: readonly ComponentChildren[]; shown: number; look: string }) {
  const open = rows.length <= shown + 1 ? rows.length : shown;
  return (
    <>
      <ul class={look}>{rows.slice(0, open)}</ul>
      {open < rows.length && (
        <details class="folded">
          <summary>{t('sound.more', { n: rows.length - open })}</summary>
          <ul class={look}>{rows.slice(open)}</ul>
        </details>
      )}
    </>
  );
}
