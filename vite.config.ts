// The app's build (a PWA) and the test projects.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { defaultClientConditions, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';
import { firstPaintInline } from './scripts/first-paint.ts';
import { mirrorSchemas } from './scripts/mirror-schemas.ts';
import { webManifest } from './scripts/web-manifest.ts';

const root = dirname(fileURLToPath(import.meta.url));
const server = process.env.PHONOCHART_SERVER ?? 'http://localhost:8787';
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
/** Tests start many processes of the same program: what the first compiled the next need not. */
const env = { NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compiled') };
const define = { ...mirrorSchemas(), __APP_VERSION__: JSON.stringify(version) };

/** Parts of libraries that this app never runs, left out because they would delay the first chart. */
const spareParts: { from: RegExp; file: RegExp; instead: string }[] = [
  {
    // Ways round for browsers without BroadcastChannel, none of which can run the app: 2.5 kB.
    from: /\/broadcast-channel\//,
    file: /\/methods\/(indexed-db|localstorage|simulate)\.js$/,
    instead: `const none = { type: 'none', canBeUsed: () => false };
      export { none as IndexedDBMethod, none as LocalstorageMethod, none as SimulateMethod };`,
  },
];
const withoutSpareParts: Plugin = {
  name: 'phonochart:without-spare-parts',
  enforce: 'pre',
  resolveId(id, importer = '') {
    const at = spareParts.findIndex(({ from, file }) => from.test(importer) && file.test(id));
    return at < 0 ? null : `\0spare-part-${at}`;
  },
  load(id) {
    const at = /^\0spare-part-(\d+)$/.exec(id)?.[1];
    return at === undefined ? null : spareParts[Number(at)]?.instead;
  },
};

/** What runs at every first visit: V8 compiles all of such a file while it comes, on another thread, not function by function as each is called. */
const runsAtOnce = /^(app|libraries|shared|languages-route|details-module|engine|later|rxdb)$/;

const compiledAhead: Plugin = {
  name: 'phonochart:compiled-ahead',
  generateBundle: {
    // Last: it counts on the first line only, where Vite writes too.
    order: 'post',
    handler(_, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk' || !runsAtOnce.test(chunk.name)) continue;
        chunk.code = `//# allFunctionsCalledOnLoad\n${chunk.code}`;
        const map = bundle[`${chunk.fileName}.map`];
        if (map?.type !== 'asset') continue;
        const shifted = JSON.parse(`${map.source}`);
        shifted.mappings = `;${shifted.mappings}`;
        map.source = JSON.stringify(shifted);
      }
    },
  },
};

export default defineConfig({
  root: join(root, 'apps/web'),
  define,
  plugins: [
    preact(),
    withoutSpareParts,
    compiledAhead,
    firstPaintInline({ script: join(root, 'apps/web/src/ui/first-theme.js') }),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/sw',
      filename: 'index.ts',
      injectRegister: false,
      manifest: webManifest,
      injectManifest: {
        globPatterns: ['**/*.{html,js,css,woff2,svg}', 'icons/icon-192.png'],
        maximumFileSizeToCacheInBytes: 2 * 1024 * 1024,
      },
      integration: {
        // The plugin names the worker after its source file; its address must say what it is.
        beforeBuildServiceWorker(options) {
          options.swDest = join(dirname(options.swDest), 'sw.js');
          options.injectManifest.swDest = options.swDest;
        },
      },
    }),
  ],
  resolve: {
    // RxJS as classes: its default, for browsers without them, carries helpers that weigh 4 kB.
    conditions: ['es2015', ...defaultClientConditions],
  },
  build: {
    outDir: join(root, 'dist/web'),
    emptyOutDir: true,
    // Small files stay files: what is inlined cannot be precached by itself, nor allowed by a strict policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          // What the first chart needs comes as two files: what seldom changes, and the app. Fewer files pack tighter.
          groups: [
            { name: 'libraries', test: /node_modules|spare-part/, tags: ['$initial'], priority: 2 },
            { name: 'app', tags: ['$initial'], priority: 1 },
            // Asking for a file takes a browser a millisecond of the page's own time: what comes together is one.
            { name: 'rxdb', test: /node_modules\/(rxdb\/(?!.*storage-memory)|dexie\/|rxjs\/|broadcast-channel\/)/ },
            // What the parts of editing share is for editors alone, and stays out of what everybody loads.
            {
              name: 'editing',
              test: /apps\/web\/src\/(studio\/(?!remembered|edits\/editing-now)|i18n\/edits-|mirror\/(outbox|push-line|with-edits))/,
              minShareCount: 2,
            },
            { name: 'shared', test: /apps\/web\/src\/|packages\//, minShareCount: 2 },
          ],
        },
      },
    },
  },
  server: { port: 5173, proxy: { '/api': server, '/health': server } },
  test: {
    projects: [
      {
        extends: false,
        define,
        plugins: [preact()],
        test: {
          name: 'unit',
          root,
          env,
          environment: 'node',
          include: ['{packages,apps,scripts}/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', 'apps/web/e2e/**'],
          // Some start the real server, or a child process a case: on two busy cores that is no matter of five seconds.
          testTimeout: 30_000,
        },
      },
      {
        extends: false,
        test: {
          name: 'browser',
          root,
          env,
          environment: 'node',
          include: ['apps/web/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // What a screen shows is asked for until it is so: its parts come one after another, on a slow machine slowly.
          expect: { poll: { timeout: 40_000, interval: 20 } },
        },
      },
    ],
  },
});
