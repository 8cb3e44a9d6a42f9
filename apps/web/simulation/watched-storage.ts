// Looks at every document that a tab's mirror writes: what is here already is not written again, and nothing older over it.
import type { BulkWriteRow, RxStorageInstance } from 'rxdb/plugins/core';
import type { Tab } from './device.ts';

type Kept = { id: string; seq: number };
// biome-ignore lint/suspicious/noExplicitAny: RxDB's own type for a storage of any engine
type Instance = RxStorageInstance<any, any, any>;

export const isMirrored = (collectionName: string): boolean => ['languages', 'inventories'].includes(collectionName);

/** [CLIENT4]. What heals may go back: a bit that was flipped in a `seq` counts for nothing. */
export function watchWrites(tab: Tab, instance: Instance): void {
  const write = instance.bulkWrite.bind(instance);
  instance.bulkWrite = async (rows: BulkWriteRow<Kept>[], context) => {
    const answer = await write(rows, context);
    const refused = new Set(answer.error.map(({ documentId }) => documentId));
    for (const { document, previous } of rows) {
      if (refused.has(document.id)) continue;
      tab.device.writes += 1;
      if (!previous || document.seq > previous.seq || context === 'heal') continue;
      tab.device.breaks(`${tab.name} writes ${document.id} of ${document.seq} over that of ${previous.seq}`);
    }
    return answer;
  };
}
