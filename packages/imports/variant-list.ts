// Reads a cell of allophones: "ɾ (between vowels); tʰ (at the start of a word)", or only "ɾ tʰ".
import { symbolTrouble, words } from './cell-text.ts';
import type { DraftVariant } from './draft.ts';

/** Commas or semicolons part them, or spaces where there are none; round brackets hold the environment. */
export function variantsOf(cell: string): { variants: DraftVariant[]; trouble?: string } {
  const text = cell.trim();
  if (text === '') return { variants: [] };
  // A comma inside brackets belongs to the environment.
  const parts = /[;,(]/.test(text) ? (text.match(/(?:\([^()]*\)|[^;,()])+/gu) ?? []) : text.split(/\s+/);
  const variants: DraftVariant[] = [];
  for (const part of parts) {
    const [, written = '', where = ''] = /^\s*([^(]*?)\s*(?:\(([^()]*)\))?\s*$/su.exec(part) ?? [];
    const symbol = written.replace(/^[/[]\s*(.*?)\s*[/\]]$/su, '$1');
    if (symbol === '') {
      if (part.trim() !== '') return { variants, trouble: `"${words(part).slice(0, 60)}" names no sound` };
      continue;
    }
    const trouble = symbolTrouble(symbol);
    if (trouble) return { variants, trouble };
    const environment = words(where);
    variants.push({ symbol, ...(environment ? { environment: { en: environment } } : {}) });
  }
  return { variants };
}
