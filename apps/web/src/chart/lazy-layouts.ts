// Fetches the layouts that few charts need, at the first chart that needs one.
import { signal } from '@preact/signals';

type RareLayouts = typeof import('./rare-layouts.ts');

const layouts = signal<RareLayouts | undefined>(undefined);
let coming = false;

/** The layouts, or undefined until they are there; a render that asks follows them. A failure is tried again at the next render. */
export function rareLayouts(): RareLayouts | undefined {
  if (!layouts.value && !coming) {
    coming = true;
    import('./rare-layouts.ts').then(
      (module) => {
        layouts.value = module;
      },
      () => {
        coming = false;
      },
    );
  }
  return layouts.value;
}
