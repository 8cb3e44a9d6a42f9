// Lists and searches languages, a page at a time in a fixed order.
import type { LanguageSummary } from '@phonochart/catalog/language.ts';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import { searchWords } from './fold.ts';
import { documents, languages } from './schema.ts';
import { type Db, read } from './sqlite-file.ts';
import type { LanguagePage, LanguageQuery } from './store.ts';
import { StoreError } from './store-error.ts';

export function listLanguages(db: Db, { q = '', limit, cursor }: LanguageQuery): LanguagePage {
  if (!Number.isInteger(limit) || limit < 1) throw invalid('limit', 'must be a whole number from 1 on');
  const conditions: SQL[] = searchWords(q).map((word) => sql`instr(${languages.search_text}, ${word}) > 0`);
  if (cursor !== undefined) {
    const [name, code] = placeOf(cursor);
    conditions.push(sql`(${languages.sort_name}, ${languages.code}) > (${name}, ${code})`);
  }
  const rows = read(db, (tx) =>
    tx
      .select({ sort_name: languages.sort_name, code: languages.code, seq: documents.seq, body: documents.body })
      .from(languages)
      .innerJoin(documents, and(eq(documents.collection, 'languages'), eq(documents.id, languages.id)))
      .where(and(...conditions))
      .orderBy(languages.sort_name, languages.code)
      .limit(limit + 1)
      .all(),
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    languages: page.map(({ seq, body }) => ({ seq, value: JSON.parse(body!) as LanguageSummary })),
    ...(rows.length > limit && last ? { next: cursorOf(last.sort_name, last.code) } : {}),
  };
}

const cursorOf = (name: string, code: string): string =>
  Buffer.from(JSON.stringify([name, code])).toString('base64url');

function placeOf(cursor: string): [name: string, code: string] {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(place) && place.length === 2 && place.every((part) => typeof part === 'string'))
      return place as [string, string];
  } catch {
    // Not JSON: refused below like any other cursor that is not ours.
  }
  throw invalid('cursor', 'is not one that this list gave');
}

const invalid = (field: string, message: string) =>
  new StoreError('invalid', `${field} ${message}`, { problems: [{ record: 'languages', field, message }] });
