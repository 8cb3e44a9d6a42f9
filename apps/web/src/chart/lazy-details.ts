// The details, the page about a chart and sharing come after the first chart, while the browser is idle.
import { signal } from '@preact/signals';

type DetailsModule = typeof import('./details/details-module.ts');

export const details = signal<DetailsModule | undefined>(undefined);
let coming = false;

/** Fetches them once; a failure is tried again at the next call. */
export function loadDetails(): void {
  if (coming) return;
  coming = true;
  import('./details/details-module.ts').then(
    (module) => {
      details.value = module;
    },
    () => {
      coming = false;
    },
  );
}
