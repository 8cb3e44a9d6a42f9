// When the whole catalogue may come in the background: the person's choice, and what the connection costs them.
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { FillWait, Own } from './mirror.ts';

type Connection = EventTarget & { readonly saveData?: boolean; readonly type?: string };

/** Whether the device says that data is dear: it saves it, or is on a mobile network. Browsers that say nothing are not. */
export function meteredConnection(): ReadonlySignal<boolean> {
  const connection = (globalThis.navigator as { connection?: Connection } | undefined)?.connection;
  const look = () => connection?.saveData === true || connection?.type === 'cellular';
  const metered = signal(look());
  connection?.addEventListener?.('change', () => {
    metered.value = look();
  });
  return metered;
}

/** Why the catalogue does not come now; undefined where it may. */
export function fillWait(
  own: Pick<Own, 'settings'>,
  metered: ReadonlySignal<boolean>,
): ReadonlySignal<FillWait | undefined> {
  return computed(() => {
    const { fill = 'unmetered', fillPaused, fillAnyway } = own.settings.value;
    if (fillPaused) return 'paused';
    if (fillAnyway || fill === 'always') return undefined;
    if (fill === 'asked') return 'asked';
    return metered.value ? 'metered' : undefined;
  });
}
