// Inventories for thousands of tasks in a row: read once, and good while the catalogue's head stands.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { LRUCache } from 'lru-cache';
import type { CatalogueStore } from '../store/store.ts';

export type KnownInventory = {
  inventory: Inventory;
  /** Ids of what a clip can be of. */
  sounds: ReadonlySet<string>;
};

/** Ids of records begin with the code of their language and a colon. */
export const codeOf = (id: string): string => id.slice(0, Math.max(0, id.indexOf(':')));

export class KnownInventories {
  readonly #store: Pick<CatalogueStore, 'getInventory' | 'syncState'>;
  readonly #known = new LRUCache<string, KnownInventory>({ max: 50 });
  #stand = '';

  constructor(store: Pick<CatalogueStore, 'getInventory' | 'syncState'>) {
    this.#store = store;
  }

  /** By the code of the language; undefined where there is none. */
  async get(code: string): Promise<KnownInventory | undefined> {
    const { epoch, head } = await this.#store.syncState();
    const stand = `${epoch} ${head}`;
    if (stand !== this.#stand) this.#known.clear();
    this.#stand = stand;
    const known = this.#known.get(code);
    if (known) return known;
    const inventory = (await this.#store.getInventory(code))?.value;
    if (!inventory) return undefined;
    const { phonemes, realisations, words } = inventory;
    const sounds = new Set([...phonemes, ...realisations, ...words].map(({ id }) => id));
    const found = { inventory, sounds };
    this.#known.set(code, found);
    return found;
  }

  /** The inventory that has a sound of this id. */
  async of(voices: string): Promise<Inventory | undefined> {
    const known = await this.get(codeOf(voices));
    return known?.sounds.has(voices) ? known.inventory : undefined;
  }
}
