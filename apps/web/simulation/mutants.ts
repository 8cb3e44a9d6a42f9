// Planted faults: small changes of the real code, made as it is loaded; the simulation must catch each of them.
import type { MutantName, PastFaultName } from './outcome.ts';

/** The text `was` stands once in the file; a mutant whose text is gone must be planted anew. */
export type Plant = { file: string; was: string; is: string };

const reads = 'apps/server/src/store/sync-reads.ts';
const replication = 'apps/web/src/mirror/replication.ts';

export const mutants: { readonly [name in MutantName]: readonly Plant[] } = {
  /** [PULL2]: the page is cut over both collections, and then the other one is left out. */
  'a page filtered after its limit': [
    {
      file: reads,
      was: `.select({ id, seq, body })
    .from(documents)
    .where(and(eq(documents.collection, sql.placeholder('collection')), sql\`\${seq} > \${sql.placeholder('after')}\`))`,
      is: `.select({ id, seq, body, of: documents.collection })
    .from(documents)
    .where(sql\`\${seq} > \${sql.placeholder('after')}\`)`,
    },
    {
      file: reads,
      was: 'tail.all({ collection, after, limit });',
      is: 'tail.all({ collection, after, limit }).filter(({ of }) => of === collection);',
    },
  ],

  /** [CLIENT3]: the checkpoint is kept a moment before the documents are. */
  'a checkpoint stored before its documents': [
    {
      file: replication,
      was: 'await stored(write(name, step));',
      is: '',
    },
    {
      file: replication,
      was: 'held.set(name, checkpoint);\n    if (step.filled',
      is: `held.set(name, checkpoint);
    await stored(write(name, step));
    if (step.filled`,
    },
  ],

  /** [CLIENT3], where a thread writes the documents: the shard counts as done before it has begun. */
  'a checkpoint stored before the thread’s documents': [
    {
      file: replication,
      was: 'const { filled, documents } =\n        into && shards.fill',
      is: `if (into) await stored(store.checkpoints.keep(name, afterShard(checkpoint, entry, entry.count)));
      const { filled, documents } =
        into && shards.fill`,
    },
  ],

  /** [CLIENT4]: whatever comes is written. */
  'a duplicate applied': [
    {
      file: 'apps/web/src/mirror/write-documents.ts',
      was: "if (previous && conflictHandler.isEqual(document, previous, 'pull')) {",
      is: 'if (false) {',
    },
  ],

  /** [PULL7]: who is below the floor is served what is left. */
  'a tombstone forgotten': [
    { file: reads, was: "if (after < state.floor) return { type: 'gone', reason: 'floor', state };", is: '' },
  ],

  /** [PULL9]: a checkpoint of any history is good enough. */
  'an epoch ignored': [
    { file: reads, was: "if (epoch !== state.epoch) return { type: 'gone', reason: 'epoch', state };", is: '' },
  ],
};

/** What was mended, unmended: so that a seed that is kept for it is known to find it still. */
export const pastFaults: { readonly [name in PastFaultName]: readonly Plant[] } = {
  'a sweep waits for tabs that show what it sweeps': [
    {
      file: 'apps/web/src/mirror/storage.ts',
      was: 'getRxStorageDexie(factory)',
      is: "getRxStorageDexie({ ...factory, onCreate: (database) => database.on('versionchange', () => false) })",
    },
  ],
};

const planted = new Set<Plant>();

/** The file's text with what is planted in it. */
export function withPlants(plants: readonly Plant[], path: string, text: string): string {
  let now = text;
  for (const plant of plants) {
    if (!path.endsWith(`/${plant.file}`)) continue;
    if (now.split(plant.was).length !== 2) throw new Error(`${plant.file} has changed: plant the mutant anew`);
    now = now.replace(plant.was, () => plant.is);
    planted.add(plant);
  }
  return now;
}

/** @throws where the file of a mutant was not loaded at all */
export function allPlanted(plants: readonly Plant[]): void {
  for (const plant of plants) if (!planted.has(plant)) throw new Error(`${plant.file} is not loaded any more`);
}
