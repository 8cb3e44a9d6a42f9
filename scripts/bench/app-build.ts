// Builds with the app's own settings for the bench: the app once more with source maps, or a page of the bench alone.
import { join } from 'node:path';
import { build, type InlineConfig, loadConfigFromFile, type PluginOption } from 'vite';
import { root } from './processes.ts';

/** The same chunks as the real build makes, each with a .map beside it. */
export const buildWithMaps = (outDir: string): Promise<void> => run({ build: { outDir, sourcemap: 'hidden' } });

/** `entry` is a module in pages/; it becomes `entry.js` in the folder. */
export const buildPage = (entry: string, outDir: string): Promise<void> =>
  run({
    publicDir: false,
    build: {
      outDir,
      rolldownOptions: {
        input: join(root, 'scripts/bench/pages', entry),
        output: { entryFileNames: 'entry.js' },
      },
    },
  });

async function run(ours: InlineConfig): Promise<void> {
  process.env.NODE_ENV = 'production';
  const env = { command: 'build', mode: 'production' } as const;
  const loaded = await loadConfigFromFile(env, join(root, 'vite.config.ts'));
  if (!loaded) throw new Error('vite.config.ts cannot be read');
  const { config } = loaded;
  const plugins = ((await Promise.all((config.plugins ?? []).flat(9))) as PluginOption[]).flat(9) as { name: string }[];
  await build({
    ...config,
    ...ours,
    configFile: false,
    logLevel: 'error',
    // The service worker is written to the real build's folder, and it is not what is asked here.
    plugins: plugins.filter((plugin) => plugin && !plugin.name.startsWith('vite-plugin-pwa')) as PluginOption[],
    build: { ...config.build, ...ours.build, emptyOutDir: true },
  });
}
