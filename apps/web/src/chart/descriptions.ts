// The words and the X-SAMPA for sounds come a moment after the chart; until then a sound goes by its symbol.
import { signal } from '@preact/signals';

type Naming = {
  describe: typeof import('@phonochart/phonetics/describe.ts').describe;
  toXSampa: typeof import('@phonochart/phonetics/xsampa.ts').toXSampa;
};

export const naming = signal<Naming | undefined>(undefined);
let coming = false;

/** Fetches them once; a failure is tried again at the next call. */
export function loadDescriptions(): void {
  if (coming) return;
  coming = true;
  Promise.all([import('@phonochart/phonetics/describe.ts'), import('@phonochart/phonetics/xsampa.ts')]).then(
    ([{ describe }, { toXSampa }]) => {
      naming.value = { describe, toXSampa };
    },
    () => {
      coming = false;
    },
  );
}
