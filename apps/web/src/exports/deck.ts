// Makes the Anki deck: SQLite as WebAssembly comes only when somebody asks for a deck.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { ankiDeck } from '@phonochart/exports/anki-deck.ts';
import initSqlJs from 'sql.js';
import sqlite from 'sql.js/dist/sql-wasm-browser.wasm?url';
import { lang, t } from '../i18n/i18n.ts';
import { gatherClips } from './files.ts';

export type MadeDeck = { bytes: Uint8Array /** Clips that could not be fetched. */; missing: number };

export async function makeDeck(
  inventory: Inventory,
  { title, about }: { title: string; about: string },
  progress: (done: number) => void,
): Promise<MadeDeck> {
  const sql = await initSqlJs({ locateFile: () => sqlite });
  const clips = await gatherClips(inventory.id, inventory.audio, progress);
  const bytes = await ankiDeck(inventory, () => new sql.Database(), {
    title,
    about,
    lang: lang.value,
    now: Date.now(),
    badge: (type) => t(`voice.${type}`),
    available: () => true,
    clips,
  });
  return { bytes, missing: inventory.audio.length - clips.size };
}
