// The app's build (a PWA) and the test projects.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';
import { mirrorSchemas } from './scripts/mirror-schemas.ts';
import { webManifest } from './scripts/web-manifest.ts';

const root = dirname(fileURLToPath(import.meta.url));
const server = process.env.PHONOCHART_SERVER ?? 'http://localhost:8787';
const define = mirrorSchemas();

export default defineConfig({
  root: join(root, 'apps/web'),
  define,
  plugins: [
    preact(),
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
          options.swDest = join(root, 'dist/web/sw.js');
          options.injectManifest.swDest = options.swDest;
        },
      },
    }),
  ],
  build: {
    outDir: join(root, 'dist/web'),
    emptyOutDir: true,
    target: ['chrome100', 'safari15.4', 'firefox100'],
    // Small files stay files: what is inlined cannot be precached by itself, nor allowed by a strict policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
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
          environment: 'node',
          include: ['{packages,apps,scripts}/**/*.test.{ts,tsx}'],
        },
      },
      {
        extends: false,
        test: {
          name: 'browser',
          root,
          environment: 'node',
          include: ['tests/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // Each file starts a browser and a server of its own; two at once are too many for a small machine.
          fileParallelism: false,
        },
      },
    ],
  },
});
