// The details, the page about a chart and sharing come after the first chart, while the browser is idle.
import { signal } from '@preact/signals';
import { inTurn } from '../ui/turns.ts';
import { loadDescriptions } from './descriptions.ts';

type DetailsModule = typeof import('./details/details-module.ts');

export const details = signal<DetailsModule | undefined>(undefined);
let coming = false;

/** Fetches them once; a failure is tried again at the next call. */
export function loadDetails(): void {
  loadDescriptions();
  if (coming) return;
  coming = true;
  import('./details/details-module.ts').then(inTurn).then(
    (module) => {
      details.value = module;
    },
    () => {
      coming = false;
    },
  );
}
