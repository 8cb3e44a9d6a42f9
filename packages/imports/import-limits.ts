// How much an import takes: bounds that real datasets stay far below and hostile files do not.

/** Rows of one table. PHOIBLE 2.0 has 105,000. */
export const mostRows = 500_000;
/** Sounds of one inventory. The largest known has about 160. */
export const mostSounds = 2_000;
/** Rows of a manifest of recordings. */
export const mostRecordings = 20_000;
/** UTF-16 units of one symbol, its diacritics counted. */
export const longestSymbol = 48;
/** UTF-16 units of one cell that is words. */
export const longestText = 4_000;
/** Bytes of one row of a CSV file; a quotation mark that is never closed ends here. */
export const longestRow = 1 << 20;
/** Bytes of a file that must be held whole: JSON and bibliographies. */
export const largestWholeFile = 32 << 20;
