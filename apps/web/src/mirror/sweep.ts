// Deletes the databases of generations that nobody uses any more.
import { filling, type Generation, PREFIX } from './generation.ts';
import { shape } from './schemas.ts';
import { LEADER } from './tabs.ts';

/**
 * Where the browser can list them; never fails: they are only litter. A tab of another release that is still open has a
 * mirror of its own shapes: whoever took that away would have it fetch everything again, and then lose this one to it.
 */
export async function sweepGenerations(current: Generation): Promise<void> {
  try {
    const used = [`${current.name}--`, ...filling().map((name) => `${name}--`), ...(await otherReleases())];
    for (const { name = '' } of await indexedDB.databases()) {
      const kept = used.some((beginning) => name.startsWith(`rxdb-dexie-${beginning}`));
      if (name.startsWith(`rxdb-dexie-${PREFIX}`) && !kept) indexedDB.deleteDatabase(name);
    }
  } catch {
    // The next start tries again.
  }
}

/** How the names of their generations begin, where Web Locks tell of them. */
async function otherReleases(): Promise<string[]> {
  const { held = [], pending = [] } = (await globalThis.navigator?.locks?.query()) ?? {};
  return [...held, ...pending]
    .filter(({ name }) => name?.startsWith(LEADER) && name !== LEADER + shape)
    .map(({ name = '' }) => `${PREFIX}${name.slice(LEADER.length)}-`);
}
