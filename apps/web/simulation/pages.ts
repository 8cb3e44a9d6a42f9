// Pages: the app's mirror bundled once, and evaluated anew for each tab, which so has everything to itself as in a browser.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { build, type Rolldown } from 'vite';
import { type Plant, withPlants } from './mutants.ts';
import type * as PageKit from './page-kit.ts';

const require = createRequire(import.meta.url);
let evaluate: ((exports: object, require: NodeJS.Require) => void) | undefined;

/** To be called once, before the first world: nothing there could wait for it. */
export async function bundlePages(plants: readonly Plant[]): Promise<void> {
  const [made] = (await build({
    configFile: false,
    logLevel: 'error',
    plugins: [{ name: 'mutants', enforce: 'pre', transform: (code, id) => withPlants(plants, id, code) }],
    root: fileURLToPath(new URL('..', import.meta.url)),
    build: {
      write: false,
      minify: false,
      target: 'esnext',
      lib: { entry: fileURLToPath(new URL('page-kit.ts', import.meta.url)), formats: ['cjs'], fileName: 'page' },
      // Nothing that a page fetches later can be waited for inside a world.
      rolldownOptions: { output: { codeSplitting: false } },
    },
  })) as Rolldown.RolldownOutput[];
  const code = made?.output[0].code;
  evaluate = new Script(`(exports, require) => {${code}\n}`, { filename: 'page.cjs' }).runInThisContext();
}

export function loadPage(): typeof PageKit {
  if (!evaluate) throw new Error('pages are not bundled yet');
  // Dexie keeps itself here, for whoever loads it twice in one page.
  Reflect.deleteProperty(globalThis, Symbol.for('Dexie'));
  const exports = {};
  evaluate(exports, require);
  return exports as typeof PageKit;
}
