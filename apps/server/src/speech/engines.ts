// Every speech engine that there is: a new one is a file that implements SpeechEngine, and a line here.
import type { SpeechEngine } from './engine.ts';

/** Settings and credentials, by the name of the variable. */
export type Environment = Record<string, string | undefined>;

export type EngineEntry = {
  /** Whether the settings turn it on. */
  on(environment: Environment): boolean;
  /** Variables that it reads: the process that speaks is given those of engines that are on, and no others. */
  environment: readonly string[];
  open(environment: Environment): Promise<SpeechEngine>;
};

export const engines: Readonly<Record<string, EngineEntry>> = {
  'espeak-ng': {
    on: () => true,
    environment: [],
    open: async () => (await import('./espeak-engine.ts')).espeakEngine(),
  },
  polly: {
    on: ({ POLLY }) => POLLY === 'true' || POLLY === '1',
    environment: [
      'POLLY',
      'POLLY_REGION',
      'POLLY_ENDPOINT',
      'AWS_ACCESS_KEY_ID',
      'AWS_SECRET_ACCESS_KEY',
      'AWS_SESSION_TOKEN',
    ],
    open: async (environment) => (await import('./polly-engine.ts')).pollyFrom(environment),
  },
};

/** Ids of the engines that the settings turn on. */
export const enginesOn = (environment: Environment): string[] =>
  Object.keys(engines).filter((id) => engines[id]!.on(environment));

/** The engine whose id begins the ids of its voices; undefined where there is none, or it is off. */
export async function openEngine(id: string, environment: Environment): Promise<SpeechEngine | undefined> {
  const entry = Object.hasOwn(engines, id) ? engines[id] : undefined;
  return entry?.on(environment) ? entry.open(environment) : undefined;
}

/** Of all variables those that engines which are on read. */
export function environmentOfEngines(environment: Environment): Record<string, string> {
  const names = enginesOn(environment).flatMap((id) => engines[id]!.environment);
  return Object.fromEntries(names.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])));
}
