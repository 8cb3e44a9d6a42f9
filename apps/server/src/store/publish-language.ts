// Tells devices of clips that were brought quietly: writes a language's documents anew from its rows.
import { writeDocuments } from './document-writer.ts';
import { readInventory } from './records.ts';
import { type Db, write } from './sqlite-file.ts';

/** Where nothing is new, or there is no such language any more, nothing is written and no device wakes. */
export function publishLanguage(db: Db, code: string): void {
  write(db, (tx) => {
    const stored = readInventory(tx, code.toLowerCase());
    if (stored) writeDocuments(tx, stored);
  });
}
