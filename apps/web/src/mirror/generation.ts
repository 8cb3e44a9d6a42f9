// Names of the mirror's databases: each rebuild takes a new one, so that a broken or outdated one is never in the way.

/** The database now in use, and whether its snapshot has been whole once. */
export type Generation = { readonly name: string; readonly complete: boolean };

const POINTER = 'phonochart-mirror';
export const PREFIX = 'phonochart-mirror-';
/** Where the names stand of generations that some tab is filling: no pointer names them yet, and nobody may sweep them. */
const FILLING = 'phonochart-filling';
/** Without Web Locks several tabs may fill at once; names of tabs that died at it go as new ones come. */
const MOST_FILLING = 4;

/**
 * The generation kept in local storage, or the first one. `shape` is the hash of the synced shapes: documents of other
 * shapes are fetched again under another name, since a read-only mirror is cheaper to renew than to migrate.
 */
export function currentGeneration(shape: string): Generation {
  try {
    const kept = JSON.parse(localStorage.getItem(POINTER) ?? 'null') as Generation | null;
    if (kept?.name.startsWith(`${PREFIX}${shape}-`)) return kept;
  } catch {
    // Refused or damaged: the first name serves as well.
  }
  return { name: `${PREFIX}${shape}-1`, complete: false };
}

/** Whether one has ever been opened here. */
export function hasGeneration(): boolean {
  try {
    return localStorage.getItem(POINTER) !== null;
  } catch {
    return false;
  }
}

export function keepGeneration(generation: Generation): void {
  try {
    localStorage.setItem(POINTER, JSON.stringify(generation));
    // Whoever fills another one is called over to this one.
    if (generation.complete && filling().includes(generation.name)) localStorage.setItem(FILLING, '[]');
  } catch {
    // Without local storage the first name is tried at every start.
  }
}

/** The name after this one, kept from sweeping. Random, since two tabs may rebuild at once. */
export function nextGeneration(shape: string): Generation {
  const name = `${PREFIX}${shape}-${crypto.getRandomValues(new Uint32Array(1))[0]?.toString(36)}`;
  try {
    localStorage.setItem(FILLING, JSON.stringify([...filling(), name].slice(-MOST_FILLING)));
  } catch {
    // Another tab that opens meanwhile may sweep it; it is then begun again.
  }
  return { name, complete: false };
}

/** Names of generations that some tab is filling. */
export const filling = (): string[] => JSON.parse(localStorage.getItem(FILLING) ?? '[]');

/** Calls back when another tab has moved on to another generation. Returns how to stop. */
export function onGenerationChange(shape: string, changed: (generation: Generation) => void): () => void {
  const listen = (event: StorageEvent) => {
    // A tab of another release has moved on to shapes of its own.
    if (event.key === POINTER && event.newValue?.includes(`${PREFIX}${shape}-`)) changed(currentGeneration(shape));
  };
  if (typeof addEventListener !== 'function') return () => {};
  addEventListener('storage', listen);
  return () => removeEventListener('storage', listen);
}

const CHECKED = 'phonochart-checked';
const DAY_MS = 86_400_000;

/** Whether a day has passed since the mirror was last held against the server; a new one begins its first day. */
export function checkIsDue(): boolean {
  try {
    const last = Number(localStorage.getItem(CHECKED));
    if (!last) keepChecked();
    return last > 0 && Math.abs(Date.now() - last) > DAY_MS;
  } catch {
    return false;
  }
}

export function keepChecked(): void {
  try {
    localStorage.setItem(CHECKED, `${Date.now()}`);
  } catch {
    // Without local storage only doubt and people ask for a check.
  }
}
