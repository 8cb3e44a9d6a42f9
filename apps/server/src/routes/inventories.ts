// Inventories as the answers need them: read once, indexed once, and good while their seq stands.
import { LRUCache } from 'lru-cache';
import type { CatalogueStore } from '../store/store.ts';
import { unknown } from './http/problem.ts';
import { type IndexedInventory, indexInventory } from './sound-answer.ts';

export class Inventories {
  readonly #store: CatalogueStore;
  readonly #indexed = new LRUCache<string, { seq: number; epoch: string; indexed: IndexedInventory }>({ max: 100 });

  constructor(store: CatalogueStore) {
    this.#store = store;
  }

  /** @throws {ProblemError} `unknown-language` */
  async get(code: string): Promise<IndexedInventory> {
    const { epoch } = await this.#store.syncState();
    const found = await this.#store.getInventory(code);
    if (!found) throw unknown('unknown-language', 'code', code);
    const known = this.#indexed.get(found.value.id);
    if (known && known.seq === found.seq && known.epoch === epoch) return known.indexed;
    const indexed = indexInventory(found.value);
    this.#indexed.set(found.value.id, { seq: found.seq, epoch, indexed });
    return indexed;
  }
}
