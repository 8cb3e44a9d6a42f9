// Writes rows as CSV that spreadsheets and other programs read alike (RFC 4180), with nothing in it that runs.

/** A spreadsheet takes a cell that begins so for a formula. */
const formula = /^[=+\-@\t\r]/;

/**
 * Rows of cells as CSV text, lines ended by CR LF. Text that would run as a formula is set behind an apostrophe; a number
 * stays one, with its sign.
 */
export function csvText(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(text: string | number): string {
  if (typeof text === 'number') return String(text);
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
