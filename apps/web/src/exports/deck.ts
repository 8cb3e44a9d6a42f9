// Makes the Anki deck: SQLite as WebAssembly comes only when somebody asks for a deck.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { ankiDeck } from '@phonochart/exports/anki-deck.ts';
import { deckClips } from '@phonochart/exports/anki-notes.ts';
import initSqlJs from 'sql.js';
import sqlite from 'sql.js/dist/sql-wasm-browser.wasm?url';
import { lang, t } from '../i18n/i18n.ts';
import { gatherClips } from './files.ts';

/** `missing`: clips that could not be fetched. */
export type MadeDeck = { bytes: Uint8Array; missing: number };

export async function makeDeck(
  inventory: Inventory,
  { title, about }: { title: string; about: string },
  progress: (done: number) => void,
): Promise<MadeDeck> {
  const sql = await initSqlJs({ locateFile: () => sqlite });
  const wanted = deckClips(inventory);
  const clips = await gatherClips(inventory.id, wanted, progress);
  const bytes = await ankiDeck(inventory, () => new sql.Database(), {
    title,
    about,
    lang: lang.value,
    now: Date.now(),
    badge: (type) => t(`voice.${type}`),
    clips,
  });
  return { bytes, missing: wanted.length - clips.size };
}
