// Shipped languages without a single clip, for tests and proofs of speech that is missing.
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { LANGUAGES_DIR, loadContent } from '@phonochart/content/load.ts';

/** Those of the codes; all of them without one. */
export function voicelessLanguages(...codes: string[]): Inventory[] {
  const empty = mkdtempSync(join(tmpdir(), 'phonochart-no-clips-'));
  try {
    return loadContent({ languages: LANGUAGES_DIR, audio: empty }).filter(
      ({ id }) => codes.length === 0 || codes.includes(id),
    );
  } finally {
    rmdirSync(empty);
  }
}
