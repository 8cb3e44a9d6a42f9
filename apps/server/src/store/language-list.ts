// Lists and searches languages, a page at a time in a fixed order.
import { fold } from '@phonochart/catalog/fold.ts';
import type { LanguageSummary } from '@phonochart/catalog/language.ts';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import { documents, languages } from './schema.ts';
import { type Db, read } from './sqlite-file.ts';
import type { LanguagePage, LanguageQuery } from './store.ts';
import { StoreError } from './store-error.ts';

/** With `q` the best matches come first: a whole name or code, the start of one, the start of a word, a part. */
export function listLanguages(db: Db, { q = '', limit, cursor }: LanguageQuery): LanguagePage {
  if (!Number.isInteger(limit) || limit < 1) throw invalid('limit', 'must be a whole number from 1 on');
  const wanted = fold(q);
  // A search for marks alone finds nothing; only one for nothing finds everything.
  if (wanted === '' && q.trim() !== '') return { languages: [] };
  const rank = rankOf(wanted);
  const conditions: SQL[] = wanted.split(' ').map((word) => sql`instr(${languages.search_text}, ${word}) > 0`);
  if (cursor !== undefined) {
    const [best, name, code] = placeOf(cursor);
    conditions.push(sql`(${rank}, ${languages.sort_name}, ${languages.code}) > (${best}, ${name}, ${code})`);
  }
  const { sort_name, code } = languages;
  const rows = read(db, (tx) =>
    tx
      .select({ rank, sort_name, code, seq: documents.seq, body: documents.body })
      .from(languages)
      .innerJoin(documents, and(eq(documents.collection, 'languages'), eq(documents.id, languages.id)))
      .where(and(...conditions))
      .orderBy(rank, sort_name, code)
      .limit(limit + 1)
      .all(),
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    languages: page.map(({ seq, body }) => ({ seq, value: JSON.parse(body!) as LanguageSummary })),
    ...(rows.length > limit && last ? { next: cursorOf([last.rank, last.sort_name, last.code]) } : {}),
  };
}

/** Names and codes stand one a line in `search_text`, lines framed by line breaks. */
const rankOf = (wanted: string): SQL<number> => {
  const text = languages.search_text;
  return wanted === ''
    ? // A bare 0 in ORDER BY would mean a column's number.
      sql`cast(0 as integer)`
    : sql`case when instr(${text}, ${`\n${wanted}\n`}) > 0 then 0 when instr(${text}, ${`\n${wanted}`}) > 0 then 1
      when instr(${text}, ${` ${wanted}`}) > 0 then 2 else 3 end`;
};

type Place = [rank: number, name: string, code: string];
const cursorOf = (place: Place): string => Buffer.from(JSON.stringify(place)).toString('base64url');

function placeOf(cursor: string): Place {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(place) && place.map((part) => typeof part).join() === 'number,string,string')
      return place as Place;
  } catch {
    // Not JSON: refused below like any other cursor that is not ours.
  }
  throw invalid('cursor', 'is not one that this list gave');
}

const invalid = (field: string, message: string) =>
  new StoreError('invalid', `${field} ${message}`, { problems: [{ record: 'languages', field, message }] });
