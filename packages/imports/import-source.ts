// What a reader gives: the inventories of one source, made one by one, and what was noticed on the way.
import type { Hash } from 'node:crypto';
import type { DraftInventory } from './draft.ts';
import type { OnProgress } from './import-file.ts';
import type { ImportNote } from './import-note.ts';
import { inventoryOf, type ReadInventory } from './inventory-of.ts';

export type ReadOptions = {
  /** Only the inventories of these codes; for `csv`, the code of its one language. */
  codes?: readonly string[];
  /** `csv`, `grid`: the language's name, where the file does not say it. */
  name?: string;
  /** `csv`, `grid`: the dialect, or whose inventory it is; lists show it. By default the file's name. */
  variety?: string;
  /** `csv`, `grid`: codes by which lists put inventories of one language side by side. */
  iso?: string;
  glottocode?: string;
  /** `csv`, `grid`, `phoible`: the licence, which those files do not state. */
  licence?: string;
  onProgress?: OnProgress;
};

export type ReadImport = {
  /** Whose content it is: `cldf:jipa`. Of one source a language has one inventory, and a later run may change it. */
  source: string;
  /** SHA-256 over every file that was read. */
  hash: string;
  count: number;
  notes: ImportNote[];
  /** Makes each inventory when it is asked for: a dataset of thousands is never held as a whole. */
  inventories(): Iterable<ReadInventory>;
};

/** Drafts as a source; `codes` chooses among them. */
export function sourceOf(
  source: string,
  hash: Hash,
  drafts: readonly (() => DraftInventory)[],
  codes: readonly string[],
  { notes = [], only }: { notes?: ImportNote[]; only: readonly string[] | undefined },
): ReadImport {
  const wanted = only?.length ? new Set(only.map((code) => code.toLowerCase())) : undefined;
  const chosen = drafts.filter((_, index) => !wanted || wanted.has(codes[index]!));
  return {
    source,
    hash: hash.digest('hex'),
    count: chosen.length,
    notes,
    *inventories() {
      for (const draft of chosen) yield inventoryOf(draft());
    },
  };
}
