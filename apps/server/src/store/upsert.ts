// Writes one row by its id, with one prepared statement a table.
import { type Column, eq, getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { prepared } from './prepared.ts';
import type { Tx } from './sqlite-file.ts';

type Row = Record<string, unknown>;
export type TableWithId = SQLiteTable & { id: SQLiteColumn };

/**
 * Writes rows of one table inside the caller's transaction; a column that the row does not name becomes null. A row whose id
 * stands under another `owner` is left alone. The function answers whether it wrote.
 * @param apart what becomes of a column where the row is there already, if not the new value
 */
export function upsertInto(
  tx: Tx,
  table: TableWithId,
  owner: SQLiteColumn,
  apart: Record<string, SQL> = {},
): (row: Row) => boolean {
  return prepared(tx, table, () => upsertOf(tx, table, owner, apart));
}

function upsertOf(tx: Tx, table: TableWithId, owner: SQLiteColumn, apart: Record<string, SQL>): (row: Row) => boolean {
  const columns: [string, Column][] = Object.entries(getTableColumns(table));
  const values: Record<string, SQL> = {};
  const set: Record<string, SQL> = {};
  for (const [field, column] of columns) {
    values[field] = sql`${sql.placeholder(field)}`;
    set[field] = apart[field] ?? excluded(column);
  }
  const statement = tx
    .insert(table)
    .values(values as never)
    .onConflictDoUpdate({ target: table.id, set, setWhere: eq(owner, excluded(owner)) })
    .prepare();
  return (row) => {
    // Encoded here: drizzle's own placeholders would write an absent JSON field as the text "null".
    const encoded = columns.map(([field, column]) => [
      field,
      row[field] == null ? null : column.mapToDriverValue(row[field]),
    ]);
    return statement.run(Object.fromEntries(encoded)).changes > 0;
  };
}

export const excluded = (column: Column): SQL => sql`excluded.${sql.identifier(column.name)}`;
