// The real server and the real mirror under faults: two hundred seeds of what `npm run prove -- sync` runs by the thousand.
import { expect, test } from 'vitest';
import { noFaults } from './network.ts';
import { mutantNames } from './outcome.ts';
import { caughtBy, regressions } from './regressions.ts';
import { howToReplay, livedOtherwise, runSeeds } from './run-seeds.ts';

const SEEDS = 200;

test('[CLIENT3] [CLIENT4] [CLIENT5] [CLIENT10] after two hundred troubled lives every device holds exactly the catalogue, and nothing acknowledged is lost', async () => {
  const halves = [1, 1 + SEEDS / 2].map((from) => runSeeds({ from, count: SEEDS / 2 }));
  const outcomes = (await Promise.all(halves)).flat();
  expect(outcomes).toHaveLength(SEEDS);
  const failed = outcomes.filter(({ broken }) => broken.length > 0);
  expect(failed.map(({ seed, broken }) => ({ broken, replay: howToReplay(seed) }))).toEqual([]);
  // A line on which nothing ever goes wrong would prove nothing.
  const faults = new Set(outcomes.flatMap((outcome) => Object.keys(outcome.faults)));
  for (const fault of [...Object.keys(noFaults), 'gone: epoch', 'gone: floor']) expect(faults).toContain(fault);
  // A seed that fails here must fail the same way where somebody looks at it.
  expect(await livedOtherwise([outcomes[SEEDS / 2 - 1]!])).toEqual([]);
}, 600_000);

test.each(regressions)('seed $seed: never again $fault', async ({ seed }) => {
  const [outcome] = await runSeeds({ from: seed, count: 1 });
  expect(outcome?.broken, howToReplay(seed)).toEqual([]);
});

// Where the mirror is written anew its lives go other ways: `npm run prove -- sync-mutants` names seeds that catch it then.
test.concurrent.each(mutantNames)(
  '%s is caught by a life that is known to',
  async (mutant) => {
    for (const seed of caughtBy[mutant]) {
      const [outcome] = await runSeeds({ from: seed, count: 1, mutant });
      if (outcome?.broken.length) return;
    }
    expect.fail(`none of these lives catches it: ${caughtBy[mutant]}`);
  },
  120_000,
);
