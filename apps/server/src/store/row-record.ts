// Makes a record of a row.

/** The row without its nulls and without the columns that are the store's own. */
export function recordOf<Row extends object, Own extends keyof Row>(row: Row, ...own: Own[]): object {
  return Object.fromEntries(
    Object.entries(row).filter(([column, value]) => value !== null && !own.includes(column as Own)),
  );
}
