// Runs seeds in a process of their own, where the world's time and its faults are nobody else's.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { MutantName, Outcome, PastFaultName } from './outcome.ts';

export type Seeds = {
  from: number;
  count: number;
  mutant?: MutantName | PastFaultName;
  onOutcome?: (outcome: Outcome) => void;
};

const program = fileURLToPath(new URL('run.ts', import.meta.url));

/** Outcomes in the order of their seeds; with a mutant, up to the first that caught it. @throws where the process fails */
export async function runSeeds({ from, count, mutant, onOutcome }: Seeds): Promise<Outcome[]> {
  const args = ['--max-semi-space-size=64', program, '--from', `${from}`, '--seeds', `${count}`];
  const child = spawn(process.execPath, [...args, ...(mutant ? ['--mutant', mutant] : [])], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let trouble = '';
  child.stderr.on('data', (chunk) => {
    trouble += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const outcomes: Outcome[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const outcome = JSON.parse(line) as Outcome;
    outcomes.push(outcome);
    onOutcome?.(outcome);
  }
  const code = await ended;
  if (code !== 0) throw new Error(`the simulation ended with ${code} after ${outcomes.length} seeds: ${trouble}`);
  return outcomes;
}

/** Lives through some of them again, in another process and without what came before. Answers which went otherwise. */
export async function livedOtherwise(outcomes: readonly Outcome[]): Promise<number[]> {
  const again: Outcome[] = [];
  for (const { seed } of outcomes) again.push(...(await runSeeds({ from: seed, count: 1 })));
  return outcomes.filter(({ trace }, at) => again[at]?.trace !== trace).map(({ seed }) => seed);
}

export const howToReplay = (seed: number): string => `npm run prove -- sync --seed ${seed}`;

/** Shows one life, as it went. */
export async function tellStory(seed: number): Promise<void> {
  const child = spawn(process.execPath, [program, '--from', `${seed}`, '--story'], { stdio: 'inherit' });
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error(`the simulation ended with ${code}`);
}
