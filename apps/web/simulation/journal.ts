// What has been acknowledged, to anybody, and so must hold: the editors' changes and a person's own records.
import type { Random } from './random.ts';

export type Fact = string | boolean;

/** What is to be known of one language, by names of facts. */
export const facts = (code: string) => ({ alive: `${code}/alive`, name: `${code}/name`, sound: `${code}/sound` });
export const allFacts = (code: string): string[] => Object.values(facts(code));

/** Certain knowledge of the catalogue. What is under way, or was not acknowledged, is not in it. */
export class Journal {
  readonly known: Map<string, Fact>;
  readonly #latest = new Map<string, number>();
  #changes = 0;

  constructor(known: ReadonlyMap<string, Fact> = new Map()) {
    this.known = new Map(known);
  }

  /** A change of these facts begins. Answers how to note that it was acknowledged; a later change's word counts more. */
  begin(touched: readonly string[]): (fact: string, value: Fact) => void {
    const change = ++this.#changes;
    for (const fact of touched) {
      this.known.delete(fact);
      this.#latest.set(fact, change);
    }
    return (fact, value) => {
      if (this.#latest.get(fact) === change) this.known.set(fact, value);
    };
  }

  copy(): Journal {
    return new Journal(this.known);
  }
}

/** What a person knows to have done on a device: stars by id, and the theme. */
export class OwnRecords {
  readonly known = new Map<string, boolean | string>();
  #count = 0;

  /** A star that this tab alone toggles: two tabs that toggle one star at the same time may both be right. */
  starToToggle(tab: { name: string }, random: Random): string {
    const mine = [...this.known.keys()].filter((id) => id.startsWith(`${tab.name}:`));
    return mine.length > 0 && random.chance(0.4) ? random.pick(mine) : `${tab.name}:${++this.#count}`;
  }

  sure(id: string, value: boolean | string): void {
    this.known.set(id, value);
  }

  unsure(id: string): void {
    this.known.delete(id);
  }
}
