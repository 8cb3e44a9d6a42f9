// Thousands of seeds of the sync simulation, on every core; and its mutants, each of which must be caught.
import { availableParallelism } from 'node:os';
import { liveInChromium } from '../../apps/web/simulation/in-chromium.ts';
import { mutantNames, type Outcome } from '../../apps/web/simulation/outcome.ts';
import { regressions } from '../../apps/web/simulation/regressions.ts';
import { howToReplay, livedOtherwise, runSeeds, tellStory } from '../../apps/web/simulation/run-seeds.ts';

/** Seeds a process: what libraries keep for a whole page grows a little with each. */
const SEEDS_A_PROCESS = 200;
/** A mutant that lives longer than this has not been caught. */
const SEEDS_A_MUTANT = 500;
const SHOWN = 10;

export type SyncOptions = { seeds: number; from: number; seed?: number };

export async function proveSync({ seeds, from, seed }: SyncOptions): Promise<string[]> {
  if (seed !== undefined) {
    await tellStory(seed);
    return [`seed ${seed} was run: its story stands above`];
  }
  const failed: Outcome[] = [];
  const otherwise: number[] = [];
  const total = { steps: 0, requests: 0, seeds: 0 };
  let next = from;
  const onOutcome = (outcome: Outcome) => {
    total.steps += outcome.steps;
    total.requests += outcome.requests;
    total.seeds += 1;
    if (total.seeds % 1000 === 0) console.log(`  ${total.seeds} seeds, ${failed.length} failed`);
    if (outcome.broken.length === 0) return;
    failed.push(outcome);
    console.error(`  seed ${outcome.seed}: ${outcome.broken[0]}\n    ${howToReplay(outcome.seed)}`);
  };
  const work = async () => {
    while (next < from + seeds && failed.length < SHOWN) {
      const count = Math.min(SEEDS_A_PROCESS, from + seeds - next);
      next += count;
      const outcomes = await runSeeds({ from: next - count, count, onOutcome });
      otherwise.push(...(await livedOtherwise(outcomes.slice(-1))));
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  if (failed.length > 0) throw new Error(`${failed.length} of ${total.seeds} seeds failed`);
  if (otherwise.length > 0) throw new Error(`lived again, these seeds went another way: ${otherwise.join(', ')}`);
  return [
    `${total.seeds} seeds from ${from} on: every device came to hold exactly the server's catalogue, nothing acknowledged was lost, nothing of a person's own changed`,
    `${total.requests} requests and ${total.steps} steps of server, storage and network in them`,
  ];
}

export async function proveSyncMutants(): Promise<string[]> {
  const caught: string[] = [];
  const alive: string[] = [];
  for (const mutant of mutantNames) {
    const outcomes = await runSeeds({ from: 1, count: SEEDS_A_MUTANT, mutant });
    if (outcomes.at(-1)?.broken.length) caught.push(`${mutant}: caught by seed ${outcomes.length}`);
    else alive.push(mutant);
  }
  if (alive.length > 0) throw new Error(`not caught within ${SEEDS_A_MUTANT} seeds: ${alive.join(', ')}`);
  // A life that is kept for a fault it once found proves something as long as it would find it again.
  for (const { seed, fault } of regressions) {
    const [outcome] = await runSeeds({ from: seed, count: 1, mutant: fault });
    if (!outcome?.broken.length) throw new Error(`seed ${seed} does not find any more: ${fault}`);
  }
  return [
    ...caught,
    `${regressions.length} faults that were mended, put back: each found again by the life that is kept for it`,
  ];
}

/** Slower and nearer to the truth: the built app in a real browser, one seed after the other. */
export async function proveSyncInChromium({ seeds, from }: SyncOptions): Promise<string[]> {
  const failed: number[] = [];
  for (let seed = from; seed < from + seeds; seed += 1) {
    const story: string[] = [];
    const broken = await liveInChromium(seed, (what) => story.push(what));
    console.log(`  seed ${seed}: ${broken.length === 0 ? 'right' : broken.join('; ')} (${story.join(', ')})`);
    if (broken.length > 0) failed.push(seed);
  }
  if (failed.length > 0) throw new Error(`these seeds failed: ${failed.join(', ')}`);
  return [`${seeds} seeds from ${from} on in Chromium: each device came to hold exactly the server’s catalogue`];
}
