// `node apps/web/simulation/run.ts [--from S] [--seeds N] [--mutant NAME] [--story] [--trace]`: lives through seeds, a line of JSON each.
import './platform.ts';
import { registerHooks } from 'node:module';
import { parseArgs } from 'node:util';
import { mirrorSchemas } from '../../../scripts/mirror-schemas.ts';
import { allPlanted, mutants, pastFaults, withPlants } from './mutants.ts';

const { values } = parseArgs({
  options: {
    from: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1' },
    mutant: { type: 'string' },
    story: { type: 'boolean', default: false },
    trace: { type: 'boolean', default: false },
  },
});
const { __MIRROR_SHAPE__, __MIRROR_SCHEMAS__ } = mirrorSchemas();
Object.assign(globalThis, {
  __MIRROR_SCHEMAS__: JSON.parse(__MIRROR_SCHEMAS__),
});
console.warn = () => {};
const { becomeBrowser } = await import('./browser.ts');
becomeBrowser({ shape: JSON.parse(__MIRROR_SHAPE__) });
const planting: { [name: string]: (typeof mutants)[keyof typeof mutants] } = { ...mutants, ...pastFaults };
const mutant = values.mutant === undefined ? undefined : planting[values.mutant];
if (values.mutant !== undefined && !mutant) throw new Error(`no mutant is called ${values.mutant}`);
if (mutant)
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context);
      if (!mutant.some(({ file }) => url.endsWith(`/${file}`))) return loaded;
      return { ...loaded, source: withPlants(mutant, url, String(loaded.source)) };
    },
  });
await (await import('./pages.ts')).bundlePages(mutant ?? []);
const { liveThrough } = await import('./life.ts');
if (mutant) allPlanted(mutant);

const first = Number(values.from);
for (let seed = first; seed < first + Number(values.seeds); seed += 1) {
  const { story, ...outcome } = await liveThrough(seed, values.trace ? (line) => console.log(line) : undefined);
  if (values.story) console.log(story.join('\n'));
  console.log(JSON.stringify(outcome));
  if (mutant && outcome.broken.length > 0) break;
}
// Leaked handles of libraries must not keep a finished run alive.
process.exit();
