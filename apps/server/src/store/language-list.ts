// Lists and searches languages, a page at a time in a fixed order.
import type { SearchPlace } from '@phonochart/catalog/find-languages.ts';
import type { LanguageSummary } from '@phonochart/catalog/language.ts';
import { and, eq, sql } from 'drizzle-orm';
import { searchLanguages } from './language-search.ts';
import { documents, languages } from './schema.ts';
import { type Db, read } from './sqlite-file.ts';
import type { LanguagePage, LanguageQuery } from './store.ts';
import { StoreError } from './store-error.ts';

/** By folded name and code; with `q` the best matches come first, in the order of the catalogue's `languageIndex`. */
export function listLanguages(db: Db, { q = '', limit, cursor }: LanguageQuery): LanguagePage {
  if (!Number.isInteger(limit) || limit < 1) throw invalid('limit', 'must be a whole number from 1 on');
  const after = cursor === undefined ? undefined : placeOf(cursor);
  return q.trim() === '' ? allLanguages(db, limit, after) : foundLanguages(db, q, limit, after);
}

function allLanguages(db: Db, limit: number, after: SearchPlace | undefined): LanguagePage {
  const { sort_name, code } = languages;
  const rows = read(db, (tx) =>
    tx
      .select({ sort_name, code, seq: documents.seq, body: documents.body })
      .from(languages)
      .innerJoin(documents, and(eq(documents.collection, 'languages'), eq(documents.id, languages.id)))
      .where(after && sql`(${sort_name}, ${code}) > (${after[1]}, ${after[2]})`)
      .orderBy(sort_name, code)
      .limit(limit + 1)
      .all(),
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    languages: page.map(({ seq, body }) => ({ seq, value: JSON.parse(body!) as LanguageSummary })),
    ...(rows.length > limit && last ? { next: cursorOf([0, last.sort_name, last.code]) } : {}),
  };
}

function foundLanguages(db: Db, q: string, limit: number, after: SearchPlace | undefined): LanguagePage {
  const found = searchLanguages(db, q);
  // The place itself may be gone: the page begins with the first that stands behind it.
  let from = 0;
  for (let to = after ? found.length : 0; from < to; ) {
    const middle = (from + to) >> 1;
    if (isBehind(found.place(middle), after!)) to = middle;
    else from = middle + 1;
  }
  const to = Math.min(from + limit, found.length);
  return {
    languages: Array.from({ length: to - from }, (_, at) => found.language(from + at).found),
    ...(to < found.length ? { next: cursorOf(found.place(to - 1)) } : {}),
  };
}

function isBehind(place: SearchPlace, after: SearchPlace): boolean {
  const at = place.findIndex((part, index) => part !== after[index]);
  return at >= 0 && place[at]! > after[at]!;
}

const cursorOf = (place: SearchPlace): string => Buffer.from(JSON.stringify(place)).toString('base64url');

function placeOf(cursor: string): SearchPlace {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(place) && place.map((part) => typeof part).join() === 'number,string,string')
      return place as SearchPlace;
  } catch {
    // Not JSON: refused below like any other cursor that is not ours.
  }
  throw invalid('cursor', 'is not one that this list gave');
}

const invalid = (field: string, message: string) =>
  new StoreError('invalid', `${field} ${message}`, { problems: [{ record: 'languages', field, message }] });
